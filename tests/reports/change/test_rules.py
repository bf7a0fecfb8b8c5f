"""What may be shown of the change between check-ins: never of fewer than five, not even from two reports together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from statistics import fmean, stdev
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.change.rules import Change, Pair, quarter, renewed, together

JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)


def pairs(*changes: float, day: date = date(2026, 5, 5)) -> list[Pair]:
    return [Pair(uuid4(), 30 + place, 30 + place + change, day) for place, change in enumerate(changes)]


def shown(
    found: Sequence[Pair],
    *,
    kept: Change | None = None,
    due: Sequence[UUID] = (),
    until: date = JULY,
    version: int = 1,
    with_start: bool = True,
) -> Change | None:
    return renewed(kept, found, due=due, version=version, until=until, with_start=with_start)


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 3, 31), date(2026, 1, 1)), (date(2026, 12, 31), OCTOBER)],
)
def test_quarters_are_those_of_the_calendar(day: date, first: date) -> None:
    assert quarter(day) == first


def test_five_people_are_shown_with_their_means_and_spread() -> None:
    found = shown(pairs(-2, -4, -6, -8, 0))

    assert found
    assert (found.people, found.mean, found.start, found.left_out) == (5, -4, 32, 0)
    assert found.deviation == pytest.approx(stdev([-2, -4, -6, -8, 0]))


def test_four_people_are_not_shown() -> None:
    assert shown(pairs(-2, -4, -6, -8)) is None


def test_a_pair_of_the_quarter_that_runs_is_not_in_it() -> None:
    assert shown([*pairs(1, 2, 3, 4), *pairs(5, day=JULY)]) is None


def test_one_more_person_changes_nothing_until_they_are_five() -> None:
    before = pairs(-2, -4, -6, -8, 0)
    kept = shown(before)
    few, enough = (pairs(*changes, day=JULY) for changes in ((9, 8, 7, 6), (9, 8, 7, 6, 5)))

    assert shown([*before, *few], kept=kept, until=OCTOBER) == kept
    found = shown([*before, *enough], kept=kept, until=OCTOBER)
    assert found
    assert (found.people, found.until) == (10, OCTOBER)


def test_somebody_who_removes_a_check_in_changes_nothing_by_that_alone() -> None:
    before = pairs(-2, -4, -6, -8, 0, 1)
    kept = shown(before)

    assert shown(before[1:], kept=kept) == kept
    assert shown(before[1:], kept=kept, until=OCTOBER) == kept


def test_somebody_who_removed_one_is_gone_when_five_more_are_there() -> None:
    before = pairs(-2, -4, -6, -8, 0, 1)

    found = shown([*before[1:], *pairs(1, 2, 3, 4, 5, day=JULY)], kept=shown(before), until=OCTOBER)

    assert found
    assert found.people == 10


def test_a_mean_that_is_everybodys_own_number_is_not_shown() -> None:
    same_start = [replace(pair, start=50.0, later=50 - place) for place, pair in enumerate(pairs(1, 2, 3, 4, 5))]
    same_later = [replace(pair, later=0.0) for pair in same_start[:-1]] + [replace(same_start[-1], start=9, later=0)]

    assert shown(pairs(-3, -3, -3, -3, -3)) is None
    assert shown(same_start) is None
    assert shown(same_later) is None


def test_the_mean_at_the_start_is_shown_of_one_time_only() -> None:
    found = shown(pairs(1, 2, 3, 4, 5), with_start=False)

    assert found
    assert found.start is None


@pytest.mark.parametrize(("more", "left_out"), [(0, 0), (1, None), (4, None), (5, 5), (12, 12)])
def test_how_many_left_it_out_is_hidden_from_one_to_four(more: int, left_out: int | None) -> None:
    own = pairs(1, 2, 3, 4, 5)

    found = shown(own, due=[*(pair.person_id for pair in own), *(uuid4() for _ in range(more))])

    assert found
    assert found.left_out == left_out


@pytest.mark.parametrize(
    ("before", "now", "told"), [(6, 7, 6), (6, 10, 6), (6, 11, 11), (0, 3, 0), (3, 5, 5), (9, 3, None)]
)
def test_how_many_left_it_out_moves_by_five_or_not_at_all(before: int, now: int, told: int | None) -> None:
    first, more = pairs(1, 2, 3, 4, 5), pairs(1, 2, 3, 4, 5, day=JULY)
    kept = shown(first, due=[uuid4() for _ in range(before)])

    found = shown([*first, *more], kept=kept, due=[uuid4() for _ in range(now)], until=OCTOBER)

    assert found
    assert (found.people, found.left_out) == (10, told)


def test_other_words_of_the_questionnaire_begin_anew() -> None:
    kept = shown(pairs(1, 2, 3, 4, 5))

    assert shown(pairs(1, 2, 3, 4), kept=kept, version=2) == kept
    found = shown(pairs(1, 2, 3, 4, 9), kept=kept, version=2)
    assert found
    assert (found.version, found.people) == (2, 5)


def test_all_trusts_are_as_if_their_people_were_one_list() -> None:
    one, other = pairs(-2, -4, -6, -8, 0), pairs(1, 5, 9, 2, 2, 2)
    parts = [shown(one, due=[uuid4() for _ in range(5)]), shown(other, due=[uuid4() for _ in range(6)], until=OCTOBER)]

    found = together([part for part in parts if part])

    changes = [pair.change for pair in (*one, *other)]
    assert found
    assert (found.people, found.until, found.left_out) == (11, OCTOBER, 11)
    assert found.mean == pytest.approx(fmean(changes))
    assert found.deviation == pytest.approx(stdev(changes))
    assert found.start == pytest.approx(fmean([pair.start for pair in (*one, *other)]))


def test_all_trusts_hide_what_one_of_them_hides_and_nothing_comes_of_nobody() -> None:
    hidden, open_ = shown(pairs(1, 2, 3, 4, 5), due=[uuid4()]), shown(pairs(1, 2, 3, 4, 5), with_start=False)
    assert hidden
    assert open_

    found = together([hidden, open_])

    assert found
    assert (found.left_out, found.start) == (None, None)
    assert together([]) is None


QUARTERS = [date(2026 + n // 4, n % 4 * 3 + 1, 1) for n in range(8)]


@st.composite
def history(draw: st.DrawFn) -> list[tuple[Pair, int]]:
    """People, the day on which each finished, and the quarter before which they removed it again (8: never)."""
    drawn = st.tuples(*map(st.sampled_from, (range(700), [8, 8, 8, *range(8)], range(-9, 10))))
    every = draw(st.lists(drawn, max_size=40))
    return [
        (Pair(UUID(int=place), place % 7, place % 7 + change, QUARTERS[0] + timedelta(days=day)), gone)
        for place, (day, gone, change) in enumerate(every)
    ]


@settings(deadline=None)
@given(history())
def test_any_two_reports_differ_by_five_people_or_not_at_all(people: list[tuple[Pair, int]]) -> None:
    kept, in_it = None, []
    for number, until in enumerate(QUARTERS):
        here = [pair for pair, gone in people if number < gone and pair.finished_on < until]
        found = shown(here, kept=kept, until=until)
        if found != kept:
            in_it.append({pair.person_id for pair in here})
        kept = found

    assert all(len(each) >= 5 for each in in_it)
    assert all(len(one ^ other) >= 5 for one, other in combinations(in_it, 2))
