"""The toolbox: keeping, writing, sharing, and taking out."""

from app.toolbox.routes import keeping, sharing, taking_out, writing

ROUTERS = (
    writing.router,
    taking_out.router,
    keeping.router,
    sharing.router,
)
