"""Suggestions: one's own, and all of a trust for whoever answers them, still without who wrote them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.implementation.models import Suggestion
from app.implementation.rules import OVER, SuggestionState
from app.keys import queries as keys

PLACE = "suggestion"
MOST_SHOWN = 100  # of those that are open, and of those that are answered: each has to be unlocked
_S = Suggestion.__table__.c
_EACH = keys.with_key(
    select(_S.id, _S.is_staff, _S.sealed, _S.state, _S.answer, _S.version, _S.created_at), owner=_S.id
)
_OF_TRUST = _EACH.where(_S.trust_id == bindparam("of_trust"))
_OPEN: Select[Any] = _OF_TRUST.where(_S.state.not_in(OVER)).order_by(_S.state, _S.created_at, _S.id).limit(MOST_SHOWN)
_OVER: Select[Any] = _OF_TRUST.where(_S.state.in_(OVER)).order_by(_S.decided_at.desc(), _S.id).limit(MOST_SHOWN)
_ONE: Select[Any] = _OF_TRUST.where(_S.id == bindparam("suggestion_id"))
_OWN: Select[Any] = _EACH.where(_S.person_id == bindparam("person_id")).order_by(_S.created_at.desc(), _S.id)
_WAITING = select(func.count()).where(_S.person_id == bindparam("person_id"), _S.state == SuggestionState.NEW.value)
_UNANSWERED = select(func.count()).where(_S.trust_id == bindparam("of_trust"), _S.state == SuggestionState.NEW.value)
_WRITER = select(_S.person_id).where(_S.id == bindparam("suggestion_id"), _S.trust_id == bindparam("of_trust"))


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody would like to be different; `words` are empty when their writer has left."""

    id: UUID
    is_staff: bool
    words: str
    state: SuggestionState
    answer: str
    version: int
    created_at: datetime

    @property
    def is_new(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.state is SuggestionState.NEW


def own(session: Session, *, person_id: UUID) -> list[Said]:
    """Somebody's own, the newest first."""
    return [_said(row) for row in session.execute(_OWN, {"person_id": person_id})]


def own_one(session: Session, *, person_id: UUID, suggestion_id: UUID) -> Said:
    """One of somebody's own. Raises NotFound."""
    found = next((each for each in own(session, person_id=person_id) if each.id == suggestion_id), None)
    if found is None:
        raise NotFound
    return found


def waiting(session: Session, *, person_id: UUID) -> int:
    """How many of somebody's nobody has looked at yet."""
    return session.scalar(_WAITING, {"person_id": person_id}) or 0


def number_waiting(session: Session, *, trust_id: UUID) -> int:
    """How many in a trust nobody has looked at yet."""
    return session.scalar(_UNANSWERED, {"of_trust": trust_id}) or 0


def of_trust(session: Session, *, trust_id: UUID) -> list[Said]:
    """What is new in a trust, what is planned, both the oldest first, and what was answered last."""
    return [_said(row) for some in (_OPEN, _OVER) for row in session.execute(some, {"of_trust": trust_id})]


def one(session: Session, *, trust_id: UUID, suggestion_id: UUID) -> Said:
    """One of them. Raises NotFound."""
    row = session.execute(_ONE, {"of_trust": trust_id, "suggestion_id": suggestion_id}).one_or_none()
    if row is None:
        raise NotFound("There is nothing at this address. Whoever wrote it may have taken it back.")
    return _said(row)


def writer(session: Session, *, trust_id: UUID, suggestion_id: UUID) -> UUID | None:
    """Whose words they are: for those who work on flags, never for a page of this room."""
    found: UUID | None = session.scalar(_WRITER, {"of_trust": trust_id, "suggestion_id": suggestion_id})
    return found


def _said(row: Row[Any]) -> Said:
    words = str(keys.opened(row).unseal(row.sealed, place=PLACE)) if row.sealed else ""
    return Said(row.id, row.is_staff, words, SuggestionState(row.state), row.answer, row.version, row.created_at)
