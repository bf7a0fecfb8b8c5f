"""How many days passed from the first invitation to a step: middle and middle half, where enough people took it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.small_numbers import FEWEST
from app.reports.distribution import FEWEST_FOR_MEDIAN, FEWEST_FOR_QUARTILES


@dataclass(frozen=True)
class Wait:
    """Days: half waited no longer than `median`, a quarter than `lower`, a quarter longer than `upper` (None of few)."""

    median: float
    lower: float | None
    upper: float | None


def of_joining(number: int, quartiles: Sequence[float] | None) -> Wait | None:
    """Until the account; None of fewer than 5 people."""
    if not quartiles or number < FEWEST:
        return None
    lower, median, upper = quartiles
    return Wait(median, lower, upper)


def of_use(number: int, quartiles: Sequence[float] | None, *, is_told: bool) -> Wait | None:
    """Until something that people did with the toolkit: as every distribution of use, and only if its number is told."""
    found = of_joining(number, quartiles)
    if found is None or number < FEWEST_FOR_MEDIAN or not is_told:
        return None
    return found if number >= FEWEST_FOR_QUARTILES else replace(found, lower=None, upper=None)
