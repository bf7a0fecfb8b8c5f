"""Staff pages: the teams' service codes. Own teams; the trust lead looks after all."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Staff
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import queries as invitations
from app.joining import presenters, queries, rules, service
from app.joining.forms import NewCodeForm
from app.joining.rules import Old

router = Router()

OLD = [
    {"value": Old.GOES_ON.value, "text": "It works for 28 more days", "hint": "For posters and cards that are out."},
    {"value": Old.STOPS.value, "text": "It stops working now", "hint": "For when somebody misused it."},
]


@router.get("/staff/joining")
def codes_page(request: Request, session: Database, user: Staff, done: str = "") -> Response:
    """Each team's code, and how many joined with it."""
    return _page(request, session, user, done=presenters.DONE.get(done))


@router.post("/staff/joining/{team_id}/code")
def make(request: Request, session: Database, user: Staff, team_id: UUID, fields: forms.Form) -> Response:
    """Makes a new code; the form names the one that it replaces, so that a second click makes no third."""
    queries.team_name(session, viewer=user, team_id=team_id)
    instead_of = _id(fields.get("instead_of", ""))
    form, errors = forms.parse(NewCodeForm, fields if instead_of else {"old": Old.STOPS.value})
    if form is None:
        return _page(request, session, user, status=422, errors=errors, wrong=team_id)
    who = {"trust_id": user.own_trust, "team_id": team_id, "actor_id": user.person_id}
    service.make(session, **who, instead_of=instead_of, old=form.old)
    return RedirectResponse("/staff/joining?done=made", 303)


@router.get("/staff/joining/codes/{code_id}/stop")
def stop_page(request: Request, session: Database, user: Staff, code_id: UUID) -> Response:
    """Asks whether it is meant."""
    code = queries.visible(session, viewer=user, code_id=code_id)
    team = queries.team_name(session, viewer=user, team_id=code.team_id)
    return render(request, "joining/stop.html", code=code, written=rules.written(code.code), team=team)


@router.post("/staff/joining/codes/{code_id}/stop")
def stop(session: Database, user: Staff, code_id: UUID) -> Response:
    """Stops it."""
    service.stop(session, code=queries.visible(session, viewer=user, code_id=code_id), actor_id=user.person_id)
    return RedirectResponse("/staff/joining?done=stopped", 303)


def _id(key: str) -> UUID | None:
    try:
        return UUID(key) if key else None
    except ValueError:
        raise NotFound from None


def _page(request: Request, session: Database, user: SignedIn, *, status: int = 200, **more: Any) -> Response:
    teams = queries.teams_of(session, viewer=user)
    codes = queries.working(session, team_ids=teams)
    numbers = invitations.by_code(session, code_ids=[each.id for each in codes])
    context = {"done": None, "wrong": None, "old": OLD, "place": presenters.place(), **more}
    shown = presenters.of_teams(teams, codes=codes, numbers=numbers)
    return render(request, "joining/codes.html", status=status, teams=shown, **context)
