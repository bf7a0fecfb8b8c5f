"""Where a message stands, for a supporter who comes from a flag about it."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.messages.models import Message

_M = Message.__table__.c
_PLACE = select(_M.conversation_id, _M.number).where(
    _M.id == bindparam("message_id"), _M.trust_id == bindparam("trust_id")
)


def href_of(session: Session, *, user: SignedIn, subject_id: UUID) -> str:
    """The address of the message in the inbox; empty for whoever may not read there, and for what was never sent."""
    if not user.may(Permission.MESSAGES_ANSWER):
        return ""
    row = session.execute(_PLACE, {"message_id": subject_id, "trust_id": user.own_trust}).one_or_none()
    return f"/staff/inbox/{row.conversation_id}#m{row.number}" if row else ""
