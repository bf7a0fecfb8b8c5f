"""What Alice is told about when somebody reads, and by when."""

from datetime import datetime

import pytest

from app.trusts.hours.wording import by, reading, until, when
from tests.builders.hours import always_open, london, make_hours, windows

NOW = london("2026-11-25 10:00")  # a Wednesday


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-25 10:00", "Somebody reads today until 5pm."),
        ("2026-11-25 08:00", "Nobody reads now. Somebody reads again today at 9am."),
        ("2026-11-25 17:00", "Nobody reads now. Somebody reads again tomorrow at 9am."),
        ("2026-11-27 17:30", "Nobody reads now. Somebody reads again on Monday 30 November at 9am."),
    ],
)
def test_alice_is_told_whether_somebody_reads(now: str, words: str) -> None:
    assert reading(make_hours(), now=london(now)) == words


def test_where_somebody_always_reads_she_is_told_so() -> None:
    assert reading(always_open(), now=NOW) == "Somebody reads at any hour."


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        ("2026-11-25 17:30", "today until 5:30pm"),
        ("2026-11-25 12:00", "today until midday"),
        ("2026-11-26 00:00", "today until midnight"),
        ("2026-11-26 02:00", "until 2am tomorrow"),
        ("2026-11-27 00:00", "until midnight tomorrow"),
        ("2026-11-28 17:00", "until 5pm on Saturday 28 November"),
    ],
)
def test_the_end_of_an_opening(closing: str, words: str) -> None:
    assert until(london(closing), now=NOW) == words


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("2026-11-25 14:00", "today at 2pm"),
        ("2026-11-26 09:15", "tomorrow at 9:15am"),
        ("2026-11-30 09:00", "on Monday 30 November at 9am"),
        ("2026-11-30 12:00", "on Monday 30 November at midday"),
        ("2026-11-30 00:00", "on Monday 30 November from midnight, when the day begins"),
    ],
)
def test_the_beginning_of_an_opening(opening: str, words: str) -> None:
    assert when(london(opening), now=NOW) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (london("2026-11-25 10:30"), "by 10:30am today"),
        (london("2026-11-26 11:00"), "by 11am tomorrow"),
        (london("2026-11-30 17:00"), "by 5pm on Monday 30 November"),
        (london("2026-11-26 00:00:00"), "by midnight today"),
        (london("2026-11-26 00:00:40"), "by midnight today"),
    ],
)
def test_when_an_answer_is_due(due: datetime, words: str) -> None:
    assert by(due, now=NOW) == words


def test_in_summer_too_the_clock_is_the_one_in_london() -> None:
    hours = make_hours(windows("09:00-17:00"))

    assert reading(hours, now=london("2026-07-06 16:59")) == "Somebody reads today until 5pm."


def test_today_is_the_day_in_london() -> None:
    late = london("2026-07-06 00:30")  # still the 5th in Greenwich

    assert reading(make_hours(), now=late) == "Nobody reads now. Somebody reads again today at 9am."
