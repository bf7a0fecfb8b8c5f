"""Research: the lead's pages, and a relative's own."""

from app.outcomes.research.routes import studying, taking_part

ROUTERS = (studying.router, taking_part.router)
