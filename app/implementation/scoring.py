"""What a round of NoMAD says: the mean of each construct, of those who answered. Pure.

Each person's mean over the items of a construct that they answered, then the mean of these. Whoever skipped all of it,
or found nothing of it relevant, does not count there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.small_numbers import FEWEST
from app.implementation.rules import GENERAL, PARTS, Construct

Answers = Sequence[int | None]


@dataclass(frozen=True)
class Mean:
    """The mean of a construct (1 to 5) or of a general item (0 to 10), and of how many people; None if too few."""

    people: int
    value: float | None


@dataclass(frozen=True)
class Result:
    """A round: how many sent answers, the four constructs, and the general items in order."""

    people: int
    constructs: dict[Construct, Mean]
    general: tuple[Mean, ...]


def result(replies: Sequence[Answers]) -> Result:
    """What may be shown of a round that is closed."""
    return Result(
        people=len(replies),
        constructs={each: _mean(replies, PARTS[each]) for each in Construct},
        general=tuple(_mean(replies, (place,)) for place in PARTS[GENERAL]),
    )


def _mean(replies: Sequence[Answers], places: Iterable[int]) -> Mean:
    items = tuple(places)
    own = [of_person for answers in replies if (of_person := _of_person(answers, items)) is not None]
    shown = len(own) >= FEWEST
    return Mean(len(own), sum(own) / len(own) if shown else None)


def _of_person(answers: Answers, places: Iterable[int]) -> float | None:
    # Below nought: one of the three kinds of "not relevant".
    given = [value for place in places if (value := answers[place]) is not None and value >= 0]
    return sum(given) / len(given) if given else None
