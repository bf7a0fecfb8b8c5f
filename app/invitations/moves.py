"""The one way in which an invitation's state changes: if it is still what it was, and the table of rules allows it."""

from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core import clock
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


def was_sent(session: Session, *, invitation_id: UUID) -> None:
    """Its mail left: one statement, since crowds go this way. Does nothing unless that was waited for."""
    waiting = (Invitation.id == invitation_id, Invitation.state == State.QUEUED.value)
    facts = {"state": State.SENT.value, "sent_at": clock.now()}
    session.execute(update(Invitation).where(*waiting).values(facts).execution_options(synchronize_session=False))
