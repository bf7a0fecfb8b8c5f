"""By when an answer is promised: always while somebody reads, on the right working day, and never early."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.messages.rules import promise
from app.messages.rules.conversations import Escalation
from app.messages.rules.promise import MOST_DAYS, Promise
from app.trusts.hours import opening, working
from app.trusts.hours.bank_holidays import DIVISIONS
from app.trusts.hours.clocks import london_day
from app.trusts.hours.table import Holidays, ServiceHours
from tests.builders.hours import london, make_hours, week, windows

MOMENTS = some.integers(0, 9000 * 24 * 60).map(lambda minutes: london("2020-01-01 00:00") + timedelta(minutes=minutes))
DAYS = some.integers(1, MOST_DAYS)
OPEN = some.sampled_from([windows("09:00-17:00"), windows("09:00-12:30", "13:30-17:00"), windows("18:00-00:00"), ()])
HOURS = some.builds(
    lambda days, division: ServiceHours(week(windows("09:00-12:00"), *days), Holidays(division)),
    some.lists(OPEN, min_size=6, max_size=6),
    some.sampled_from([None, *DIVISIONS]),
)


@given(hours=HOURS, at=MOMENTS, days=DAYS)
def test_it_is_due_at_the_end_of_exactly_so_many_working_days(hours: ServiceHours, at: datetime, days: int) -> None:
    due = promise.due_at(Promise(days), hours, at=at)

    assert working.working_days_between(hours, start=at, end=due - timedelta(seconds=1)) == days
    assert due == opening.spans(hours, day=london_day(due - timedelta(seconds=1)))[-1][1]


@given(hours=HOURS, at=MOMENTS, days=DAYS)
def test_somebody_reads_until_the_moment_when_it_is_due(hours: ServiceHours, at: datetime, days: int) -> None:
    due = promise.due_at(Promise(days), hours, at=at)

    assert opening.is_open(hours, at=due - timedelta(seconds=1))


@given(hours=HOURS, at=MOMENTS, later=some.timedeltas(timedelta(), timedelta(days=9)), days=DAYS)
def test_what_is_written_later_is_never_due_earlier(
    hours: ServiceHours, at: datetime, later: timedelta, days: int
) -> None:
    first, second = (promise.due_at(Promise(days), hours, at=each) for each in (at, at + later))

    assert at < first <= second


@given(hours=HOURS, at=MOMENTS)
def test_the_lead_hears_of_it_at_least_a_working_day_after_the_supporters(hours: ServiceHours, at: datetime) -> None:
    told = promise.due_at(Promise(), hours, at=at)
    lead = promise.lead_at(hours, told=told)

    assert lead > told
    assert working.working_between(hours, start=told, end=lead) > timedelta()


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-11-23 11:00", "2026-11-25 17:00"),
        ("2026-11-27 23:00", "2026-12-01 17:00"),
        ("2026-12-23 11:00", "2026-12-29 17:00"),  # Christmas
        ("2026-10-24 12:00", "2026-10-27 17:00"),  # the clocks go back that night
        ("2027-03-27 12:00", "2027-03-31 17:00"),  # Easter, and they go forward that night
    ],
)
def test_two_working_days_by_the_calendar(written: str, due: str) -> None:
    hours = make_hours(holidays=Holidays("england-and-wales"))

    assert promise.due_at(Promise(2), hours, at=london(written)) == london(due)


def test_first_the_supporters_are_told_then_the_lead_then_nobody() -> None:
    assert [promise.next_step(each) for each in Escalation] == [Escalation.SECOND, Escalation.LEAD, None]
