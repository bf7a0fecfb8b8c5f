"""What a trust lead sees of conversations that wait beyond the promise: times and colleagues, never whose or about what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.accounts import people
from app.core import clock
from app.messages.models import Act, Conversation
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import Escalation, State

_C, _A = Conversation.__table__.c, aliased(Act.__table__).c
_OVERDUE = (
    _C.trust_id == bindparam("trust_id"),
    _C.state == State.WAITING.value,
    _C.due_at <= bindparam("now"),
)
_TOLD_AT = (
    select(func.max(_A.happened_at))
    .where(_A.conversation_id == _C.id, _A.act == rules.Act.OVERDUE_TOLD.value, _A.happened_at >= _C.due_at)
    .scalar_subquery()
    .label("told_at")
)
_ALL: Select[Any] = (
    select(_C.waiting_since, _C.due_at, _C.owner_id, _C.escalation, _TOLD_AT)
    .where(*_OVERDUE)
    .order_by(_C.due_at, _C.id)
)
_COUNT = select(func.count()).where(*_OVERDUE)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One conversation that waits too long. `owner`: the supporter who looks after it; empty if nobody does."""

    since: datetime
    due_at: datetime
    owner: str
    told: Escalation
    told_at: datetime | None


def overdue(session: Session, *, trust_id: UUID) -> list[WaitingLine]:
    """All of them, the one that was due first on top."""
    rows = session.execute(_ALL, {"trust_id": trust_id, "now": clock.now()}).all()
    names = people.names(session, person_ids=[row.owner_id for row in rows if row.owner_id])
    return [
        WaitingLine(row.waiting_since, row.due_at, names.get(row.owner_id, ""), Escalation(row.escalation), row.told_at)
        for row in rows
    ]


def count_overdue(session: Session, *, trust_id: UUID) -> int:
    """How many they are."""
    return session.scalar(_COUNT, {"trust_id": trust_id, "now": clock.now()}) or 0
