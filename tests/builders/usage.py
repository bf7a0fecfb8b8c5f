"""What people did, at times of the test's choosing."""

from datetime import date, datetime, time

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.clock import LONDON, UTC
from app.core.db import Platform, unit_of_work
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
) -> UsageEvent:
    """One event."""
    with unit_of_work(Platform.SWEEP) as session:
        row = usage_event(person, at, event, subject, is_staff=is_staff)
        session.add(row)
    return row


def usage_event(person: Person, at: datetime, event: Event, subject: str, *, is_staff: bool = False) -> UsageEvent:
    """One event, not yet in the database."""
    return UsageEvent(
        trust_id=person.trust_id,
        person_id=person.id,
        event=event.value,
        subject=subject,
        is_staff=is_staff,
        happened_at=at,
    )


def days_of(session: Session, person: Person) -> list[Row[tuple[date, int, int, int, int, int, int]]]:
    """Day, logins, visits, active seconds, pages, modules and activities, day by day."""
    columns = [UsageDay.day, UsageDay.logins, UsageDay.visits, UsageDay.active_seconds]
    counts = [UsageDay.pages, UsageDay.modules, UsageDay.activities]
    return list(
        session.execute(select(*columns, *counts).where(UsageDay.person_id == person.id).order_by(UsageDay.day))
    )
