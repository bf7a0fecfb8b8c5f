"""What can be asked for here, and the questionnaires that the relatives of a trust can fill in."""

from fastapi import Request, Response

from app.accounts.dependencies import Anyone, Relative
from app.core.routing import Database
from app.outcomes import queries
from app.outcomes.fhir import bundles, capability
from app.outcomes.fhir.questionnaires import questionnaire
from app.outcomes.fhir.routes.answers import FhirRouter, resource

router = FhirRouter()


@router.get("/metadata")
def metadata(user: Anyone) -> Response:  # noqa: ARG001 - the guard
    """The CapabilityStatement."""
    return resource(capability.statement())


@router.get("/Questionnaire")
def all_questionnaires(request: Request, session: Database, user: Relative) -> Response:
    """Those in use, with their words."""
    usable = queries.usable(session, trust_id=user.own_trust, instruments=request.app.state.instruments)
    return resource(bundles.found("Questionnaire", [questionnaire(each) for each in usable]))


@router.get("/Questionnaire/{name}")
def one_questionnaire(request: Request, session: Database, user: Relative, name: str) -> Response:
    """One of them; what another trust has a licence for is not found."""
    instruments = request.app.state.instruments
    found = queries.find(session, trust_id=user.own_trust, instruments=instruments, name=name)
    return resource(questionnaire(found))
