"""How long the supporters of a trust really took to answer in the last 90 days, for what relatives are told."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, bindparam, cast, func
from sqlalchemy.orm import Session

from app.core import clock
from app.core.london import LONDON
from app.messages.queries import promise as promises
from app.messages.queries.spells import SPELLS
from app.messages.rules import recent as rules
from app.messages.rules.recent import Reached, Wait
from app.risk import duty
from app.trusts.hours import working
from app.trusts.hours.table import ServiceHours

LOOKS_BACK = timedelta(days=90)
_S = SPELLS.selected_columns


def _day(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.timezone(str(LONDON), moment), Date)


# Working days depend on the two days only, so that the program counts each pair of days once, however many waited.
_BY_DAYS = (
    SPELLS.with_only_columns(
        func.min(_S.asked_at).label("asked_at"),
        func.min(_S.answered_at).label("answered_at"),
        func.count().label("number"),
    )
    .where(_S.answered_at.is_not(None) | (_S.due_at <= bindparam("now")))
    .group_by(_day(_S.asked_at), _day(_S.answered_at))
)


def in_words(session: Session, *, trust_id: UUID) -> str:
    """What follows "The team": "usually answers within 2 working days", or what it promises while that is not known."""
    return rules.words(promises.of_trust(session, trust_id=trust_id), reached(session, trust_id=trust_id))


def reached(session: Session, *, trust_id: UUID) -> Reached | None:
    """Within how many working days four out of five relatives had an answer; None if fewer than ten waited."""
    now = clock.now()
    rows = session.execute(_BY_DAYS, {"trust_id": trust_id, "start": now - LOOKS_BACK, "now": now}).all()
    if sum(row.number for row in rows) < rules.FEWEST:
        return None
    hours = duty.of_trust(session, trust_id=trust_id).hours
    return rules.reached([_wait(row, hours) for row in rows])


def _wait(row: Row[Any], hours: ServiceHours) -> Wait:
    until = row.answered_at or clock.now()
    days = working.working_days_between(hours, start=row.asked_at, end=until)
    return Wait(days, row.number, goes_on=row.answered_at is None)
