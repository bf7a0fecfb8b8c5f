"""The words for what is refused, for every form that invites: whoever typed an address is told what they may know."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import Permission, Role
from app.accounts.signed_in import SignedIn
from app.core.templating import long_date
from app.invitations import presenters, queries
from app.invitations.models import Invitation
from app.invitations.refusals import HasAccount, InvitedBefore, InvitedOtherwise, NotAGuest, NotToBeWrittenTo, Refused
from app.trusts import queries as trusts


def refusal(session: Session, user: SignedIn, reason: Refused) -> dict[str, Any]:
    """Why nothing was sent, for the form that is shown again: an error at the address, or a notice."""
    if isinstance(reason, (InvitedOtherwise, NotToBeWrittenTo, NotAGuest)):
        return {"errors": {"email": reason.sentence}}
    if isinstance(reason, HasAccount):
        return {"notice": {"title": reason.title, "sentence": account_sentence(reason), "again": ""}}
    assert isinstance(reason, InvitedBefore)  # noqa: S101 - there are five
    sentence = earlier_sentence(session, user, reason.earlier)
    return {"notice": {"title": reason.title, "sentence": sentence, "again": reason.earlier.email}}


def account_sentence(reason: HasAccount) -> str:
    """Since when there is an account, and what follows."""
    since = f"Somebody with this address joined on {long_date(reason.since)}"
    if reason.closed_at is not None:
        return f"{since}. The account was closed on {long_date(reason.closed_at)}. They need another address to join again."
    return f"{since}, so no invitation is needed. If they cannot get in, they can choose a new password on the sign-in page."


def earlier_sentence(session: Session, user: SignedIn, earlier: Invitation) -> str:
    """When the address was invited before; by whom and what became of it only if this person may see it."""
    when = f"This address was invited on {long_date(earlier.created_at)}"
    if not _may_know(user, earlier):
        return f"{when}, by somebody else in your trust."
    shown = lines(session, trust_id=earlier.trust_id, invitations=[earlier])[0]
    if not shown.inviter:
        return f"Somebody with this address asked for a link on {long_date(earlier.created_at)}. State: {shown.state.lower()}."
    return f"{when}, by {shown.inviter}. State of that invitation: {shown.state.lower()}."


def lines(session: Session, *, trust_id: UUID, invitations: Iterable[Invitation]) -> list[presenters.Line]:
    """Invitations as lines of a list."""
    rows = list(invitations)
    names = people.names(session, person_ids=[row.inviter_id for row in rows])
    teams = trusts.team_names(session, trust_id=trust_id)
    replaced = queries.repeated(session, invitation_ids=[row.id for row in rows])
    return [presenters.line(row, names=names, teams=teams, replaced=row.id in replaced) for row in rows]


def _may_know(user: SignedIn, earlier: Invitation) -> bool:
    if earlier.role == Role.RELATIVE.value:
        return earlier.team_id in user.team_ids
    return user.may(Permission.PEOPLE_MANAGE) or user.may(Permission.PLATFORM_MANAGE)
