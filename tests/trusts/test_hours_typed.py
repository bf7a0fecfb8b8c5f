"""Tess types hours the way people write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trusts.hours import typed
from app.trusts.hours.table import Window
from tests.builders.hours import windows

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9am to 5pm", "09:00-17:00"),
        ("09:00-17:00", "09:00-17:00"),
        ("9.30am – 12pm", "09:30-12:00"),
        ("midnight until midday", "00:00-12:00"),
        ("9 to 17", "09:00-17:00"),
        ("12am to 12:15AM", "00:00-00:15"),
        ("6pm to 24:00", "18:00-00:00"),
    ],
)
def test_tess_types_hours_in_the_ways_that_people_do(words: str, expected: str) -> None:
    assert typed.windows(words) == windows(expected)


@pytest.mark.parametrize("words", ["9am to 12pm and 1pm to 5pm", "9am to 12pm, 1pm to 5pm", "9-12; 13-17"])
def test_a_lunch_break_makes_two_openings(words: str) -> None:
    assert typed.windows(words) == windows("09:00-12:00", "13:00-17:00")


@pytest.mark.parametrize("words", ["", "  ", "closed", "Closed"])
def test_nothing_typed_means_closed(words: str) -> None:
    assert typed.windows(words) == ()


@pytest.mark.parametrize(
    "words", ["9am", "mornings", "25:00 to 26:00", "13pm to 2pm", "9:75 to 10", "to 5pm", "9 to 5 to 6"]
)
def test_what_is_no_time_gets_a_sentence(words: str) -> None:
    with pytest.raises(ValueError, match="Write it like 9am"):
        typed.windows(words)


@given(st.lists(st.builds(Window, MINUTES, MINUTES), max_size=3))
def test_hours_that_are_shown_can_be_typed_again(found: list[Window]) -> None:
    assert typed.windows(typed.window_words(found)) == tuple(sorted(found))


@pytest.mark.parametrize(
    "words", ["24 December 2026", "24 dec 2026", "24/12/2026", "2026-12-24", "\n24  December 2026 \n"]
)
def test_a_closed_day_can_be_written_in_many_ways(words: str) -> None:
    assert typed.days(words) == {date(2026, 12, 24)}


@given(st.frozensets(st.dates(min_value=date(1990, 1, 1)), max_size=4))
def test_days_that_are_shown_can_be_typed_again(found: frozenset[date]) -> None:
    assert typed.days(typed.day_words(found)) == found


@pytest.mark.parametrize("words", ["Christmas", "31 February 2026", "24/12"])
def test_what_is_no_day_gets_a_sentence(words: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        typed.days(words)
