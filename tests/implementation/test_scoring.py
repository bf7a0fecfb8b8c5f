"""The means of NoMAD against a slow and obvious calculation."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.small_numbers import FEWEST
from app.implementation.rules import ITEMS, PARTS, Construct, NotRelevant, is_answer
from app.implementation.scoring import result

EMPTY: list[int | None] = [None] * ITEMS
SHEETS = st.lists(
    st.tuples(*(st.sampled_from([None, *(v for v in range(-3, 11) if is_answer(place, v))]) for place in range(ITEMS))),
    max_size=8,
)


def sheet(**parts: int) -> list[int | None]:
    return [next((value for name, value in parts.items() if place in PARTS[name]), None) for place in range(ITEMS)]


def test_nomad_has_3_general_items_and_20_in_four_parts() -> None:
    assert [len(places) for places in PARTS.values()] == [3, 4, 4, 7, 5]
    assert [place for places in PARTS.values() for place in places] == list(range(ITEMS))


@pytest.mark.parametrize(("people", "shown"), [(FEWEST - 1, False), (FEWEST, True)])
def test_a_mean_of_fewer_than_five_people_is_hidden(people: int, shown: bool) -> None:
    mean = result([sheet(coherence=4)] * people).constructs[Construct.COHERENCE]

    assert (mean.people, mean.value is not None) == (people, shown)


def test_who_skipped_a_part_or_found_nothing_of_it_relevant_does_not_count_there() -> None:
    sheets = [sheet(coherence=4)] * 5 + [EMPTY, sheet(coherence=NotRelevant.YET)]

    found = result(sheets)

    assert found.people == 7
    assert found.constructs[Construct.COHERENCE].people == 5
    assert found.constructs[Construct.COHERENCE].value == 4


def test_each_person_counts_once_however_many_items_they_answered() -> None:
    one_item: list[int | None] = [*EMPTY]
    one_item[PARTS[Construct.COHERENCE][0]] = 1

    mean = result([sheet(coherence=5)] * 4 + [one_item]).constructs[Construct.COHERENCE]

    assert mean.value == pytest.approx((4 * 5 + 1) / 5)


@given(SHEETS)
def test_it_is_the_mean_of_the_means(sheets: list[tuple[int | None, ...]]) -> None:
    found = result(sheets)

    for construct in Construct:
        rows = [[v for p in PARTS[construct] if (v := each[p]) is not None and v > 0] for each in sheets]
        means = [fmean(row) for row in rows if row]
        mean = found.constructs[construct]
        assert mean.people == len(means)
        assert mean.value == (pytest.approx(fmean(means)) if len(means) >= FEWEST else None)


@pytest.mark.parametrize(
    ("place", "value", "known"),
    [(0, 0, True), (0, 10, True), (0, 11, False), (0, -1, False), (3, 0, False), (3, 5, True), (3, 6, False)]
    + [(22, int(each), True) for each in NotRelevant]
    + [(22, -4, False)],
)
def test_what_can_be_answered(place: int, value: int, known: bool) -> None:
    assert is_answer(place, value) is known
