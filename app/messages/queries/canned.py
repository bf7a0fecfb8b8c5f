"""Words that the supporters of a trust keep at hand."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.messages.models import CannedReply

_ALL = (
    select(CannedReply.id, CannedReply.title, CannedReply.text)
    .where(CannedReply.trust_id == bindparam("trust_id"), CannedReply.removed_at.is_(None))
    .order_by(CannedReply.title, CannedReply.id)
)
_ONE = _ALL.where(CannedReply.id == bindparam("canned_id"))


@dataclass(frozen=True, slots=True)
class Canned:
    """Words kept at hand, under a title."""

    id: UUID
    title: str
    text: str


def every(session: Session, *, user: SignedIn) -> list[Canned]:
    """All of them, by title."""
    return [Canned(*row) for row in session.execute(_ALL, {"trust_id": user.own_trust})]


def one(session: Session, *, user: SignedIn, canned_id: UUID) -> Canned:
    """One of them. Raises NotFound when it was removed."""
    row = session.execute(_ONE, {"trust_id": user.own_trust, "canned_id": canned_id}).one_or_none()
    if row is None:
        raise NotFound
    return Canned(*row)
