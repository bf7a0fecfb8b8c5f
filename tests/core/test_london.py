"""Days and weeks by the calendar in London."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import london_day
from app.core.london import midnight, monday


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 1, 9), datetime(2026, 1, 9, tzinfo=UTC)),
        (date(2026, 7, 9), datetime(2026, 7, 8, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, tzinfo=UTC)),  # at 1am the clocks go forward
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC)),  # and back
    ],
)
def test_a_day_begins_an_hour_earlier_in_summer(day: date, begins: datetime) -> None:
    assert (midnight(day), midnight(day).utcoffset()) == (begins, timedelta())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_moment_before_midnight_it_is_the_day_before(day: date) -> None:
    begins = midnight(day)

    assert (london_day(begins), london_day(begins - timedelta(microseconds=1))) == (day, day - timedelta(days=1))


@pytest.mark.parametrize(("day", "first"), [(23, 23), (24, 23), (29, 23), (30, 30)])
def test_a_week_runs_from_monday_to_sunday(day: int, first: int) -> None:
    assert monday(date(2026, 11, day)) == date(2026, 11, first)
