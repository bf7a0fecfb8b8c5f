"""The platform administrator's trusts: set one up with its first team and its lead; add teams and leads."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import PlatformAdministrator
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.db import enter
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import queries, service
from app.invitations.forms import PersonForm, TrustForm
from app.invitations.refusals import Refused
from app.invitations.routes import showing
from app.invitations.service import Invitee
from app.trusts import queries as trusts
from app.trusts import service as trusts_service

router = Router()


@router.get("/staff/trusts")
def trusts_page(request: Request, session: Database, _user: PlatformAdministrator) -> Response:
    """Every trust on this platform."""
    return render(request, "invitations/trusts.html", trusts=trusts.all_trusts(session))


@router.get("/staff/trusts/new")
def new_page(request: Request, _user: PlatformAdministrator) -> Response:
    """What a trust needs on its first day."""
    return render(request, "invitations/new_trust.html")


@router.post("/staff/trusts/new")
def create(request: Request, session: Database, user: PlatformAdministrator, fields: forms.Form) -> Response:
    """Makes the trust, its first team, and the invitation of its lead."""
    form, errors = forms.parse(TrustForm, fields)
    if form is None:
        return render(request, "invitations/new_trust.html", status=422, form=fields, errors=errors)
    try:
        trust = trusts_service.create_trust(
            session,
            name=form.trust,
            crisis_line_name=form.crisis_line_name,
            crisis_line_number=form.crisis_line_number,
            actor_id=user.person_id,
        )
    except trusts_service.NameTaken as taken:
        errors = {"trust": taken.sentence}
        return render(request, "invitations/new_trust.html", status=422, form=fields, errors=errors)
    enter(session, trust.id)
    trusts_service.add_team(session, trust_id=trust.id, name=form.team, actor_id=user.person_id)
    _invite_lead(session, user, trust.id, form)
    return RedirectResponse(f"/staff/trusts/{trust.id}?done=created", 303)


@router.get("/staff/trusts/{trust_id}")
def trust_page(
    request: Request, session: Database, _user: PlatformAdministrator, trust_id: UUID, done: str = ""
) -> Response:
    """One trust: its teams, its leads and their invitations."""
    return _page(request, session, trust_id, done=done)


@router.post("/staff/trusts/{trust_id}/teams")
def add_team(
    request: Request, session: Database, user: PlatformAdministrator, trust_id: UUID, fields: forms.Form
) -> Response:
    """Adds a team."""
    enter(session, trusts.trust(session, trust_id=trust_id).id)
    errors = showing.name_team(
        fields,
        lambda name: trusts_service.add_team(session, trust_id=trust_id, name=name, actor_id=user.person_id),
    )
    if errors:
        return _page(request, session, trust_id, status=422, form=fields, errors=errors)
    return RedirectResponse(f"/staff/trusts/{trust_id}?done=team", 303)


@router.post("/staff/trusts/{trust_id}/leads")
def invite_lead(
    request: Request, session: Database, user: PlatformAdministrator, trust_id: UUID, fields: forms.Form
) -> Response:
    """Invites a lead: the first, another one, or the same at another address."""
    enter(session, trusts.trust(session, trust_id=trust_id).id)
    form, errors = forms.parse(PersonForm, fields)
    if form is None:
        return _page(request, session, trust_id, status=422, form=fields, errors=errors)
    try:
        _invite_lead(session, user, trust_id, form, again=fields.get("again") == form.email)
    except Refused as reason:
        why = showing.refusal(session, user, reason)
        return _page(request, session, trust_id, status=422, form=fields, **why)
    return RedirectResponse(f"/staff/trusts/{trust_id}?done=lead", 303)


def _invite_lead(session: Database, user: SignedIn, trust_id: UUID, form: PersonForm, *, again: bool = False) -> None:
    invitee = Invitee(form.email, form.name, role=Role.TRUST_LEAD)
    service.invite(session, inviter_id=user.person_id, trust_id=trust_id, invitee=invitee, again=again)


def _page(request: Request, session: Database, trust_id: UUID, *, status: int = 200, **more: Any) -> Response:
    trust = trusts.trust(session, trust_id=trust_id)
    enter(session, trust.id)
    leads = [each for each in people.staff(session, trust_id=trust.id) if (Role.TRUST_LEAD, None) in each.grants]
    sent = [row for row in queries.of_colleagues(session, trust_id=trust.id) if row.role == Role.TRUST_LEAD.value]
    context = {
        "done": "",
        "notice": None,
        "trust": trust,
        "teams": trusts.teams(session, trust_id=trust.id),
        "leads": leads,
        "invited": showing.lines(session, trust_id=trust.id, invitations=[row for row in sent if not row.accepted_at]),
        **more,
    }
    return render(request, "invitations/trust.html", status=status, **context)
