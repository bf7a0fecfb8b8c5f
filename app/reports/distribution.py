"""How a number is spread over people: median, quartiles, mean and standard deviation. Pure.

A quarter of few people is one or two of them, and the highest number is always somebody's own. So each of these is
shown only where five people or more stand on either side of it: the median from 10 people, the quartiles from 20, and
as the range the fifth lowest and the fifth highest number.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from app.core.small_numbers import FEWEST

FEWEST_FOR_MEDIAN = 2 * FEWEST
FEWEST_FOR_QUARTILES = 4 * FEWEST


@dataclass(frozen=True)
class Distribution:
    """Of `n` people. None where too few stand behind a number."""

    n: int
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    low: float | None
    high: float | None
    mean: float | None
    deviation: float | None  # of a sample: n - 1


def of(people: Mapping[int, int], *, unit: int = 1) -> Distribution:
    """Of how many people have each number; the numbers are divided by `unit` (60 makes minutes of seconds)."""
    n = sum(people.values())
    ordered = _Ordered(people)
    middle = n >= FEWEST_FOR_MEDIAN
    quarters = n >= FEWEST_FOR_QUARTILES
    mean = sum(value * count for value, count in people.items()) / n if n else None
    return Distribution(
        n=n,
        median=_in(unit, ordered.quantile(0.5)) if middle else None,
        lower_quartile=_in(unit, ordered.quantile(0.25)) if quarters else None,
        upper_quartile=_in(unit, ordered.quantile(0.75)) if quarters else None,
        low=_in(unit, ordered.at(FEWEST - 1)) if middle else None,
        high=_in(unit, ordered.at(n - FEWEST)) if middle else None,
        mean=_in(unit, mean) if mean is not None else None,
        deviation=_in(unit, _deviation(people, n, mean)) if mean is not None and n > 1 else None,
    )


def _in(unit: int, value: float) -> float:
    return value / unit


def _deviation(people: Mapping[int, int], n: int, mean: float) -> float:
    return sqrt(sum(count * (value - mean) ** 2 for value, count in people.items()) / (n - 1))


class _Ordered:
    """The numbers of all people from the lowest to the highest, without a list as long as there are people."""

    def __init__(self, people: Mapping[int, int]) -> None:
        self._values = sorted(people)
        self._until = list(accumulate(people[value] for value in self._values))

    def at(self, place: int) -> int:
        """The number at a place counted from 0."""
        return self._values[bisect_right(self._until, place)]

    def quantile(self, share: float) -> float:
        """Type 7, as PostgreSQL's percentile_cont."""
        place = (self._until[-1] - 1) * share
        below = int(place)
        low = self.at(below)
        high = self.at(min(below + 1, self._until[-1] - 1))
        return low + (place - below) * (high - low)


@dataclass(frozen=True)
class Range:
    """How many people have a number from `low` up to and without `end`; None: however high."""

    low: int
    end: int | None
    people: int
