"""What a trust lead decides: who may be mailed while the trust is trying out, going live, and whether anybody may ask."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import PeopleManager
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.joining.forms import GuestForm
from app.trusts import going_live
from app.trusts import queries as trusts
from app.trusts.going_live import GuestRefused

router = Router()

HERE = "/staff/settings/joining"
DONE = {
    "guest": "The address is on the guest list",
    "removed": "The address is off the guest list",
    "live": "Your trust is live",
    "open": "Anybody can ask now, without a code",
    "closed": "From now on a code or an invitation is needed",
}


@router.get("/staff/settings/joining")
def settings_page(request: Request, session: Database, user: PeopleManager, done: str = "") -> Response:
    """Trying out or live, the guest list, and the open door."""
    return _page(request, session, user, done=DONE.get(done))


@router.post("/staff/settings/joining/guests")
def add_guest(request: Request, session: Database, user: PeopleManager, fields: forms.Form) -> Response:
    """Puts an address on the guest list."""
    form, errors = forms.parse(GuestForm, fields)
    trust = trusts.trust(session, trust_id=user.own_trust)
    try:
        if form is not None:
            going_live.add_guest(session, trust=trust, email=form.email, actor_id=user.person_id)
    except GuestRefused as reason:
        errors = {"email": reason.sentence}
    if errors:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    return RedirectResponse(f"{HERE}?done=guest", 303)


@router.post("/staff/settings/joining/guests/{guest_id}/remove")
def remove_guest(session: Database, user: PeopleManager, guest_id: UUID) -> Response:
    """Takes one off."""
    guest = going_live.guest(session, trust_id=user.own_trust, guest_id=guest_id)
    going_live.remove_guest(session, guest=guest, actor_id=user.person_id)
    return RedirectResponse(f"{HERE}?done=removed", 303)


@router.get("/staff/settings/joining/live")
def live_page(request: Request, session: Database, user: PeopleManager) -> Response:
    """Says what changes, and asks whether it is meant."""
    trust = trusts.trust(session, trust_id=user.own_trust)
    teams = trusts.teams(session, trust_id=trust.id)
    guests = len(going_live.guests(session, trust_id=trust.id))
    return render(request, "joining/live.html", trust=trust, teams=teams, guests=guests)


@router.post("/staff/settings/joining/live")
def go_live(session: Database, user: PeopleManager) -> Response:
    """Goes live."""
    going_live.go_live(session, trust=trusts.trust(session, trust_id=user.own_trust), actor_id=user.person_id)
    return RedirectResponse(f"{HERE}?done=live", 303)


@router.post("/staff/settings/joining/open")
def open_doors(request: Request, session: Database, user: PeopleManager, fields: forms.Form) -> Response:
    """Lets anybody ask, and says to whom those come who do not know their team."""
    team = next((each for each in _teams(session, user) if str(each) == fields.get("team", "")), None)
    if team is None:
        errors = {"team": "Choose the team that gets those who do not know theirs"}
        return _page(request, session, user, status=422, form=fields, errors=errors)
    trust = trusts.trust(session, trust_id=user.own_trust)
    going_live.open_doors(session, trust=trust, team_for_unsure=team, actor_id=user.person_id)
    return RedirectResponse(f"{HERE}?done=open", 303)


@router.post("/staff/settings/joining/close")
def close_doors(session: Database, user: PeopleManager) -> Response:
    """A code or an invitation is needed again."""
    going_live.close_doors(session, trust=trusts.trust(session, trust_id=user.own_trust), actor_id=user.person_id)
    return RedirectResponse(f"{HERE}?done=closed", 303)


def _teams(session: Database, user: SignedIn) -> dict[UUID, str]:
    return trusts.team_names(session, trust_id=user.own_trust)


def _page(request: Request, session: Database, user: SignedIn, *, status: int = 200, **more: Any) -> Response:
    trust = trusts.trust(session, trust_id=user.own_trust)
    teams, unsure = _teams(session, user), going_live.team_for_unsure(session, trust_id=trust.id)
    context = {
        "done": None,
        "trust": trust,
        "guests": going_live.guests(session, trust_id=trust.id),
        "most": going_live.MOST_GUESTS,
        "teams": [{"value": "", "text": "Choose one"}, *({"value": str(key), "text": teams[key]} for key in teams)],
        "unsure": teams.get(unsure, "") if unsure else "",
        "form": {"team": str(unsure or "")},
        **more,
    }
    return render(request, "joining/settings.html", status=status, **context)
