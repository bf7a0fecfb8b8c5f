"""The addresses below /fhir."""

from app.outcomes.fhir.routes import describing, own, scores, unknown

ROUTERS = (
    describing.router,
    own.router,
    scores.router,
    # Whatever is not found above.
    unknown.router,
)
