"""Single days with other hours than their weekday: Christmas Eve until midday, a bank holiday on which somebody reads."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.trusts.hours import opening, typed, working
from app.trusts.hours.table import Holidays, ServiceHours, Window
from tests.builders.hours import london, make_hours, windows

EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
SHORT = windows("09:00-12:00")


def hours(*other: tuple[date, tuple[Window, ...]], closed: frozenset[date] = frozenset()) -> ServiceHours:
    return make_hours(holidays=Holidays("england-and-wales", closed, other))


def test_a_short_day_is_short_and_the_next_one_is_as_ever() -> None:
    found = hours((EVE, SHORT))

    assert opening.is_open(found, at=london("2026-12-24 11:59"))
    assert not opening.is_open(found, at=london("2026-12-24 12:00"))
    assert opening.is_open(found, at=london("2026-12-23 16:59"))


def test_a_bank_holiday_with_hours_is_a_working_day() -> None:
    found = hours((CHRISTMAS, SHORT))

    assert opening.is_open(found, at=london("2026-12-25 10:00"))
    assert working.add_working_days(found, at=london("2026-12-24 10:00"), days=1) == london("2026-12-25 12:00")


def test_a_weekend_can_have_hours_once() -> None:
    found = hours((date(2026, 11, 28), SHORT))

    assert opening.next_opening(found, after=london("2026-11-27 18:00")) == london("2026-11-28 09:00")
    assert not opening.is_open(found, at=london("2026-12-05 10:00"))


def test_a_day_off_stays_off() -> None:
    assert hours((EVE, SHORT), closed=frozenset({EVE})).windows(EVE) == []


def test_hours_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        hours((EVE, windows("09:00-12:00", "11:00-13:00")))


def test_they_are_typed_a_line_each() -> None:
    found = typed.other_days("25/12/2026: 10am to 11am\n\n 24 December 2026: 9am to midday and 1pm to 2:30pm")

    assert found == ((EVE, windows("09:00-12:00", "13:00-14:30")), (CHRISTMAS, windows("10:00-11:00")))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("24 December 2026", "has no hours"),
        ("24 December 2026: closed", "has no hours"),
        ("Christmas Eve: 9am to midday", "is not a day"),
        ("24 December 2026: morning", "is not from a time to a time"),
        ("24 December 2026: 9am to 10am\n24/12/2026: 1pm to 2pm", "24 December 2026 stands there twice"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(line: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        typed.other_days(line)


DAYS = some.dates(date(2026, 1, 1), date(2027, 12, 31))
SOME_HOURS = some.sampled_from([SHORT, windows("00:00-00:00"), windows("10:00-11:00", "14:30-15:15")])
OTHER = some.dictionaries(DAYS, SOME_HOURS, max_size=9).map(lambda found: tuple(sorted(found.items())))


@given(other=OTHER)
def test_what_is_shown_can_be_typed_again(other: tuple[tuple[date, tuple[Window, ...]], ...]) -> None:
    assert typed.other_days(typed.other_day_words(other)) == other


@given(other=OTHER, at=some.integers(0, 700 * 24).map(lambda n: london("2026-01-01 00:30") + timedelta(hours=n)))
def test_what_is_open_is_what_the_day_says(other: tuple[tuple[date, tuple[Window, ...]], ...], at: datetime) -> None:
    found, plain = hours(*other), hours()

    for day in {at.date(), *(day for day, _windows in other)}:
        expected = dict(other).get(day)
        assert found.windows(day) == (plain.windows(day) if expected is None else sorted(expected))
    assert opening.next_opening(found, after=at) >= at
