"""Taking a role away from a colleague."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts import people, service
from app.accounts import queries as accounts
from app.accounts.dependencies import PeopleManager
from app.accounts.people import StaffMember
from app.accounts.roles import Role
from app.accounts.service import Grant
from app.core import forms
from app.core.errors import Conflict
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations.routes import showing
from app.risk import service as risk
from app.trusts import queries as trusts

router = Router()


def href(member: StaffMember, role: Role, team_id: UUID | None) -> str:
    """The page that asks whether it is meant."""
    return f"/staff/people/{member.id}/roles/end?{urlencode({'role': role.value, 'team': team_id or ''})}"


@router.get("/staff/people/{person_id}/roles/end")
def end_page(
    request: Request, session: Database, user: PeopleManager, person_id: UUID, role: str = "", team: str = ""
) -> Response:
    """Asks whether it is meant."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    grant = _held(member, role, team)
    teams = trusts.team_names(session, trust_id=user.own_trust)
    words = showing.role_in_words(grant.role, grant.team_id, teams=teams)
    return render(request, "invitations/end_role.html", member=member, grant=grant, words=words)


@router.post("/staff/people/{person_id}/roles/end")
def end(request: Request, session: Database, user: PeopleManager, person_id: UUID, fields: forms.Form) -> Response:
    """Takes a role away; one's own needs another lead."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    if member.id == user.person_id:
        raise Conflict(service.OWN_ROLES)

    def lay_down_flags(session: Session, person_id: UUID) -> None:
        left = accounts.roles_of(session, person_id=person_id)
        risk.lay_down_all(session, person_id=person_id, actor_id=user.person_id, left=left)

    service.end_role(
        session,
        trust_id=user.own_trust,
        person_id=member.id,
        grant=_held(member, fields.get("role", ""), fields.get("team", "")),
        actor_id=user.person_id,
        # Last, since flags are locked after what they are about, and before the audit trail is.
        also=(*request.app.state.when_role_ended, lay_down_flags),
    )
    return RedirectResponse(f"/staff/people/{person_id}?done=ended", 303)


def _held(member: StaffMember, role: str, team: str) -> Grant:
    for held, team_id in member.grants:
        if (held.value, str(team_id or "")) == (role, team):
            return Grant(held, team_id)
    raise Conflict(service.NOT_THEIRS)
