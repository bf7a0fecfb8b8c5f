"""Invitations for tests, in any state."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations import emails
from app.invitations.models import Invitation
from app.invitations.rules import LASTS, State
from app.trusts.models import Team

_TIMES = {
    State.REVOKED: "revoked_at",
    State.DECLINED: "declined_at",
    State.OPENED: "opened_at",
    State.ACCEPTED: "accepted_at",
}


def make_invitation(
    inviter: Person,
    team: Team | None,
    *,
    email: str = "jane@example.org",
    state: State = State.SENT,
    role: Role = Role.RELATIVE,
    joined_as: Person | None = None,
    days_old: int = 0,
    **changes: object,
) -> Invitation:
    """One invitation; an accepted one needs the person who joined."""
    created = clock.now() - timedelta(days=days_old)
    facts: dict[str, object] = {
        "trust_id": inviter.trust_id,
        "team_id": team.id if team else None,
        "inviter_id": inviter.id,
        "role": role.value,
        "email": email,
        "first_name": "Jane",
        "relationship": "parent" if role is Role.RELATIVE else "",
        "state": state.value,
        "nonce": uuid4(),
        "created_at": created,
        "expires_at": created + LASTS,
        "person_id": joined_as.id if joined_as else None,
    }
    if state in _TIMES:
        facts[_TIMES[state]] = created
    with unit_of_work(Platform.COMMAND_LINE) as session:
        invitation = Invitation(**(facts | changes))
        session.add(invitation)
    return invitation


def link_of(invitation: Invitation) -> str:
    """The path of the link in its mail."""
    return f"/invitation/{emails.token_for(invitation)}"


def now_of(invitation_id: UUID) -> Invitation:
    """The invitation as it is in the database at this moment."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Invitation).where(Invitation.id == invitation_id)).one()


def all_invitations() -> list[Invitation]:
    """Every invitation, oldest first."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(Invitation).order_by(Invitation.created_at)))
