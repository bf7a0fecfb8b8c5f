"""Network maps: looking, changing, copies, and what leaves the map for the toolbox or for good."""

from app.network.routes import changing, copying, joining, keeping, showing

ROUTERS = (
    showing.router,
    changing.router,
    joining.router,
    copying.router,
    keeping.router,
)
