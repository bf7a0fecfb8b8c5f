"""What may be handed on of those who agreed, and in which words they are asked. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from app.core.small_numbers import FEWEST

MOST_TITLE, MOST_APPROVAL, MOST_CONTACT, MOST_WORDS = 150, 150, 300, 5_000  # characters
LEAST_WORDS = 200  # fewer cannot say what a study is
# Of 32 signs: about 10^15 pseudonyms, without those that are read for one another.
SIGNS, LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10
NOT_SAID = ""
_WEEK = timedelta(weeks=1)
P = TypeVar("P")


class Asking(StrEnum):
    """Where somebody stands with the study that is open."""

    NOT = "not"  # none is
    ASKED = "asked"
    TAKES_PART = "takes-part"


def week_since(beginning: datetime, moment: datetime) -> int:
    """Whole weeks from one moment to a later one; 0 in the first."""
    return max(0, (moment - beginning) // _WEEK)


def may_be_handed_on(people: int) -> bool:
    """Whether a file may be made about so many people: of fewer, each could be guessed."""
    return people >= FEWEST


def relationships_shown(known: Mapping[P, str]) -> dict[P, str]:
    """Who somebody is to the person they support, where five or more say the same; else nothing is said.

    Those of whom nothing is said are five or more as well: a single one would stand out by it.
    """
    counts = Counter(known.values())
    said = [each for each, number in counts.most_common() if each != NOT_SAID and number >= FEWEST]
    # The rarest go first, until enough stand beside those who are not said.
    while said and 0 < len(known) - sum(counts[each] for each in said) < FEWEST:
        said.pop()
    return {person: each if each in said else NOT_SAID for person, each in known.items()}
