"""Every other address below /fhir: there is nothing, said as FHIR says it."""

from fastapi import Response

from app.accounts.dependencies import Anyone
from app.core.errors import NotFound
from app.outcomes.fhir.routes.answers import FhirRouter

router = FhirRouter()


@router.get("/{path:path}")
def unknown(user: Anyone, path: str) -> Response:  # noqa: ARG001 - the guard and the address stand in the signature
    """Raises NotFound."""
    raise NotFound("There is no such resource here. What there is stands in /fhir/metadata.")
