"""The pages of topics: for relatives and for the staff who answer."""

from app.topics.routes import asking, deciding

ROUTERS = (
    asking.router,
    deciding.router,
)
