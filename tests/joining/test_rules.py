"""How a code is written and read, and what it is good for: by itself."""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.joining import rules
from app.joining.rules import GOES_ON, LEADS_TO, TRANSITIONS, WORKS, Old, Standing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CODES = st.integers().map(lambda seed: rules.draw(random.Random(seed).choice))


@given(CODES)
def test_a_code_spells_no_word_and_has_nothing_that_is_taken_for_something_else(code: str) -> None:
    assert re.fullmatch(r"[CDFHJKMNPQRTVWX2-9]{8}", code)
    assert not re.search(r"[A-Z]{3}", code)


@given(CODES, st.lists(st.sampled_from(" -–.·\t"), min_size=9, max_size=9), st.booleans(), st.booleans())
def test_however_it_is_typed_it_is_the_same_code(code: str, between: list[str], small: bool, mistaken: bool) -> None:
    typed = "".join(gap + letter for gap, letter in zip(between, code, strict=False)) + between[-1]
    typed = typed.lower() if small else typed
    if mistaken:
        typed = typed.translate(str.maketrans("8652", "BGSZ"))

    assert rules.read(typed) == code


@given(CODES)
def test_the_address_from_the_poster_is_read_too(code: str) -> None:
    assert rules.read(f"https://holdfast.example/join/{code}/") == code
    assert rules.read(rules.written(code)) == code


@given(st.text())
def test_whatever_is_typed_gives_a_code_or_nothing(typed: str) -> None:
    read = rules.read(typed)

    assert read is None or re.fullmatch(r"[CDFHJKMNPQRTVWX2-9]{8}", read)


@pytest.mark.parametrize("typed", ["", "C4D7-H2K", "C4D7-H2K99", "C4D7-H2KA", "C4D7-H2K0", "under-16"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert rules.read(typed) is None


@pytest.mark.parametrize(
    ("days", "stopped", "expected"),
    [
        (None, False, Standing.NEWEST),
        (28, False, Standing.GOES_ON),
        (0, False, Standing.RUN_OUT),
        (-1, False, Standing.RUN_OUT),
        (None, True, Standing.STOPPED),
        (28, True, Standing.STOPPED),
    ],
)
def test_where_a_code_is(days: int | None, stopped: bool, expected: Standing) -> None:
    until = None if days is None else NOW + timedelta(days=days)

    assert rules.standing(works_until=until, stopped=stopped, now=NOW) is expected


def test_an_old_code_works_for_28_days_to_the_minute() -> None:
    last = NOW + GOES_ON - timedelta(minutes=1)

    assert rules.standing(works_until=NOW + GOES_ON, stopped=False, now=last) in WORKS


def test_every_standing_has_its_transitions_and_what_is_over_stays_over() -> None:
    assert set(TRANSITIONS) == set(Standing)
    assert all(not ways for standing, ways in TRANSITIONS.items() if standing not in WORKS)
    assert all(rules.may_become(Standing.NEWEST, LEADS_TO[old]) for old in Old)


def test_there_are_as_many_codes_as_the_arithmetic_says() -> None:
    ending = {0: 1, 1: 0, 2: 0}  # by how many letters they end in
    for _place in range(rules.LENGTH):
        digits = sum(ending.values()) * len(rules.DIGITS)
        ending = {0: digits, 1: ending[0] * len(rules.LETTERS), 2: ending[1] * len(rules.LETTERS)}

    assert f"{sum(ending.values()):,}" in str(rules.draw.__doc__)
