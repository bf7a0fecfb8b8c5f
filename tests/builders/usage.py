"""What people did, at times of the test's choosing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.clock import UTC
from app.core.db import Platform, unit_of_work
from app.core.london import LONDON
from app.models import metadata
from app.usage import rollup
from app.usage.events import Event
from app.usage.models import UsageDay, UsageEvent


def london(day: date, clock_time: str, *, fold: int = 0) -> datetime:
    """A moment by the clock in London; fold=1 is the second time round on the night the clocks go back."""
    return datetime.combine(day, time.fromisoformat(clock_time).replace(fold=fold), LONDON).astimezone(UTC)


def make_event(
    person: Person,
    at: datetime,
    event: Event = Event.PAGE_OPENED,
    subject: str = "one/first",
    *,
    is_staff: bool = False,
    late: timedelta = timedelta(),
) -> UsageEvent:
    """One event, written down so much later than it happened."""
    with unit_of_work(Platform.SWEEP) as session:
        row = usage_event(person, at, event, subject, is_staff=is_staff, late=late)
        session.add(row)
    return row


def usage_event(
    person: Person, at: datetime, event: Event, subject: str, *, is_staff: bool = False, late: timedelta = timedelta()
) -> UsageEvent:
    """One event, not yet in the database."""
    return UsageEvent(
        trust_id=person.trust_id,
        person_id=person.id,
        event=event.value,
        subject=subject,
        is_staff=is_staff,
        happened_at=at,
        recorded_at=at + late,
    )


def days_of(session: Session, person: Person) -> list[Row[tuple[date, int, int, int, int, int, int]]]:
    """Day, logins, visits, active seconds, pages, modules and activities, day by day."""
    columns = [UsageDay.day, UsageDay.logins, UsageDay.visits, UsageDay.active_seconds]
    counts = [UsageDay.pages, UsageDay.modules, UsageDay.activities]
    return list(
        session.execute(select(*columns, *counts).where(UsageDay.person_id == person.id).order_by(UsageDay.day))
    )


def all_figures(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that was made from events, row by row."""
    tables = [metadata.tables[name] for name in ("usage_visits", "usage_days", "usage_module_days")]
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
        for table in tables
    }


def count_all_news() -> None:
    """What the worker does every quarter of an hour."""
    is_more = True
    while is_more:
        with unit_of_work(Platform.SWEEP) as session:
            is_more = rollup.count_news(session)
