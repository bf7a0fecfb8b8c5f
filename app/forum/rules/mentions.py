"""@name in a text: names may hold spaces, so each stretch after an @ is tried from its longest. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.forum.rules.names import MOST_NAME, key

MOST_MENTIONS = 20  # in one post; more is noise
_AT = re.compile(rf"(?<![\w@.])@(?=\w)([^\n@]{{1,{MOST_NAME}}})")
_ENDS = re.compile(r"(?<=\w)(?!\w)")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name: where its @ stands, where it ends, and its key."""

    start: int
    end: int
    key: str


def candidates(text: str) -> list[Candidate]:
    """Everything after an @ that may be a name, the longest first for each @."""
    found = []
    for at in list(_AT.finditer(text))[:MOST_MENTIONS]:
        ends = [each.start() for each in _ENDS.finditer(at[1])]
        found += [Candidate(at.start(), at.start(1) + end, key(at[1][:end])) for end in reversed(ends)]
    return found


def resolved(text: str, members: Mapping[str, M]) -> tuple[frozenset[M], str]:
    """Who of `members` (by key) is mentioned, and the text with those names in a form that names nobody.

    The second is for the detector and as long as the first: a member's own name is no name on another network.
    """
    taken: dict[int, Candidate] = {}
    for each in candidates(text):
        if each.key in members:
            taken.setdefault(each.start, each)
    for each in taken.values():
        stretch = text[each.start : each.end]
        quiet = f" {stretch[1:].lower()}"
        text = text[: each.start] + (quiet if len(quiet) == len(stretch) else stretch) + text[each.end :]
    return frozenset(members[each.key] for each in taken.values()), text


def keys_in(text: str) -> Collection[str]:
    """The keys to look up, all at once."""
    return {each.key for each in candidates(text)} - {""}
