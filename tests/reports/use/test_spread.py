"""The histogram of visits moves only when nobody can cut fewer than five out of who moved between its columns."""

from collections import Counter
from datetime import date

from app.reports.distribution import Range
from app.reports.told import Told
from app.reports.use.spread import Move, next_spread

JULY, AUGUST, SEPTEMBER = date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 7)  # Mondays
IN_JULY, IN_AUGUST, IN_SEPTEMBER = date(2026, 7, 12), date(2026, 8, 9), date(2026, 9, 13)
FIRST = {(0, 0, None): 20, (0, 1, JULY): 9, (0, 2, JULY): 7, (0, 3, JULY): 5}


def told(moves: dict[Move, int], moved: list[date]) -> list[int] | None:
    """How many are in each column; None if it stays as it was."""
    found = next_spread(None, Counter(moves), moved=moved, to=IN_SEPTEMBER)
    return [each.people for each in found.value] if found else None


def test_the_first_time_each_column_has_five_or_more() -> None:
    assert told(FIRST, [IN_SEPTEMBER]) == [20, 9, 7, 5]
    assert told({**FIRST, (0, 3, JULY): 4}, [IN_SEPTEMBER]) is None


def test_it_moves_together_with_the_number_of_all_who_came_only() -> None:
    assert told(FIRST, []) is None
    assert told(FIRST, [IN_AUGUST]) is None


def test_fewer_than_five_from_column_to_column_hold_it_back() -> None:
    moves: dict[Move, int] = {(0, 1, SEPTEMBER): 6, (1, 1, JULY): 9, (1, 2, JULY): 4}
    assert told(moves, [IN_SEPTEMBER]) is None
    assert told({**moves, (1, 2, JULY): 5}, [IN_SEPTEMBER]) == [0, 15, 5, 0]


def test_who_came_first_in_august_is_not_the_difference_to_a_number_of_july() -> None:
    # All 6 of July are in column 1, and of August 2 with them: with the number of July these 2 would be left.
    moves: dict[Move, int] = {(0, 1, JULY): 6, (0, 1, AUGUST): 2, (0, 2, AUGUST): 7}
    assert told(moves, [IN_JULY, IN_SEPTEMBER]) is None
    assert told(moves, [IN_SEPTEMBER]) == [0, 8, 7, 0]


def test_of_very_many_points_every_line_has_five() -> None:
    ends = [date(2026, 1, 4 + 1), *(date(2026, 1, day) for day in range(6, 17)), IN_SEPTEMBER]
    moves: dict[Move, int] = {(0, 1, end): 5 for end in ends[:-1]}
    assert told(moves, ends) == [0, 60, 0, 0]
    assert told({**moves, (1, 2, JULY): 4}, ends) is None


def test_what_was_told_stays_otherwise() -> None:
    before = Told([Range(0, 1, 20)], IN_JULY)
    assert next_spread(before, Counter({(0, 1, SEPTEMBER): 3}), moved=[IN_SEPTEMBER], to=IN_SEPTEMBER) == before
