"""Whether somebody reads, and until when, also on the nights when the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.london import LONDON
from app.trusts.hours.clocks import moment
from app.trusts.hours.opening import is_open, next_closing, next_opening, spans
from app.trusts.hours.table import Holidays, ServiceHours
from tests.builders.hours import always_open, london, make_hours, window, windows

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # Sundays; 1am jumps to 2am, 2am falls back to 1am
HOUR = timedelta(hours=1)


def on_sundays(*words: str) -> ServiceHours:
    return make_hours(*[()] * 6, windows(*words))


def open_for(words: str, night: date) -> timedelta:
    """How long a Sunday's window lasts."""
    return sum((end - start for start, end in spans(on_sundays(words), day=night)), timedelta())


@pytest.mark.parametrize(
    ("at", "opened"),
    [("08:59", False), ("09:00", True), ("11:59", True), ("12:00", False), ("13:30", True), ("17:00", False)],
)
def test_somebody_reads_from_the_moment_of_opening_to_the_one_before_closing(at: str, opened: bool) -> None:
    hours = make_hours(windows("09:00-12:00", "13:00-17:00"))

    assert is_open(hours, at=london(f"2026-11-23 {at}")) is opened


def test_the_next_opening_is_now_if_it_is_open() -> None:
    assert next_opening(make_hours(), after=london("2026-11-27 10:17")) == london("2026-11-27 10:17")


def test_after_friday_comes_monday() -> None:
    assert next_opening(make_hours(), after=london("2026-11-27 17:00")) == london("2026-11-30 09:00")


def test_christmas_and_closed_days_are_passed_over() -> None:
    holidays = Holidays("england-and-wales", frozenset({date(2026, 12, 29)}))
    hours = make_hours(holidays=holidays)

    assert next_opening(hours, after=london("2026-12-24 18:00")) == london("2026-12-30 09:00")


def test_the_closing_is_that_of_the_window_that_runs_or_comes_next() -> None:
    hours = make_hours(windows("09:00-12:00", "13:00-17:00"))

    assert next_closing(hours, after=london("2026-11-23 10:00")) == london("2026-11-23 12:00")
    assert next_closing(hours, after=london("2026-11-23 12:00")) == london("2026-11-23 17:00")
    assert next_closing(hours, after=london("2026-11-24 10:00")) == london("2026-11-30 12:00")


def test_a_night_shift_goes_on_over_midnight() -> None:
    hours = make_hours(windows("22:00-00:00"), windows("00:00-02:00"))

    assert next_closing(hours, after=london("2026-11-23 23:00")) == london("2026-11-24 02:00")
    assert is_open(hours, at=london("2026-11-24 00:00"))


def test_who_is_always_there_never_closes() -> None:
    assert next_closing(always_open(), after=london("2026-11-23 23:00")) is None


def test_who_is_always_there_but_at_christmas_closes_as_christmas_begins() -> None:
    hours = ServiceHours(always_open().days, Holidays("england-and-wales"))

    assert next_closing(hours, after=london("2026-12-01 12:00")) == london("2026-12-25 00:00")


def test_a_day_has_23_hours_in_spring_and_25_in_autumn() -> None:
    assert (open_for("00:00-00:00", SPRING), open_for("00:00-00:00", AUTUMN)) == (23 * HOUR, 25 * HOUR)


@pytest.mark.parametrize(
    ("words", "spring", "autumn"),
    [
        ("00:00-01:00", 1, 1),
        ("01:00-02:00", 0, 2),
        ("00:30-01:30", 0.5, 1),
        ("01:30-02:30", 0.5, 2),
        ("01:15-01:45", 0, 0.5),
        ("00:30-02:30", 1, 3),
        ("02:00-03:00", 1, 1),
        ("09:00-17:00", 8, 8),
    ],
)
def test_a_window_in_the_night_of_the_change(words: str, spring: float, autumn: float) -> None:
    assert (open_for(words, SPRING), open_for(words, AUTUMN)) == (spring * HOUR, autumn * HOUR)


def test_the_hour_that_comes_twice_is_open_both_times() -> None:
    hours = on_sundays("01:00-02:00")

    assert is_open(hours, at=london("2026-10-25 01:30"))
    assert is_open(hours, at=london("2026-10-25 01:30", fold=1))
    assert next_closing(hours, after=london("2026-10-25 01:30")) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_a_time_that_comes_twice_means_the_first() -> None:
    assert not is_open(on_sundays("00:30-01:30"), at=london("2026-10-25 01:15", fold=1))


def test_a_window_that_the_clocks_jump_over_waits_for_the_next_week() -> None:
    hours = on_sundays("01:00-02:00")

    assert next_opening(hours, after=london("2027-03-27 12:00")) == london("2027-04-04 01:00")


def test_times_that_never_come_mean_the_moment_of_the_jump() -> None:
    jump = datetime(2027, 3, 28, 1, tzinfo=UTC)

    assert {moment(SPRING, each) for each in (*window("01:00-01:59"), *window("01:30-02:00"))} == {jump}


@pytest.mark.parametrize("fold", [0, 1])
def test_a_moment_may_come_in_the_zone_of_london(fold: int) -> None:
    at = datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=fold)

    assert next_opening(on_sundays("01:00-02:00"), after=at) == at.astimezone(UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        is_open(make_hours(), at=datetime(2026, 11, 23, 9))  # noqa: DTZ001 - that is the point
