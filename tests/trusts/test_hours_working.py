"""When an answer is due in working time, by examples that a moderator can check on a calendar."""

from datetime import date, datetime, timedelta

import pytest

from app.trusts.hours.table import Holidays
from app.trusts.hours.working import add_working, add_working_days, working_between, working_days_between
from tests.builders.hours import always_open, london, make_hours, windows

CLOSED = Holidays("england-and-wales", frozenset({date(2026, 11, 25)}))
HALF_AN_HOUR = timedelta(minutes=30)


def due(at: str, **duration: float) -> datetime:
    return add_working(make_hours(holidays=CLOSED), at=london(at), duration=timedelta(**duration))


def due_in_days(at: str, days: int) -> datetime:
    return add_working_days(make_hours(holidays=CLOSED), at=london(at), days=days)


@pytest.mark.parametrize(
    ("written", "seen_by"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:30"),
        ("2026-11-23 16:45", "2026-11-24 09:15"),
        ("2026-11-23 03:00", "2026-11-23 09:30"),
        ("2026-11-27 21:00", "2026-11-30 09:30"),
        ("2026-11-24 16:50", "2026-11-26 09:20"),  # the Wednesday is the trust's own closed day
        ("2026-12-24 16:50", "2026-12-29 09:20"),
    ],
)
def test_half_an_hour_counts_in_hours_only(written: str, seen_by: str) -> None:
    assert due(written, minutes=30) == london(seen_by)


def test_four_working_hours_go_on_the_next_day() -> None:
    assert due("2026-11-23 15:00", hours=4) == london("2026-11-24 11:00")


def test_four_hours_that_end_at_closing_time_on_friday_do_not_wait_for_monday() -> None:
    assert due("2026-11-27 13:00", hours=4) == london("2026-11-27 17:00")


def test_a_lunch_hour_does_not_count() -> None:
    hours = make_hours(windows("09:00-12:00", "13:00-17:00"))

    assert add_working(hours, at=london("2026-11-23 11:45"), duration=HALF_AN_HOUR) == london("2026-11-23 13:15")


def test_half_an_hour_in_the_night_that_has_an_hour_more_is_half_an_hour() -> None:
    at = london("2026-10-25 01:45")

    assert add_working(always_open(), at=at, duration=HALF_AN_HOUR) == london("2026-10-25 01:15", fold=1)


@pytest.mark.parametrize("minutes", [0, -30])
def test_no_time_at_all_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        due("2026-11-23 10:00", minutes=minutes)


def test_fifteen_minutes_a_week_are_enough_to_answer_in_sixteen_weeks() -> None:
    hours = make_hours(windows("12:00-12:15"))

    found = add_working(hours, at=london("2026-11-23 00:00"), duration=timedelta(hours=4))

    assert found == london("2026-11-23 12:15") + timedelta(weeks=15)


def test_the_time_between_two_moments_counts_in_hours_only() -> None:
    hours = make_hours(holidays=CLOSED)

    found = working_between(hours, start=london("2026-11-24 16:00"), end=london("2026-11-26 11:00"))

    assert found == timedelta(hours=3)


def test_there_is_no_time_between_a_moment_and_an_earlier_one() -> None:
    found = working_between(make_hours(), start=london("2026-11-24 16:00"), end=london("2026-11-24 10:00"))

    assert found == timedelta()


@pytest.mark.parametrize(
    ("written", "due_by"),
    [
        ("2026-11-23 07:00", "2026-11-24 17:00"),  # before the Monday begins
        ("2026-11-23 23:59", "2026-11-24 17:00"),
        ("2026-11-22 12:00", "2026-11-23 17:00"),  # on Sunday
        ("2026-11-24 10:00", "2026-11-26 17:00"),  # before a closed day
        ("2026-12-24 10:00", "2026-12-29 17:00"),
    ],
)
def test_the_next_working_day_is_the_first_after_the_day_itself(written: str, due_by: str) -> None:
    assert due_in_days(written, 1) == london(due_by)


def test_two_working_days_from_friday_end_on_tuesday() -> None:
    assert due_in_days("2026-11-27 10:00", 2) == london("2026-12-01 17:00")


def test_a_working_day_ends_with_its_last_window_at_midnight_too() -> None:
    hours = make_hours(windows("09:00-12:00"), windows("09:00-12:00", "20:00-00:00"))

    assert add_working_days(hours, at=london("2026-11-23 10:00"), days=1) == london("2026-11-25 00:00")


def test_no_working_days_are_refused() -> None:
    with pytest.raises(ValueError, match="one working day or more"):
        due_in_days("2026-11-23 10:00", 0)


@pytest.mark.parametrize(
    ("answered", "days"),
    [("2026-11-27 23:00", 0), ("2026-11-29 12:00", 0), ("2026-11-30 08:00", 1), ("2026-12-01 19:00", 2)],
)
def test_the_working_days_that_an_answer_took(answered: str, days: int) -> None:
    found = working_days_between(make_hours(), start=london("2026-11-27 10:00"), end=london(answered))

    assert found == days
