"""What every change of a conversation shares: it is locked first, and what happened is written down."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import Conflict, NotFound
from app.messages.models import Act, Conversation
from app.messages.rules import conversations as rules

_LOCKED = (
    select(Conversation)
    .where(Conversation.id == bindparam("conversation_id"), Conversation.trust_id == bindparam("trust_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def locked(session: Session, *, trust_id: UUID, conversation_id: UUID) -> Conversation:
    """The conversation, held until this transaction ends. Raises NotFound.

    Hold it before a flag is raised or the audit trail written: that is the order of locks.
    """
    found = session.scalar(_LOCKED, {"conversation_id": conversation_id, "trust_id": trust_id})
    if found is None:
        raise NotFound
    return found


def require(conversation: Conversation, *, version: int) -> None:
    """Raises Conflict when a colleague has changed it since the page was made."""
    if conversation.version != version:
        raise Conflict(
            "A colleague has changed this conversation while you had it open. Look at it again, then decide."
        )


def become(conversation: Conversation, wanted: rules.State) -> None:
    """Changes the state. Raises Conflict for a way that is not in the table."""
    state = rules.State(conversation.state)
    if state is not wanted and not rules.may_become(state, wanted):
        raise Conflict
    conversation.state = wanted.value


def write_down(
    session: Session,
    conversation: Conversation,
    *,
    act: rules.Act,
    actor_id: UUID | None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Adds to what happened to this conversation; `facts` are numbers, times and ids, never words."""
    session.add(
        Act(
            trust_id=conversation.trust_id,
            conversation_id=conversation.id,
            act=act.value,
            actor_id=actor_id,
            facts=facts or {},
        )
    )
