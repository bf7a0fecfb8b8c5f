"""Where a questionnaire stands, decided without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outcomes.licensing.rules import Held, Standing, ends_soon, standing
from app.outcomes.rules import Setting, is_usable

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Held(is_on=False), Standing.NEEDS_LICENCE),
        (Held(is_on=True), Standing.NEEDS_LICENCE),
        (Held(is_on=False, expires_on=TODAY), Standing.NEEDS_WORDS),
        (Held(is_on=False, expires_on=TODAY, has_words=True), Standing.OFF),
        (Held(is_on=True, expires_on=TODAY, has_words=True), Standing.ON),
        (Held(is_on=True, expires_on=TODAY - DAY, has_words=True), Standing.ENDED),
        (Held(is_on=False, expires_on=TODAY - DAY), Standing.ENDED),
    ],
)
def test_a_licensed_one_needs_licence_words_and_the_switch(held: Held, expected: Standing) -> None:
    assert standing(is_open=False, held=held, today=TODAY) is expected


def test_an_open_one_needs_the_switch_alone() -> None:
    assert standing(is_open=True, held=Held(is_on=True), today=TODAY) is Standing.ON
    assert standing(is_open=True, held=Held(is_on=False), today=TODAY) is Standing.OFF


@pytest.mark.parametrize(
    ("days", "is_on", "soon"),
    [(61, True, False), (60, True, True), (0, True, True), (-5, True, True), (10, False, False)],
)
def test_the_end_is_said_60_days_ahead(days: int, is_on: bool, soon: bool) -> None:
    held = Held(is_on=is_on, expires_on=TODAY + days * DAY, has_words=True)

    assert ends_soon(held=held, today=TODAY) is soon


@given(
    is_open=st.booleans(),
    is_on=st.booleans(),
    words=st.booleans(),
    days=st.none() | st.integers(min_value=-3, max_value=3),
)
def test_what_the_lead_is_told_is_what_relatives_are_offered(
    is_open: bool, is_on: bool, words: bool, days: int | None
) -> None:
    ends_on = None if days is None else TODAY + days * DAY
    told = standing(is_open=is_open, held=Held(is_on, expires_on=ends_on, has_words=words), today=TODAY)

    offered = is_usable(Setting(is_on, words, ends_on), is_open=is_open, is_on=is_on, today=TODAY)

    assert (told is Standing.ON) == offered
