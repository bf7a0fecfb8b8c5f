"""Reads for the forum's figures: one named function and one statement each. Nothing that anybody wrote.

A trust's figures are of its own relatives: of the trusts that share a commons each counts its own people's posts there.
`start` and `end` bound a time; rows come in no order.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select, union
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.forum.models import Act, Member, Name, Post, Reading, Report, Review
from app.forum.rules.moderation import Decided, ReportReason, ReviewKind, Verb

_N, _P, _R = Name.__table__.c, Post.__table__.c, Reading.__table__.c
_V, _E, _A, _M = Review.__table__.c, Report.__table__.c, Act.__table__.c, Member.__table__.c


@dataclass(frozen=True, slots=True)
class Busy:
    """How many relatives wrote, how many wrote or read, and what was written."""

    writers: int
    active: int
    threads: int
    replies: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A thread of a relative: when others could see it first, and when somebody else's first reply."""

    shown_at: datetime
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """One post that somebody had to look at, and its clock."""

    kind: ReviewKind
    raised_at: datetime
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reported:
    """A report and what became of it."""

    reason: ReportReason
    decided: Decided | None


def _within(column: Any) -> Any:
    return (column >= bindparam("start")) & (column < bindparam("end"))


_TEST_MEMBER = exists().where(_M.id == _N.member_id, accounts.is_test(_M.person_id))
_RELATIVES = select(_N.member_id).where(_N.trust_id == bindparam("trust_id"), ~_N.is_staff, ~_TEST_MEMBER)
_BY_RELATIVES = (_P.trust_id == bindparam("trust_id"), _P.member_id.in_(_RELATIVES), _within(_P.shown_at))
_WROTE = select(_P.member_id).where(*_BY_RELATIVES)
_READ = select(_R.member_id).where(
    _R.trust_id == bindparam("trust_id"), _R.member_id.in_(_RELATIVES), _within(_R.read_at)
)
_ACTIVE = union(_WROTE, _READ).subquery()
_FIRST = 1  # the position of the post that began the thread
_BUSY: Select[Any] = select(
    func.count(_P.member_id.distinct()),
    select(func.count()).select_from(_ACTIVE).scalar_subquery(),
    func.count().filter(_P.position == _FIRST),
    func.count().filter(_P.position > _FIRST),
).where(*_BY_RELATIVES)
_REPLY = Post.__table__.alias("reply")
_FIRST_REPLY = (
    select(func.min(_REPLY.c.shown_at))
    .where(_REPLY.c.thread_id == _P.thread_id, _REPLY.c.member_id != _P.member_id, _REPLY.c.position > _FIRST)
    .scalar_subquery()
)
_BEGUN: Select[Any] = select(_P.shown_at, _FIRST_REPLY).where(*_BY_RELATIVES, _P.position == _FIRST)
_LOOKED: Select[Any] = select(_V.kind, _V.raised_at, _V.due_at, _V.done_at).where(
    _V.trust_id == bindparam("trust_id"), _within(_V.raised_at)
)
_REPORTED: Select[Any] = select(_E.reason, _E.decided).where(
    _E.trust_id == bindparam("trust_id"), _within(_E.created_at)
)
_DONE_BY: Select[Any] = (
    select(_A.verb, func.count())
    .where(_A.moderator_id == bindparam("person_id"), _within(_A.done_at))
    .group_by(_A.verb)
)
_REVIEWED_BY: Select[Any] = select(_V.kind, _V.raised_at, _V.due_at, _V.done_at).where(
    _V.done_by == bindparam("person_id"), _within(_V.done_at)
)


def busy(session: Session, *, trust_id: UUID, start: datetime, end: datetime) -> Busy:
    """How busy it was. Read: the last time that somebody read a thread lies in the time, so `end` should be now."""
    return Busy(*session.execute(_BUSY, {"trust_id": trust_id, "start": start, "end": end}).one())


def begun(session: Session, *, trust_id: UUID, start: datetime, end: datetime) -> list[Begun]:
    """The threads that relatives began."""
    rows = session.execute(_BEGUN, {"trust_id": trust_id, "start": start, "end": end})
    return [Begun(shown_at, replied_at) for shown_at, replied_at in rows]


def looked(session: Session, *, trust_id: UUID, start: datetime, end: datetime) -> list[Looked]:
    """What somebody had to look at, of the trust's own members' posts."""
    return _looked(session, _LOOKED, {"trust_id": trust_id, "start": start, "end": end})


def reported(session: Session, *, trust_id: UUID, start: datetime, end: datetime) -> list[Reported]:
    """What the trust's own members reported."""
    rows = session.execute(_REPORTED, {"trust_id": trust_id, "start": start, "end": end})
    return [Reported(ReportReason(reason), Decided(decided) if decided else None) for reason, decided in rows]


def done_by(session: Session, *, person_id: UUID, start: datetime, end: datetime) -> dict[Verb, int]:
    """What one moderator did, by verb."""
    rows = session.execute(_DONE_BY, {"person_id": person_id, "start": start, "end": end})
    return {Verb(verb): number for verb, number in rows}


def reviewed_by(session: Session, *, person_id: UUID, start: datetime, end: datetime) -> list[Looked]:
    """What one moderator finished looking at."""
    return _looked(session, _REVIEWED_BY, {"person_id": person_id, "start": start, "end": end})


def _looked(session: Session, statement: Select[Any], values: dict[str, object]) -> list[Looked]:
    rows = session.execute(statement, values)
    return [Looked(ReviewKind(kind), raised_at, due_at, done_at) for kind, raised_at, due_at, done_at in rows]
