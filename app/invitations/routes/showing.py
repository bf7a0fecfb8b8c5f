"""What several staff pages show and do alike: the three fields, lists of invitations, a team's name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from app.accounts import people
from app.accounts.roles import ROLES, Permission, Role
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.pages import render
from app.core.routing import Database
from app.core.templating import long_date
from app.invitations import presenters, queries
from app.invitations.models import Invitation
from app.invitations.refusals import HasAccount, InvitedBefore, InvitedOtherwise, Refused
from app.invitations.rules import RELATIONSHIPS
from app.trusts import queries as trusts
from app.trusts.forms import TeamForm
from app.trusts.service import NameTaken

CHOOSE = [{"value": "", "text": "Choose one"}]


def options(words: Mapping[Any, str]) -> list[dict[str, str]]:
    """A table of words as the options of a list to choose from."""
    return [{"value": str(value), "text": text} for value, text in words.items()]


def role_in_words(role: Role, team_id: UUID | None, *, teams: Mapping[UUID, str]) -> str:
    """Such as "Clinician, Early Help"."""
    team = teams.get(team_id) if team_id else None
    return f"{ROLES[role].name}, {team}" if team else ROLES[role].name


def own_teams(session: Database, user: SignedIn) -> dict[UUID, str]:
    """The names of the teams that somebody works in."""
    names = trusts.team_names(session, trust_id=user.own_trust)
    return {team_id: name for team_id, name in names.items() if team_id in user.team_ids}


def fields_context(session: Database, user: SignedIn) -> dict[str, Any]:
    """What the template of the three fields needs. Somebody with one team is not asked for it."""
    teams = own_teams(session, user)
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


def refusal(session: Database, user: SignedIn, reason: Refused) -> dict[str, Any]:
    """Why nothing was sent, for the form that is shown again: an error at the address, or a notice."""
    if isinstance(reason, InvitedOtherwise):
        return {"errors": {"email": reason.sentence}}
    if isinstance(reason, HasAccount):
        return {"notice": {"title": reason.title, "sentence": account_sentence(reason), "again": ""}}
    assert isinstance(reason, InvitedBefore)  # noqa: S101 - there are three
    sentence = earlier_sentence(session, user, reason.earlier)
    return {"notice": {"title": reason.title, "sentence": sentence, "again": reason.earlier.email}}


def account_sentence(reason: HasAccount) -> str:
    """Since when there is an account, and what follows."""
    since = f"Somebody with this address joined on {long_date(reason.since)}"
    if reason.closed_at is not None:
        return f"{since}. The account was closed on {long_date(reason.closed_at)}. They need another address to join again."
    return f"{since}, so no invitation is needed. If they cannot get in, they can choose a new password on the sign-in page."


def earlier_sentence(session: Database, user: SignedIn, earlier: Invitation) -> str:
    """When the address was invited before; by whom and what became of it only if this person may see it."""
    when = f"This address was invited on {long_date(earlier.created_at)}"
    if not _may_know(user, earlier):
        return f"{when}, by somebody else in your trust."
    shown = lines(session, trust_id=earlier.trust_id, invitations=[earlier])[0]
    return f"{when}, by {shown.inviter}. State of that invitation: {shown.state.lower()}."


def lines(session: Database, *, trust_id: UUID, invitations: Iterable[Invitation]) -> list[presenters.Line]:
    """Invitations as lines of a list."""
    rows = list(invitations)
    names = people.names(session, person_ids=[row.inviter_id for row in rows])
    teams = trusts.team_names(session, trust_id=trust_id)
    replaced = queries.repeated(session, invitation_ids=[row.id for row in rows])
    return [presenters.line(row, names=names, teams=teams, replaced=row.id in replaced) for row in rows]


def _fields_of(draft: Invitation) -> dict[str, str]:
    return {
        "email": draft.email,
        "first_name": draft.first_name,
        "relationship": draft.relationship,
        "team": str(draft.team_id or ""),
    }


def _may_know(user: SignedIn, earlier: Invitation) -> bool:
    if earlier.role == Role.RELATIVE.value:
        return earlier.team_id in user.team_ids
    return user.may(Permission.PEOPLE_MANAGE) or user.may(Permission.PLATFORM_MANAGE)


def name_team(fields: forms.Fields, act: Callable[[str], object]) -> forms.Errors:
    """Adds or renames a team by the name that was typed; returns what is wrong with it, by field."""
    form, errors = forms.parse(TeamForm, fields)
    try:
        if form is not None:
            act(form.team)
    except NameTaken as taken:
        return {"team": taken.sentence}
    return errors
