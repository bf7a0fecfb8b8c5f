"""The weeks beside the periods: what is hidden, and that adding and subtracting tells nothing of few."""

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.periods import Period
from app.reports.rules import Step, hide_small
from app.reports.use.weeks import LATELY, Within, periods, shown

ALL, QUARTER, MONTH = Period.ALL, Period.QUARTER, Period.MONTH
WEEKS = [date(2026, 10, 12) + timedelta(weeks=place) for place in range(6)]  # four late ones, two before
Pattern = tuple[int, ...]  # 1 for each week in which somebody came, and at the end for the time before


def within(active: int, again: int = 0) -> Within:
    return Within(active, frozenset(WEEKS), frozenset(WEEKS), again)


def test_weeks_with_few_are_hidden() -> None:
    found = shown({WEEKS[0]: 4, WEEKS[1]: 5, WEEKS[2]: 0}, dict.fromkeys(WEEKS, 40), [])
    assert found == {WEEKS[1], WEEKS[2]}


def test_a_week_in_which_all_but_few_came_is_hidden() -> None:
    assert not shown({WEEKS[0]: 18}, {WEEKS[0]: 20}, [])


def test_a_week_in_which_all_but_few_of_the_period_came_is_hidden() -> None:
    assert not shown({WEEKS[0]: 10}, {WEEKS[0]: 40}, [within(12)])


def test_where_few_came_again_the_smallest_week_is_hidden() -> None:
    counts = dict(zip(WEEKS, (7, 6, 8, 9, 7, 8), strict=True))
    assert shown(counts, dict.fromkeys(WEEKS, 90), [within(43, again=2)]) == set(WEEKS) - {WEEKS[1]}


# Whatever can be added and subtracted of the shown numbers (each once) and counts somebody and nobody negatively.
@lru_cache
def subtractions() -> np.ndarray:
    patterns = np.array([[each >> bit & 1 for bit in range(7)] for each in range(128)])
    ever, quarter, month = patterns.any(1), patterns[:, :6].any(1), patterns[:, 2:6].any(1)
    numbers = np.array([np.ones(128), ever, quarter, month, *patterns[:, :6].T])
    signs = np.array(np.meshgrid(*[[-1, 0, 1]] * 10)).reshape(10, -1).T
    useful = signs[(signs @ numbers >= 0).all(1) & signs[:, 1:].any(1)]  # how many have an account is known
    return np.concatenate([useful, (useful @ numbers > 0)], axis=1).astype(np.int32)


def published(people: Counter[Pattern]) -> list[int | None]:
    """Accounts, those active in all, in the 12 and the 4 weeks, and week by week."""
    everybody = people.total()
    counts = {week: sum(n for own, n in people.items() if own[place]) for place, week in enumerate(WEEKS)}
    rings = [(slice(0, 7), ALL), (slice(0, 6), QUARTER), (slice(2, 6), MONTH)]
    before, active = Step((), everybody), {}
    for weeks, period in rings:
        before = hide_small(before, (), sum(n for own, n in people.items() if any(own[weeks])))
        active[period] = before.total
    times = Counter[tuple[int, int]]()
    for own, n in people.items():
        times[sum(own[2:6]), sum(own[:2])] += n
    kept = shown(counts, dict.fromkeys(WEEKS, everybody), periods(WEEKS, times, active))
    return [everybody, *active.values(), *(counts[week] if week in kept else None for week in WEEKS)]


SOME = st.dictionaries(st.tuples(*[st.integers(0, 1)] * 7), st.integers(1, 9), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(SOME)
def test_nothing_of_few_is_left_by_adding_and_subtracting(people: dict[Pattern, int]) -> None:
    assert len(WEEKS[-LATELY:]) == 4
    page = published(Counter(people))
    hidden = np.array([number is None for number in page])
    found = subtractions()
    possible = found[(found[:, :10][:, hidden] == 0).all(1)]
    sizes = np.zeros(128, dtype=np.int32)
    for own, n in people.items():
        sizes[sum(bit << place for place, bit in enumerate(own))] = n
    about = possible[:, 10:] @ sizes
    assert not ((about > 0) & (about < 5)).any(), possible[(about > 0) & (about < 5)][0, :10]
