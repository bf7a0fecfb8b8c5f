"""The trust lead's people: colleagues by name with their roles, relatives only by team and date."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import service as accounts
from app.accounts.dependencies import PeopleManager
from app.accounts.people import StaffMember
from app.accounts.roles import ROLES, STAFF_ROLES
from app.accounts.service import Grant
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import Conflict
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import queries as invitations
from app.invitations import service
from app.invitations.forms import ColleagueForm, RoleForm, parse_with_team
from app.invitations.refusals import Refused
from app.invitations.routes import ending_role, showing
from app.invitations.service import Invitee
from app.risk import service as risk
from app.trusts import queries as trusts

router = Router()


@router.get("/staff/people")
def people_page(request: Request, session: Database, user: PeopleManager) -> Response:
    """Everybody in the trust, as far as its lead may see them."""
    teams = trusts.team_names(session, trust_id=user.own_trust)
    sent = invitations.of_colleagues(session, trust_id=user.own_trust)
    return render(
        request,
        "invitations/people.html",
        staff=[(each, _roles_in_words(each, teams)) for each in people.staff(session, trust_id=user.own_trust)],
        invited=showing.lines(
            session, trust_id=user.own_trust, invitations=[row for row in sent if not row.accepted_at]
        ),
        relatives=[
            (teams.get(each.team_id, "") if each.team_id else "", each.created_at)
            for each in people.relatives(session, trust_id=user.own_trust)
        ],
    )


@router.get("/staff/people/new")
def new_page(request: Request, session: Database, user: PeopleManager) -> Response:
    """Invite a colleague."""
    return _form(request, session, user)


@router.post("/staff/people/new")
def invite(request: Request, session: Database, user: PeopleManager, fields: forms.Form) -> Response:
    """Invites a colleague."""
    form, team_id, errors = parse_with_team(ColleagueForm, fields, _teams(session, user))
    if form is None:
        return _form(request, session, user, status=422, form=fields, errors=errors)
    invitee = Invitee(form.email, form.name, role=form.role, team_id=team_id)
    again = fields.get("again") == form.email
    try:
        made = service.invite(session, inviter_id=user.person_id, trust_id=user.own_trust, invitee=invitee, again=again)
    except Refused as reason:
        why = showing.refusal(session, user, reason)
        return _form(request, session, user, status=422, form=fields, **why)
    return RedirectResponse(f"/staff/invitations/{made.id}?done=sent", 303)


@router.get("/staff/people/{person_id}")
def person_page(request: Request, session: Database, user: PeopleManager, person_id: UUID, done: str = "") -> Response:
    """One colleague: roles and teams, one more role, closing."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    return _person(request, session, user, member, done=done)


@router.post("/staff/people/{person_id}/roles")
def add_role(request: Request, session: Database, user: PeopleManager, person_id: UUID, fields: forms.Form) -> Response:
    """Gives a colleague one more role or team."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    person = people.open_account(session, person_id=member.id)
    if member.id == user.person_id:
        raise Conflict(accounts.OWN_ROLES)
    form, team_id, errors = parse_with_team(RoleForm, fields, _teams(session, user))
    if form is not None and (form.role, team_id) in member.grants:
        errors = {"role": f"{member.name} has this role already"}
    if form is None or errors:
        return _person(request, session, user, member, status=422, form=fields, errors=errors)
    accounts.grant_role(session, person=person, grant=Grant(form.role, team_id), actor_id=user.person_id)
    return RedirectResponse(f"/staff/people/{person_id}?done=role", 303)


@router.get("/staff/people/{person_id}/close")
def close_page(request: Request, session: Database, user: PeopleManager, person_id: UUID) -> Response:
    """Asks whether it is meant."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    said = filter(None, (say(session, member.id) for say in request.app.state.before_closing))
    return render(request, "invitations/close_account.html", member=member, said=list(said))


@router.post("/staff/people/{person_id}/close")
def close(request: Request, session: Database, user: PeopleManager, person_id: UUID) -> Response:
    """Closes the account of a colleague; one's own needs another lead."""
    member = people.staff_member(session, trust_id=user.own_trust, person_id=person_id)
    if member.id == user.person_id:
        raise Conflict("You cannot close your own account. Another trust lead can.")

    def lay_down_flags(session: Session, person_id: UUID) -> None:
        risk.lay_down_all(session, person_id=person_id, actor_id=user.person_id)

    person = people.open_account(session, person_id=member.id)
    # Last, since flags are locked after what they are about, and before the audit trail is.
    also = (*request.app.state.when_closed, lay_down_flags)
    accounts.close(session, person=person, actor_id=user.person_id, also=also)
    return RedirectResponse(f"/staff/people/{person_id}?done=closed", 303)


def _teams(session: Database, user: SignedIn) -> dict[UUID, str]:
    return trusts.team_names(session, trust_id=user.own_trust)


def _roles_in_words(member: StaffMember, teams: Mapping[UUID, str]) -> list[str]:
    return [showing.role_in_words(role, team_id, teams=teams) for role, team_id in member.grants]


def _choices(session: Database, user: SignedIn) -> dict[str, Any]:
    roles = {role.value: ROLES[role].name for role in STAFF_ROLES}
    jobs = [{"value": role.value, "text": ROLES[role].name, "hint": ROLES[role].job} for role in STAFF_ROLES]
    return {
        "roles": jobs,
        "role_names": showing.CHOOSE + showing.options(roles),
        "teams": showing.CHOOSE + showing.options(_teams(session, user)),
        "in_teams": " or ".join(ROLES[role].name.lower() for role in STAFF_ROLES if ROLES[role].works_in_team),
    }


def _form(request: Request, session: Database, user: SignedIn, *, status: int = 200, **more: Any) -> Response:
    context = {"notice": None, **_choices(session, user), **more}
    return render(request, "invitations/new_colleague.html", status=status, **context)


def _person(
    request: Request, session: Database, user: SignedIn, member: StaffMember, *, status: int = 200, **more: Any
) -> Response:
    teams = _teams(session, user)
    held = [
        {"words": showing.role_in_words(*grant, teams=teams), "href": ending_role.href(member, *grant)}
        for grant in member.grants
    ]
    context = {"done": "", "member": member, "held": held, "is_self": member.id == user.person_id, **more}
    return render(request, "invitations/person.html", status=status, **_choices(session, user), **context)
