"""Median, quartiles, mean and deviation beside numpy's."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import distribution
from app.reports.use.measures import Measure
from app.reports.use.study import STUDY
from tests.reports.use.study_data import logins, seconds

NUMBERS = st.lists(st.integers(0, 5000), min_size=20, max_size=200)


@given(NUMBERS)
def test_it_says_what_numpy_says(numbers: list[int]) -> None:
    found = distribution.of(Counter(numbers))
    quartiles = np.quantile(numbers, [0.25, 0.5, 0.75], method="linear")  # numpy's name for type 7
    assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(list(quartiles))
    assert (found.mean, found.deviation) == pytest.approx((np.mean(numbers), np.std(numbers, ddof=1)))
    assert (found.low, found.high) == (sorted(numbers)[4], sorted(numbers)[-5])


@pytest.mark.parametrize(
    ("measure", "numbers", "unit"), [(Measure.LOGINS, logins(), 1), (Measure.MINUTES, seconds(), 60)]
)
def test_people_drawn_to_the_study_have_the_studys_figures(measure: Measure, numbers: list[int], unit: int) -> None:
    found, study = distribution.of(Counter(numbers), unit=unit), STUDY[measure]
    digits = 2 if unit == 1 else 1  # as they were published
    ours = [found.median, found.lower_quartile, found.upper_quartile, found.mean]
    theirs = [study.median, study.lower_quartile, study.upper_quartile, study.mean]
    assert [round(number or 0, digits) for number in ours] == theirs
    assert (found.n, round(found.deviation or 0, 2)) == (study.n, study.deviation)
    own = np.array(numbers) / unit
    assert ours == pytest.approx([np.median(own), *np.quantile(own, [0.25, 0.75]), np.mean(own)])
    assert found.deviation == pytest.approx(np.std(own, ddof=1))
    assert (own.min(), own.max()) == (study.low, study.high)


def test_of_nobody_and_of_one_there_is_nothing_to_say() -> None:
    assert distribution.of({}).mean is None
    assert (distribution.of({7: 1}).deviation, distribution.of({7: 1}).median) == (None, None)


def test_a_median_needs_ten_people_and_quartiles_need_twenty() -> None:
    few, some, many = (distribution.of({1: people}) for people in (9, 10, 20))
    assert (few.median, few.high, few.mean) == (None, None, 1)
    assert (some.median, some.high, some.lower_quartile) == (1, 1, None)
    assert many.lower_quartile == 1


def test_the_highest_number_of_one_person_is_not_the_range() -> None:
    assert distribution.of({0: 10, 3: 9, 400: 1}).high == 3
