"""The one way in which an invitation's state changes: if it is still what it was, and the table of rules allows it."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.errors import Conflict
from app.invitations.models import Invitation
from app.invitations.rules import State, may_become


def move(session: Session, invitation: Invitation, *, to: State, **changes: Any) -> None:
    """Changes the state and whatever goes with it. Raises Conflict when somebody else was first."""
    if not try_move(session, invitation, to=to, **changes):
        raise Conflict


def try_move(session: Session, invitation: Invitation, *, to: State, **changes: Any) -> bool:
    """The same, for work that may run twice: says whether it was done."""
    if not may_become(State(invitation.state), to):
        return False
    # The nonce too: a correction may lead from queued to queued.
    unchanged = (
        Invitation.id == invitation.id,
        Invitation.state == invitation.state,
        Invitation.nonce == invitation.nonce,
    )
    moved = session.execute(
        update(Invitation).where(*unchanged).values(state=to.value, **changes).returning(Invitation.id)
    )
    return moved.scalar_one_or_none() is not None
