"""What an edit changed, by words, for its writer and for moderators. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

_WORD = re.compile(r"\s*\S+|\s+")
# Beyond this many pairs of words the search for what stayed may take seconds: then the whole stretch is shown as changed.
_MOST_PAIRS = 500_000


class Kind(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A post's title (its first post only) and text at one time."""

    heading: str
    text: str


def changes(versions: list[Words]) -> list[tuple[list[Piece], list[Piece]]]:
    """For each version after the first, the oldest standing first: what changed in its title, and in its text."""
    return [
        (diff(before.heading, after.heading), diff(before.text, after.text)) for before, after in pairwise(versions)
    ]


def diff(old: str, new: str) -> list[Piece]:
    """The stretches that stayed, went and came, in the order of reading; without the empty ones."""
    one, two = _WORD.findall(old), _WORD.findall(new)
    start = _shared(one, two)
    end = _shared(one[start:][::-1], two[start:][::-1])
    middle = _middle(one[start : len(one) - end], two[start : len(two) - end])
    pieces = [Piece(Kind.SAME, "".join(one[:start])), *middle, Piece(Kind.SAME, "".join(one[len(one) - end :]))]
    return [each for each in pieces if each.words]


def _shared(one: list[str], two: list[str]) -> int:
    """How many words at the beginning are the same."""
    most = min(len(one), len(two))
    return next((place for place in range(most) if one[place] != two[place]), most)


def _middle(one: list[str], two: list[str]) -> list[Piece]:
    if len(one) * len(two) > _MOST_PAIRS:
        return [Piece(Kind.GONE, "".join(one)), Piece(Kind.NEW, "".join(two))]
    pieces = []
    for verb, i, j, k, m in SequenceMatcher(None, one, two).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(Kind.SAME, "".join(one[i:j])))
        else:
            pieces += [Piece(Kind.GONE, "".join(one[i:j])), Piece(Kind.NEW, "".join(two[k:m]))]
    return pieces
