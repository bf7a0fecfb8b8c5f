"""How long answers really took lately, in words that promise no more than is true. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.messages.rules.promise import Promise

FEWEST = 10  # of fewer waits nothing is said
SHARE = 80  # per cent of relatives who waited no longer than is said


@dataclass(frozen=True, slots=True)
class Wait:
    """So many relatives waited so many working days; `goes_on`: they wait still, and longer than was promised."""

    days: int
    number: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Four out of five had an answer within so many working days; or, if it `goes_on`, they wait longer than that."""

    days: int
    goes_on: bool


def reached(waits: Sequence[Wait]) -> Reached | None:
    """The 80th percentile by nearest rank, so that at least so many really had it; None of fewer than ten waits.

    Who still waits beyond the promise counts, too: else a team that leaves many without an answer would look quick.
    """
    whole = sum(each.number for each in waits)
    if whole < FEWEST:
        return None
    in_order = sorted(waits, key=lambda wait: (wait.goes_on, wait.days))
    so_far = accumulate(each.number for each in in_order)
    found = next(each for each, number in zip(in_order, so_far, strict=True) if number * 100 >= whole * SHARE)
    return Reached(found.days, found.goes_on)


def words(promise: Promise, found: Reached | None) -> str:
    """What follows "The team", such as "usually answers within 2 working days"."""
    if found is None:
        return f"aims to answer within {_days(promise.days)}"
    if found.goes_on:
        return f"takes longer to answer at the moment than the {_days(promise.days)} that it aims for, and we cannot say how long"
    usually = f"usually answers within {_days(max(found.days, 1))}"
    return (
        usually
        if found.days <= promise.days
        else f"{usually}, which is longer than the {promise.days} that it aims for"
    )


def _days(number: int) -> str:
    return f"{number} working {'day' if number == 1 else 'days'}"
