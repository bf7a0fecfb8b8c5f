"""Reads for the figures of messages: one named function and one statement each. Nothing that anybody wrote."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, bindparam, cast, func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core import clock
from app.core.london import LONDON
from app.messages.models import Act, Conversation, Message, Minutes
from app.messages.queries.spells import SPELLS
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import Kind, State

_C, _M, _N, _A = Conversation.__table__.c, Message.__table__.c, Minutes.__table__.c, Act.__table__.c
_FIRST = 1  # the number of the message that began the conversation


@dataclass(frozen=True, slots=True)
class Week:
    """What was written in the week from a Monday in London, and by (or for) how many relatives."""

    monday: date
    begun: int
    beginners: int
    messages: int
    writers: int
    answers: int
    answered: int


@dataclass(frozen=True, slots=True)
class Spell:
    """One relative's wait. `due_at`: of one that goes on, by when the promise is broken."""

    asked_at: datetime
    answered_at: datetime | None
    due_at: datetime | None


_WEEK = cast(func.date_trunc("week", func.timezone(str(LONDON), _M.written_at)), Date).label("monday")
_BEGAN, _WROTE = _M.number == _FIRST, _M.kind == Kind.RELATIVE.value
_ANSWERED = _M.kind == Kind.SUPPORTER.value
_RELATIVES = func.count(_C.relative_id.distinct())
_WEEKS = (
    select(
        _WEEK,
        func.count().filter(_BEGAN),
        _RELATIVES.filter(_BEGAN),
        func.count().filter(_WROTE),
        _RELATIVES.filter(_WROTE),
        func.count().filter(_ANSWERED),
        _RELATIVES.filter(_ANSWERED),
    )
    .join(Conversation.__table__, _C.id == _M.conversation_id)
    .where(_M.trust_id == bindparam("trust_id"), _M.written_at >= bindparam("start"), ~accounts.is_test(_C.relative_id))
    .group_by(_WEEK)
    .order_by(_WEEK)
)
_MINUTES: Select[Any] = (
    select(func.sum(_N.minutes))
    .where(_N.trust_id == bindparam("trust_id"), _N.day >= bindparam("start"))
    .group_by(_N.conversation_id)
)
_WAITING = select(func.count(), func.count().filter(_C.due_at <= bindparam("now"))).where(
    _C.trust_id == bindparam("trust_id"), _C.state == State.WAITING.value
)
_OWN_ACTS: Select[Any] = (
    select(_A.act, func.count())
    .where(_A.actor_id == bindparam("person_id"), _A.happened_at >= bindparam("start"))
    .group_by(_A.act)
)
_OWN_MINUTES: Select[Any] = select(func.coalesce(func.sum(_N.minutes), 0)).where(
    _N.person_id == bindparam("person_id"), _N.day >= bindparam("start")
)


def weeks(session: Session, *, trust_id: UUID, start: datetime) -> list[Week]:
    """What was written since a Monday, week by week; a week in which nobody wrote is not among them."""
    return [Week(*row) for row in session.execute(_WEEKS, {"trust_id": trust_id, "start": start})]


def spells(session: Session, *, trust_id: UUID, start: datetime) -> list[Spell]:
    """Every wait that ended with an answer since then, and those that go on; in no order."""
    return [Spell(*row) for row in session.execute(SPELLS, {"trust_id": trust_id, "start": start})]


def minutes(session: Session, *, trust_id: UUID, start: date) -> list[int]:
    """The minutes that supporters noted since a day, added up for each conversation."""
    return list(session.scalars(_MINUTES, {"trust_id": trust_id, "start": start}))


def waiting(session: Session, *, trust_id: UUID) -> tuple[int, int]:
    """How many conversations wait for an answer now, and how many of them beyond the promise."""
    now, late = session.execute(_WAITING, {"trust_id": trust_id, "now": clock.now()}).one()
    return now, late


def acts_of(session: Session, *, person_id: UUID, start: datetime) -> dict[rules.Act, int]:
    """What one supporter did since then, by what it was."""
    return {rules.Act(act): n for act, n in session.execute(_OWN_ACTS, {"person_id": person_id, "start": start})}


def minutes_of(session: Session, *, person_id: UUID, start: date) -> int:
    """The minutes that one supporter noted since a day."""
    return session.scalar(_OWN_MINUTES, {"person_id": person_id, "start": start}) or 0
