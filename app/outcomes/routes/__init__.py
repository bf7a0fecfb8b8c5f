"""The pages of check-ins."""

from app.outcomes.routes import answering, choosing, results

ROUTERS = (
    choosing.router,
    answering.router,
    results.router,
)
