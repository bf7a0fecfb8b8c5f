"""What was written, cut where a part of it is marked, so that a page can show why the program stopped. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of what was written; marked, if it made the program stop."""

    text: str
    is_marked: bool


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The whole text in order; `spans` are (from, to) and may overlap."""
    place = 0
    for begins, end in sorted(spans):
        start = max(begins, place)
        if start < end:
            yield Piece(text[place:start], is_marked=False)
            yield Piece(text[start:end], is_marked=True)
            place = end
    yield Piece(text[place:], is_marked=False)
