"""What was told stays until five have changed it; and nobody can cut fewer than five out of all that was ever told."""

from collections import Counter
from datetime import date, timedelta
from itertools import chain, combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.told import Changed, Counts, People, Told, next_counts, next_told

MONDAYS = [date(2026, 1, 5) + timedelta(weeks=place) for place in range(8)]


def sunday(place: int) -> date:
    return MONDAYS[place] + timedelta(days=6)


def told(before: Told[int] | None, changed: Changed, place: int) -> Told[int] | None:
    return next_told(before, Told(sum(changed.values()), sunday(place)), changed=changed)


def test_a_figure_stays_until_five_have_changed_it() -> None:
    first = told(None, {MONDAYS[0]: 9}, 0)
    assert first == Told(9, sunday(0))
    assert told(first, {MONDAYS[0]: 9, MONDAYS[1]: 4}, 1) == first
    assert told(first, {MONDAYS[0]: 9, MONDAYS[1]: 4, MONDAYS[2]: 1}, 2) == Told(14, sunday(2))


def test_few_are_not_told_and_nobody_is_told_once() -> None:
    assert told(None, {MONDAYS[0]: 4}, 0) is None
    nobody = told(None, {}, 0)
    assert nobody == Told(0, sunday(0))
    assert told(nobody, {}, 1) == nobody


def counts(before: Counts, own: dict[str, dict[int, int]], place: int, *, could: int = 1000) -> Counts:
    """As of a Sunday: of each team how many took the step in which week."""
    people = {
        team: People({MONDAYS[week]: number for week, number in weeks.items() if week <= place}, (could,), could)
        for team, weeks in own.items()
    }
    together = Counter[date]()
    for each in people.values():
        together.update(each.took)
    return next_counts(before, people, whole=People(together, (could * len(people),)), to=sunday(place))


def numbers(found: Counts) -> dict[str, int]:
    return {team: each.value for team, each in found.parts.items()}


def test_a_team_moves_with_the_whole_when_five_of_it_did() -> None:
    own = {"a": {0: 6, 1: 5}, "b": {0: 7, 1: 9}}
    first = counts(Counts(), own, 0)
    assert (first.whole, numbers(first)) == (Told(13, sunday(0)), {"a": 6, "b": 7})
    assert numbers(counts(first, own, 1)) == {"a": 11, "b": 16}


def test_a_team_of_few_stays_and_another_stays_with_it() -> None:
    assert numbers(counts(Counts(), {"a": {0: 8}, "b": {0: 3}}, 0)) == {}
    assert numbers(counts(Counts(), {"a": {0: 8}, "b": {0: 3}, "c": {0: 9}}, 0)) == {"c": 9}
    assert numbers(counts(Counts(), {"a": {0: 8}, "b": {0: 3}, "c": {0: 2}}, 0)) == {"a": 8}


def test_where_others_wait_they_must_be_five_in_the_week_in_which_a_team_moves() -> None:
    # Who took the step in team b in the first week would be what is left of that week without team a.
    own = {"a": {0: 4, 1: 6}, "b": {0: 1}}
    first = counts(Counts(), own, 0)
    assert (first.whole, numbers(first)) == (Told(5, sunday(0)), {})
    assert numbers(counts(first, own, 1)) == {}


def test_all_but_few_are_not_told_either() -> None:
    assert counts(Counts(), {"a": {0: 8}}, 0, could=11) == Counts()
    assert counts(Counts(), {"a": {0: 8}}, 0, could=8).whole == Told(8, sunday(0))


def test_nobody_is_told_of_every_team_that_could_be_told() -> None:
    found = counts(Counts(), {"a": {}, "b": {}}, 0, could=20)
    assert (found.whole, numbers(found)) == (Told(0, sunday(0)), {"a": 0, "b": 0})


TEAMS = ("a", "b", "c")
CELLS = st.dictionaries(st.tuples(st.sampled_from(TEAMS), st.integers(0, 5)), st.integers(1, 9), min_size=1)


@settings(max_examples=300, deadline=None)
@given(CELLS)
def test_no_sum_of_all_that_was_told_over_weeks_is_about_few(cells: dict[tuple[str, int], int]) -> None:
    own = {team: {week: cells[team, week] for week in range(6) if (team, week) in cells} for team in TEAMS}
    places = sorted(cells)
    before, rows = Counts(), []
    for place in range(6):
        before = counts(before, own, place)
        ends = [(None, before.whole), *before.parts.items()]
        rows += [
            [each[1] * 7 <= (end.to - MONDAYS[0]).days and team in {None, each[0]} for each in places]
            for team, end in ends
            if end
        ]
    if not rows:
        return
    matrix = np.array(rows, dtype=float)
    whole = np.linalg.matrix_rank(matrix)
    few = [each for each in places if cells[each] < 5]
    for group in chain.from_iterable(combinations(few, size) for size in range(1, 5)):
        if sum(cells[each] for each in group) < 5:
            others = matrix[:, [place for place, each in enumerate(places) if each not in group]]
            assert np.linalg.matrix_rank(others) == whole, (group, before)
