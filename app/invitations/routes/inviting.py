"""Staff pages: inviting relatives, and the list of the teams' invitations."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import queries as accounts
from app.accounts.dependencies import Inviter
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import drafting, presenters, queries, service
from app.invitations.forms import DraftForm, InvitationForm, team_among
from app.invitations.models import Invitation
from app.invitations.refusals import Refused
from app.invitations.routes import showing
from app.invitations.rules import State
from app.invitations.service import Invitee

router = Router()

NO_TEAM = "Choose the team that invites them"


@router.get("/staff/invitations")
def list_page(
    request: Request, session: Database, user: Inviter, state: str = "", after: UUID | None = None
) -> Response:
    """Own teams' invitations: what failed comes first, then the newest."""
    if state and state not in presenters.FILTERS:
        raise NotFound
    failed = presenters.FILTERS["undeliverable"].states
    chosen = presenters.FILTERS[state] if state else presenters.Filter("", frozenset(State) - failed)
    found = queries.of_teams(session, team_ids=user.team_ids, states=chosen.states, asked=chosen.asked, after=after)
    first = [] if state or after else queries.of_teams(session, team_ids=user.team_ids, states=failed).rows
    return render(
        request,
        "invitations/list.html",
        lines=showing.lines(session, trust_id=user.own_trust, invitations=[*first, *found.rows]),
        older=found.older,
        state=state,
        filters=presenters.FILTERS,
        many_teams=len(user.team_ids) > 1,
    )


@router.get("/staff/invitations/new")
def new_page(request: Request, session: Database, user: Inviter) -> Response:
    """Three fields."""
    return showing.form_page(request, session, user)


@router.post("/staff/invitations/new")
def invite(request: Request, session: Database, user: Inviter, fields: forms.Form) -> Response:
    """Invites, or saves a draft for later; `draft` names a draft that this began as."""
    draft, later = _draft(session, user, fields.get("draft", "")), fields.get("save") == "later"
    form, errors = forms.parse(DraftForm if later else InvitationForm, fields)
    team_id = team_among(accounts.own_teams(session, user=user), fields.get("team", ""))
    if form is None or team_id is None:
        errors |= {} if team_id else {"team": NO_TEAM}
        return showing.form_page(request, session, user, status=422, form=fields, errors=errors, draft=draft)
    invitee = Invitee(form.email, form.first_name, form.relationship, team_id=team_id)
    who = {"inviter_id": user.person_id, "trust_id": user.own_trust}
    if later:
        draft = drafting.save_draft(session, **who, invitee=invitee, draft=draft)
        return RedirectResponse(f"/staff/invitations/{draft.id}?done=saved", 303)
    again = fields.get("again") == form.email
    try:
        made = service.invite(session, **who, invitee=invitee, again=again, draft=draft)
    except Refused as reason:
        why = showing.refusal(session, user, reason)
        return showing.form_page(request, session, user, status=422, form=fields, draft=draft, **why)
    return RedirectResponse(f"/staff/invitations/{made.id}?done=sent", 303)


@router.post("/staff/invitations/{invitation_id}/discard")
def discard(session: Database, user: Inviter, invitation_id: UUID) -> Response:
    """Throws a draft away."""
    draft = queries.visible(session, viewer=user, invitation_id=invitation_id)
    drafting.discard(session, actor_id=user.person_id, draft=draft)
    return RedirectResponse("/staff/invitations?state=drafts", 303)


def _draft(session: Database, user: SignedIn, key: str) -> Invitation | None:
    if not key:
        return None
    try:
        found = queries.visible(session, viewer=user, invitation_id=UUID(key))
    except ValueError:
        raise NotFound from None
    # One that a colleague sent meanwhile is an earlier invitation like any other.
    return found if found.state == State.DRAFTED.value else None
