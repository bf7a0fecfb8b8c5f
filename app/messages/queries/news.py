"""How much is new for a relative; asked on each of their pages, for the menu."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.messages.models import Conversation

_C = Conversation.__table__.c
_NEW = select(func.count(_C.id)).where(
    _C.relative_id == bindparam("person_id"), _C.last_number > _C.relative_seen_number
)


def new_answers(session: Session, *, user: SignedIn) -> int:
    """In how many of their conversations something stands that they have not opened yet."""
    return session.scalar(_NEW, {"person_id": user.person_id}) or 0
