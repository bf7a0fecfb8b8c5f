"""Complaints: one's own, and for those who answer them, their trust's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Complaint
from app.forum.rules.complaints import Clock, Standing, is_late, standing
from app.forum.rules.moderation import Decided
from app.keys import queries as keys

_C = Complaint.__table__.c
PLACE = "complaint"


@dataclass(frozen=True, slots=True)
class Line:
    """A complaint without its words."""

    id: UUID
    reference: str
    person_id: UUID | None
    created_at: datetime
    times: Clock
    acknowledged_at: datetime | None
    decided: Decided | None
    decided_at: datetime | None
    version: int

    @property
    def standing(self) -> Standing:
        """Where it is."""
        return standing(acknowledged_at=self.acknowledged_at, decided_at=self.decided_at)

    def is_late(self, *, now: datetime) -> bool:
        """Whether somebody waits longer than they were promised."""
        return is_late(self.standing, self.times, now=now)


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said about a complaint."""

    by_staff: bool
    at: datetime
    words: str


_LINES: Select[Any] = select(
    *(_C.id, _C.reference, _C.person_id, _C.created_at, _C.acknowledge_by, _C.answer_by),
    *(_C.acknowledged_at, _C.decided, _C.decided_at, _C.version),
)
_OF_PERSON = _LINES.where(_C.person_id == bindparam("person_id")).order_by(_C.created_at.desc())
_OF_TRUST = _LINES.where(_C.trust_id == bindparam("trust_id")).order_by(
    _C.decided_at.is_not(None), _C.acknowledged_at.is_not(None), _C.created_at
)
_SEALED = select(_C.sealed).where(_C.id == bindparam("complaint_id"))


def of_person(session: Session, *, person_id: UUID) -> list[Line]:
    """A person's own, the newest first."""
    return [_line(row) for row in session.execute(_OF_PERSON, {"person_id": person_id})]


def own(session: Session, *, person_id: UUID, complaint_id: UUID) -> Line:
    """One of a person's own. Raises NotFound."""
    return _one(session, _OF_PERSON.where(_C.id == complaint_id), {"person_id": person_id})


def of_trust(session: Session, *, trust_id: UUID, but: UUID) -> list[Line]:
    """A trust's, what nobody has acknowledged first; not those of the one who asks: nobody answers their own."""
    rows = session.execute(_OF_TRUST.where(_C.person_id.is_distinct_from(but)), {"trust_id": trust_id})
    return [_line(row) for row in rows]


def to_answer(session: Session, *, trust_id: UUID, complaint_id: UUID, but: UUID) -> Line:
    """One of a trust's. Raises NotFound."""
    wanted = _OF_TRUST.where(_C.id == complaint_id, _C.person_id.is_distinct_from(but))
    return _one(session, wanted, {"trust_id": trust_id})


def said(session: Session, *, complaint_id: UUID) -> list[Said]:
    """What was said, opened with the complaint's own key, in order. Whoever asks has fetched the complaint before."""
    key = keys.find(session, owner_id=complaint_id)
    sealed = session.scalar(_SEALED, {"complaint_id": complaint_id})
    kept = key.unseal(sealed, place=PLACE) if key and sealed else []
    return [Said(each["by_staff"], datetime.fromisoformat(each["at"]), each["words"]) for each in kept]


def _one(session: Session, statement: Select[Any], values: dict[str, UUID]) -> Line:
    row = session.execute(statement, values).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def _line(row: Row[Any]) -> Line:
    times = Clock(row.acknowledge_by, row.answer_by)
    decided = Decided(row.decided) if row.decided else None
    who = (row.id, row.reference, row.person_id, row.created_at)
    return Line(*who, times, row.acknowledged_at, decided, row.decided_at, row.version)
