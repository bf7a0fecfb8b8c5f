"""What several staff pages show and do alike: the three fields, lists of invitations, a team's name."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from app.accounts import queries as accounts
from app.accounts.roles import ROLES, Role
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database
from app.invitations import refusal_words
from app.invitations.models import Invitation
from app.invitations.rules import RELATIONSHIPS
from app.trusts.forms import TeamForm
from app.trusts.service import NameTaken

CHOOSE = [{"value": "", "text": "Choose one"}]
lines = refusal_words.lines
refusal = refusal_words.refusal
account_sentence = refusal_words.account_sentence
earlier_sentence = refusal_words.earlier_sentence


def options(words: Mapping[Any, str]) -> list[dict[str, str]]:
    """A table of words as the options of a list to choose from."""
    return [{"value": str(value), "text": text} for value, text in words.items()]


def role_in_words(role: Role, team_id: UUID | None, *, teams: Mapping[UUID, str]) -> str:
    """Such as "Clinician, Early Help"."""
    team = teams.get(team_id) if team_id else None
    return f"{ROLES[role].name}, {team}" if team else ROLES[role].name


def fields_context(session: Database, user: SignedIn) -> dict[str, Any]:
    """What the template of the three fields needs. Somebody with one team is not asked for it."""
    teams = accounts.own_teams(session, user=user)
    return {
        "relationships": CHOOSE + options(RELATIONSHIPS),
        "teams": CHOOSE + options(teams) if len(teams) > 1 else [],
        "has_team": bool(teams),
    }


def form_page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    draft: Invitation | None = None,
    **more: Any,
) -> Response:
    """The page with the three fields, of a new invitation or of a draft."""
    form = form if form is not None or draft is None else _fields_of(draft)
    context = fields_context(session, user) | {"notice": None, "draft": draft, "done": None} | more
    return render(request, "invitations/new.html", status=status, form=form, **context)


def _fields_of(draft: Invitation) -> dict[str, str]:
    return {
        "email": draft.email,
        "first_name": draft.first_name,
        "relationship": draft.relationship,
        "team": str(draft.team_id or ""),
    }


def name_team(fields: forms.Fields, act: Callable[[str], object]) -> forms.Errors:
    """Adds or renames a team by the name that was typed; returns what is wrong with it, by field."""
    form, errors = forms.parse(TeamForm, fields)
    try:
        if form is not None:
            act(form.team)
    except NameTaken as taken:
        return {"team": taken.sentence}
    return errors
