"""What somebody began to write to the supporters or to a relative, opened with its own key in the same statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.encryption import Unreadable
from app.keys import queries as keys
from app.messages.models import Draft

log = structlog.get_logger()

_D = Draft.__table__.c
_MINE: Select[Any] = keys.with_key(select(_D.id, _D.place, _D.sealed, _D.saved_at), owner=_D.id).where(
    _D.person_id == bindparam("person_id")
)
_ONE = _MINE.where(_D.place == bindparam("place"))
_PLACES = select(_D.place).where(_D.person_id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was kept: see service.drafting.Begun."""

    topic: str
    text: str
    attached: tuple[str, ...]
    saved_at: datetime


def find(session: Session, *, user: SignedIn, place: UUID) -> Kept | None:
    """What they began to write in a conversation, or (their own id) for a new one."""
    row = session.execute(_ONE, {"person_id": user.person_id, "place": place}).one_or_none()
    return _kept(row) if row else None


def places(session: Session, *, user: SignedIn) -> frozenset[UUID]:
    """Where they began to write."""
    return frozenset(session.scalars(_PLACES, {"person_id": user.person_id}))


def _kept(row: Row[Any]) -> Kept | None:
    try:
        words = keys.opened(row).unseal(row.sealed, place=f"draft/{row.id}")
    except Unreadable:
        # A page must open although one draft cannot be read.
        log.error("messages.draft_unreadable", draft=str(row.id))  # noqa: TRY400 - its trace says nothing more
        return None
    return Kept(words["topic"], words["text"], tuple(words["attached"]), row.saved_at)
