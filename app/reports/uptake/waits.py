"""How many days passed from the first invitation to a step: middle and middle half, where enough people took it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.small_numbers import FEWEST
from app.reports.distribution import Distribution


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


def of_use(days: Distribution) -> Wait | None:
    """Until something that people did with the toolkit: as every distribution of use."""
    if days.median is None:
        return None
    return Wait(days.median, days.lower_quartile, days.upper_quartile)
