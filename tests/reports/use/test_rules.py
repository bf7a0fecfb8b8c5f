"""Sums of use: which are hidden, by examples counted by hand."""

from collections.abc import Sequence

import pytest

from app.reports.periods import Period
from app.reports.use.rules import Numbers, added, at_least, behind, hidden, people_in, periods_shown, visible

ALL, QUARTER, MONTH = Period.ALL, Period.QUARTER, Period.MONTH


def test_who_came_in_any_of_these_rings_is_counted_once() -> None:
    assert people_in({1: 3, 5: 2, 4: 7}, 3) == 5


def test_where_enough_came_each_time_every_period_is_shown() -> None:
    assert periods_shown({7: 5}) == (ALL, QUARTER, MONTH)


def test_where_nobody_came_the_nought_is_shown() -> None:
    assert periods_shown({}) == (ALL, QUARTER, MONTH)


@pytest.mark.parametrize("few", [1, 4])
def test_a_period_in_which_few_came_is_hidden(few: int) -> None:
    assert periods_shown({4: 10, 1: few}) == (ALL,)


def test_of_two_periods_with_few_between_them_the_shorter_is_hidden() -> None:
    # Three came before the last 12 weeks: all time less 12 weeks would be about them.
    assert periods_shown({2: 10, 4: 3}) == (ALL, MONTH)


def test_a_period_is_compared_with_the_next_longer_one_that_is_shown() -> None:
    assert periods_shown({1: 10, 2: 2, 4: 8}) == (ALL, QUARTER)
    assert periods_shown({1: 10, 2: 5, 4: 2}) == (ALL, MONTH)


def test_people_behind_each_subtraction() -> None:
    assert behind({1: 6, 2: 7, 4: 8}, (ALL, QUARTER, MONTH)) == (8, 7, 6)
    assert behind({1: 6, 2: 7, 4: 8}, (ALL, MONTH)) == (15, 6)


def test_a_small_team_is_hidden_with_the_smallest_other_one() -> None:
    teams = {"A": (30,), "B": (3,), "C": (9,)}
    assert hidden(teams, order=["B", "C", "A"], together=added) == {"B", "C"}


def test_two_small_teams_hide_a_third_even_if_they_are_many_together() -> None:
    # Somebody who knows that both have at most four would know both from their sum, eight.
    teams = {"A": (30,), "B": (4,), "C": (4,)}
    assert hidden(teams, order=["B", "C", "A"], together=added) == {"A", "B", "C"}


def test_what_is_hidden_is_not_few_together_in_any_period() -> None:
    teams = {"A": (30, 20), "B": (9, 2), "C": (9, 0), "D": (10, 8)}
    assert hidden(teams, order=["B", "C", "D", "A"], together=added) == {"B", "C", "D"}


def test_teams_in_which_nobody_did_anything_are_never_needed() -> None:
    teams = {"A": (30,), "B": (3,), "C": (0,)}
    assert hidden(teams, order=["C", "B", "A"], together=added) == {"A", "B"}


def test_where_nobody_is_small_nothing_is_hidden() -> None:
    assert hidden({"A": (5,), "B": (0,)}, order=["A", "B"], together=added) == set()


def test_modules_may_be_read_by_the_same_people() -> None:
    # Three read one and four the other: perhaps four people in all, so a third is hidden.
    modules = {"one": (3,), "two": (4,), "three": (9,), "four": (12,)}
    assert hidden(modules, order=["one", "two", "three", "four"], together=at_least) == {"one", "two", "three"}


def shown(**parts: dict[int, int]) -> tuple[list[Period], set[str]]:
    """Of parts with people by their rings, in a whole that is shown of all three periods."""

    def people(key: str, periods: Sequence[Period]) -> Numbers:
        return behind(parts[key], periods)

    rings = {key: [part] for key, part in parts.items()}
    periods, found = visible(list(parts), list(Period), rings=rings.__getitem__, people=people, together=at_least)
    return list(periods), set(found)


def test_parts_with_enough_in_every_period_are_shown_in_each() -> None:
    assert shown(one={7: 9}, two={1: 5, 2: 5, 4: 5}) == ([ALL, QUARTER, MONTH], {"one", "two"})


def test_parts_with_few_in_a_short_period_are_shown_of_all_time_only() -> None:
    # Whatever is taken away from the second, five are left of it: in each ring there are five, and in no other.
    assert shown(one={7: 9, 1: 2, 4: 3}, two={1: 5, 2: 5, 4: 5}, three={2: 3, 4: 2}) == ([ALL], {"one", "two", "three"})


def test_parts_of_which_nothing_would_be_left_are_hidden() -> None:
    # All came in the time before only, but for three of the whole in the last weeks: these three would be left.
    assert shown(one={4: 9}, two={4: 6, 1: 3})[1] == set()
