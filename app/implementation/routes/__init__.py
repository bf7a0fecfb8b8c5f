"""The pages of the implementation workspace, and of suggestions."""

from app.implementation.routes import answering, checklist, deciding, rounds, suggesting

ROUTERS = (
    checklist.router,
    answering.router,
    rounds.router,
    suggesting.router,
    deciding.router,
)
