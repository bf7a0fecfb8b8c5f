"""The numbers along an axis. Pure."""

from collections.abc import Iterable
from math import floor, log10

_STEPS = (1, 2, 5, 10)
_MOST_STEPS = 5


def largest(values: Iterable[float | None]) -> float:
    """The largest of the numbers that are shown; 0 if there is none."""
    return max((value for value in values if value is not None), default=0)


def ticks(most: float) -> list[int]:
    """Round whole numbers from 0 to `most` or just above it: at most six, and always 0 and another."""
    unit = 10 ** max(0, floor(log10(most / _MOST_STEPS))) if most > _MOST_STEPS else 1
    step = next(unit * each for each in _STEPS if unit * each * _MOST_STEPS >= most)
    return list(range(0, int(-(-most // step)) * step + 1, step)) if most > 0 else [0, 1]


def every(count: int, *, room: float, needs: float) -> int:
    """Of so many words in a row, which to write: each, each second, ... so that each has the width that it needs."""
    return max(1, int(-(-count * needs // room)))
