"""Scores: a relative's own; for staff those that a relative shared with their team, and that is written down."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts import people
from app.accounts.dependencies import Anyone
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import NotFound
from app.core.routing import Database
from app.outcomes import queries
from app.outcomes.fhir import bundles
from app.outcomes.fhir import queries as shares
from app.outcomes.fhir.observations import observation
from app.outcomes.fhir.queries import Shared
from app.outcomes.fhir.routes.answers import FhirRouter, resource
from app.outcomes.fhir.wire import Resource
from app.outcomes.queries import Instruments

router = FhirRouter()


@router.get("/Observation")
def all_scores(request: Request, session: Database, user: Anyone) -> Response:
    """One's own, and all that are shared with one's teams."""
    return resource(bundles.found("Observation", _scores(session, user, request.app.state.instruments)))


@router.get("/Observation/{check_in_id}")
def one_score(request: Request, session: Database, user: Anyone, check_in_id: UUID) -> Response:
    """One of them; what is neither one's own nor shared is not found."""
    made = _scores(session, user, request.app.state.instruments, only=check_in_id)
    if not made:
        raise NotFound(
            "There is no score at this address. An activity has none; one that was shared may be taken back."
        )
    return resource(made[0])


def _scores(session: Database, user: SignedIn, instruments: Instruments, *, only: UUID | None = None) -> list[Resource]:
    if not user.permissions & {Permission.TOOLKIT_USE, Permission.SHARED_READ}:
        raise NotFound
    made: list[Resource] = []
    if user.may(Permission.TOOLKIT_USE):
        own = queries.finished(session, person_id=user.person_id)
        wanted = [each for each in own if only in {None, each.id}]
        made += bundles.scores(wanted, instruments, person_id=user.person_id)
    if user.may(Permission.SHARED_READ):
        found = shares.shared_with(session, team_ids=user.team_ids, only=only)
        made += _read(session, user, found, instruments)
    return made


def _read(session: Database, user: SignedIn, found: list[Shared], instruments: Instruments) -> list[Resource]:
    names = people.names(session, person_ids=[each.owner_id for each in found])
    made: list[Resource] = []
    for each in found:
        instrument, name = instruments.get(each.done.instrument), names[each.owner_id]
        score = observation(each.done, instrument, person_id=each.owner_id, name=name)
        if score:
            made.append(score)
            _audit(session, user, each)
    return made


def _audit(session: Database, user: SignedIn, each: Shared) -> None:
    names = {"trust_id": user.own_trust, "actor_id": user.person_id, "subject_id": each.item_id}
    audit.record(session, action=Action.SHARED_ITEM_READ, **names, details={"as": "fhir"})
