"""What a trust lead sets: teams, and whom to ring in a crisis."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import PeopleManager
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations.routes import showing
from app.trusts import queries, service
from app.trusts.forms import CrisisLineForm

router = Router()

DONE = {
    "crisis-line": "The crisis line is changed",
    "team": "The team is added",
    "renamed": "The team is renamed",
}


@router.get("/staff/settings")
def settings_page(request: Request, session: Database, user: PeopleManager, done: str = "") -> Response:
    """The crisis line and the teams."""
    return _page(request, session, user, done=DONE.get(done))


@router.post("/staff/settings/crisis-line")
def change_crisis_line(request: Request, session: Database, user: PeopleManager, fields: forms.Form) -> Response:
    """Changes whom to ring."""
    form, errors = forms.parse(CrisisLineForm, fields)
    if form is None:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    trust = queries.trust(session, trust_id=user.own_trust)
    service.change_crisis_line(
        session, trust=trust, name=form.crisis_line_name, number=form.crisis_line_number, actor_id=user.person_id
    )
    return RedirectResponse("/staff/settings?done=crisis-line", 303)


@router.post("/staff/settings/teams")
def add_team(request: Request, session: Database, user: PeopleManager, fields: forms.Form) -> Response:
    """Adds a team."""
    errors = showing.name_team(
        fields,
        lambda name: service.add_team(session, trust_id=user.own_trust, name=name, actor_id=user.person_id),
    )
    if errors:
        return _page(request, session, user, status=422, form=fields, errors=errors)
    return RedirectResponse("/staff/settings?done=team", 303)


@router.get("/staff/settings/teams/{team_id}")
def team_page(request: Request, session: Database, user: PeopleManager, team_id: UUID) -> Response:
    """One team's name."""
    team = queries.team(session, trust_id=user.own_trust, team_id=team_id)
    return render(request, "invitations/team.html", team=team, form={"team": team.name})


@router.post("/staff/settings/teams/{team_id}")
def rename_team(
    request: Request, session: Database, user: PeopleManager, team_id: UUID, fields: forms.Form
) -> Response:
    """Renames a team."""
    team = queries.team(session, trust_id=user.own_trust, team_id=team_id)
    errors = showing.name_team(
        fields, lambda name: service.rename_team(session, team=team, name=name, actor_id=user.person_id)
    )
    if errors:
        return render(request, "invitations/team.html", status=422, team=team, form=fields, errors=errors)
    return RedirectResponse("/staff/settings?done=renamed", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    **more: Any,
) -> Response:
    trust = queries.trust(session, trust_id=user.own_trust)
    kept = {"crisis_line_name": trust.crisis_line_name, "crisis_line_number": trust.crisis_line_number}
    teams = queries.teams(session, trust_id=trust.id)
    context = {"done": None, "trust": trust, "teams": teams, "form": {**kept, **(form or {})}, **more}
    return render(request, "invitations/settings.html", status=status, **context)
