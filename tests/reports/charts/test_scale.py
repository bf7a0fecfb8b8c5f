"""The numbers along an axis."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.reports.charts.scale import every, largest, ticks


def test_an_axis_ends_at_a_round_number_just_above_the_largest() -> None:
    assert ticks(29) == [0, 10, 20, 30]
    assert ticks(4) == [0, 1, 2, 3, 4]
    assert ticks(0.4) == [0, 1]
    assert ticks(230) == [0, 50, 100, 150, 200, 250]


def test_where_there_is_nothing_the_axis_still_has_two_numbers() -> None:
    assert ticks(largest([None, 0])) == [0, 1]


@given(st.floats(0, 1e9))
def test_no_axis_has_more_than_six_numbers_or_ends_too_low(most: float) -> None:
    found = ticks(most)
    assert 2 <= len(found) <= 6
    assert found[0] == 0
    assert found[-1] >= most
    assert len({after - before for before, after in itertools.pairwise(found)}) == 1


@given(st.integers(0, 200), st.floats(1, 300))
def test_words_in_a_row_have_the_room_that_they_need(count: int, needs: float) -> None:
    step = every(count, room=440, needs=needs)
    assert step >= 1
    assert count / step * needs <= 440 + 1e-6
