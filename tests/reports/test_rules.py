"""Hidden counts of use: what is hidden, and that nobody can work it out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.rules import Step, hide_small

Counts = tuple[int, ...]
Published = tuple[Step, ...]


def hidden(accounts: list[int], read: list[int]) -> Step:
    return hide_small(Step(tuple(accounts), sum(accounts)), read, sum(read))


def test_counts_of_five_and_more_are_shown() -> None:
    assert hidden([20, 12], [10, 5]) == Step((10, 5), 15)


def test_nobody_and_everybody_are_shown() -> None:
    assert hidden([20, 12], [0, 12]) == Step((0, 12), 12)


@pytest.mark.parametrize("few", [1, 4, 16, 19])
def test_a_team_where_few_did_or_few_did_not_is_hidden_with_another(few: int) -> None:
    assert hidden([20, 30, 40], [few, 15, 20]) == Step((None, 15, None), few + 35)


def test_with_one_team_the_total_is_hidden_too() -> None:
    assert hidden([20], [3]) == Step((None,), None)


def test_two_small_teams_hide_each_other() -> None:
    assert hidden([20, 20, 40], [3, 4, 20]) == Step((None, None, 20), 27)


def test_two_small_teams_that_have_few_together_are_hidden_with_another() -> None:
    assert hidden([20, 20, 40], [1, 2, 20]) == Step((None, None, None), 23)


def test_a_small_total_hides_the_whole_step() -> None:
    assert hidden([20, 20], [3, 0]) == Step((None, None), None)


def test_a_team_without_accounts_has_nothing_to_hide() -> None:
    assert hidden([0, 9], [0, 3]) == Step((0, None), None)


def test_everybody_everywhere_gives_away_a_team_of_three_so_the_step_is_hidden() -> None:
    assert hidden([3, 20], [3, 20]) == Step((None, None), None)


def test_what_was_hidden_stays_hidden_at_the_next_step() -> None:
    first = hidden([20, 30, 40], [3, 15, 20])
    assert hide_small(first, [2, 10, 10], 22) == Step((None, 10, None), 22)


def test_nothing_is_shown_of_those_who_came_back_when_nothing_is_shown_of_those_who_read() -> None:
    first = hidden([20], [3])
    assert hide_small(first, [0], 0) == Step((None,), None)


# Everything that may have happened in teams of these sizes: how many read, and how many of them came back.
def tables(accounts: Counts) -> Iterator[tuple[Counts, Counts]]:
    for read in product(*(range(size + 1) for size in accounts)):
        for back in product(*(range(size + 1) for size in read)):
            yield read, back


def publish(accounts: Counts, read: Counts, back: Counts) -> Published:
    first = hide_small(Step(accounts, sum(accounts)), read, sum(read))
    return first, hide_small(first, back, sum(back))


def agrees(shown: Step, counts: Counts) -> bool:
    places = all(number in {None, count} for number, count in zip(shown.groups, counts, strict=True))
    return places and shown.total in {None, sum(counts)}


def assert_nothing_can_be_worked_out(page: Published, possible: Sequence[tuple[Counts, ...]]) -> None:
    for step, numbers in zip(page, zip(*possible, strict=True), strict=True):
        for place, shown in enumerate(step.groups):
            assert shown is not None or len({counts[place] for counts in numbers}) > 1, (page, possible[0])
        assert step.total is not None or len({sum(counts) for counts in numbers}) > 1, (page, possible[0])


SIZES = st.lists(st.integers(0, 8), min_size=1, max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.data(), SIZES)
def test_nobody_can_work_out_a_hidden_count_by_adding_and_subtracting(data: st.DataObject, accounts: Counts) -> None:
    read = tuple(data.draw(st.integers(0, size)) for size in accounts)
    back = tuple(data.draw(st.integers(0, size)) for size in read)
    page = publish(accounts, read, back)
    possible = [each for each in tables(accounts) if agrees(page[0], each[0]) and agrees(page[1], each[1])]
    assert_nothing_can_be_worked_out(page, possible)


@settings(max_examples=15, deadline=None)
@given(SIZES)
def test_nor_can_somebody_who_knows_these_rules_by_heart(accounts: Counts) -> None:
    behind = defaultdict(list)
    for table in tables(accounts):
        behind[publish(accounts, *table)].append(table)
    for page, possible in behind.items():
        assert_nothing_can_be_worked_out(page, possible)


@pytest.mark.parametrize("accounts", [(10, 12, 1, 13), (15, 16, 2, 1), (9, 14, 7, 15), (6, 1, 12, 13), (7, 8, 5, 6, 6)])
def test_nor_among_more_teams(accounts: Counts) -> None:
    behind = defaultdict(list)
    step = Step(accounts, sum(accounts))
    for counts in product(*(range(size + 1) for size in accounts)):
        behind[hide_small(step, counts, sum(counts))].append((counts,))
    for page, possible in behind.items():
        assert_nothing_can_be_worked_out((page,), possible)
