"""Everything that the figures of messages are made of, read for one trust and a time."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import london
from app.core.clock import london_day, now
from app.core.small_numbers import Spread
from app.messages import summing
from app.messages.queries import figures, promise
from app.messages.summing import Sums
from app.risk import duty


def sums(session: Session, *, trust_id: UUID, monday: date) -> Sums:
    """The figures since a Monday."""
    start = london.midnight(monday)
    hours = duty.of_trust(session, trust_id=trust_id).hours
    spells = figures.spells(session, trust_id=trust_id, start=start)
    minutes = figures.minutes(session, trust_id=trust_id, start=monday)
    promised = promise.of_trust(session, trust_id=trust_id)
    waiting, late = figures.waiting(session, trust_id=trust_id)
    return Sums(
        weeks=tuple(figures.weeks(session, trust_id=trust_id, start=start)),
        until_answer=summing.until_answer(spells, hours),
        in_time=summing.in_time(spells, hours, promised, now=now()),
        waiting=waiting,
        late=late,
        minutes=Spread(tuple(map(float, minutes))),
        minutes_noted=sum(minutes),
    )


def first_monday(weeks: int) -> date:
    """The Monday with which so many weeks begin, this one included."""
    return london.monday(london_day(now())) - timedelta(weeks=weeks - 1)
