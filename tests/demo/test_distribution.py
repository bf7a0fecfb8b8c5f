"""The solver: counts with exactly a given total, median and range."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.distribution import spread


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_for_the_facts_of_any_counts_it_finds_counts_with_these_facts(counts: list[int]) -> None:
    found = spread(people=len(counts), total=sum(counts), median=median(counts), fewest=min(counts), most=max(counts))
    assert (len(found), sum(found), median(found)) == (len(counts), sum(counts), median(counts))
    assert (min(found), max(found)) == (min(counts), max(counts))


@pytest.mark.parametrize(
    ("people", "total", "median", "fewest", "most"),
    [(3, 100, 2, 1, 5), (3, 1, 2, 1, 5), (2, 6, 2, 1, 5), (3, 6, 2.5, 1, 3), (1, 4, 4, 1, 4), (5, 20, 9, 1, 5)],
)
def test_what_cannot_be_is_refused(people: int, total: int, median: float, fewest: int, most: int) -> None:
    with pytest.raises(ValueError, match="no counts"):
        spread(people=people, total=total, median=median, fewest=fewest, most=most)
