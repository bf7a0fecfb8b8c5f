"""Who may hear that there is something new in a conversation or in an inbox."""

from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.messages.models import Conversation

_C = Conversation.__table__.c
_ONE = select(_C.last_number, _C.relative_id).where(
    _C.id == bindparam("conversation_id"), _C.trust_id == bindparam("trust_id")
)
# How many messages have arrived, summed over a trust's conversations: what an inbox had when it was shown, and has now.
# A number from a sequence would not do: a message that was given an earlier one can be committed later.
ARRIVED = func.coalesce(func.sum(_C.last_number), 0)
_ALL = select(ARRIVED).where(_C.trust_id == bindparam("trust_id"))


def newest_number(session: Session, *, user: SignedIn, named: UUID) -> int | None:
    """The number of the newest message of the conversation that is named, for the relative whose it is and for supporters of the trust; else None."""
    row = session.execute(_ONE, {"conversation_id": named, "trust_id": user.trust_id}).one_or_none()
    if row is None:
        return None
    own = user.may(Permission.MESSAGES_WRITE) and row.relative_id == user.person_id
    return row.last_number if own or user.may(Permission.MESSAGES_ANSWER) else None


def inbox_number(session: Session, *, user: SignedIn, named: UUID) -> int | None:
    """How many messages have arrived in the conversations of the trust that is named, for its supporters; else None."""
    if named != user.trust_id or not user.may(Permission.MESSAGES_ANSWER):
        return None
    return session.scalar(_ALL, {"trust_id": named}) or 0
