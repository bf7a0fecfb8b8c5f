"""A relative's own: who they are, what they answered, and all of it as one file."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import Relative
from app.core import clock
from app.core.errors import NotFound
from app.core.routing import Database
from app.outcomes import queries
from app.outcomes.fhir import bundles
from app.outcomes.fhir.responses import response
from app.outcomes.fhir.routes.answers import FhirRouter, resource

router = FhirRouter()


@router.get("/Patient/{person_id}")
def patient(user: Relative, person_id: UUID) -> Response:
    """The relative themself; nobody else is found."""
    if person_id != user.person_id:
        raise NotFound
    return resource(bundles.patient(user.person_id, user.name))


@router.get("/QuestionnaireResponse")
def all_responses(request: Request, session: Database, user: Relative) -> Response:
    """Everything that they finished, the oldest first."""
    own = queries.finished(session, person_id=user.person_id)
    made = bundles.responses(own, request.app.state.instruments, person_id=user.person_id)
    return resource(bundles.found("QuestionnaireResponse", made))


@router.get("/QuestionnaireResponse/{check_in_id}")
def one_response(request: Request, session: Database, user: Relative, check_in_id: UUID) -> Response:
    """One of them."""
    done = queries.one(session, person_id=user.person_id, check_in_id=check_in_id)
    instrument = request.app.state.instruments.get(done.instrument)
    return resource(response(done, instrument, person_id=user.person_id))


@router.get("/Bundle")
def everything(request: Request, session: Database, user: Relative) -> Response:
    """Answers and scores as a file, to take to another system."""
    own = queries.finished(session, person_id=user.person_id)
    instruments, at = request.app.state.instruments, clock.now()
    made = bundles.everything(own, instruments, person_id=user.person_id, name=user.name, at=at)
    return resource(made, file_name="my-check-ins.json")
