"""What a drawing is made of: boxes, lines and words, each with a class. The colours are in reports.css. Pure."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

LINE = 20  # from one line of words to the next
LETTER = 8.2  # about the width of a letter, so that words can be broken before they run into others

Length = float | str  # units, or a share of the whole width such as "62.5%"


@dataclass(frozen=True)
class Box:
    """A bar, a column or a field."""

    x: Length
    y: float
    width: Length
    height: float
    style: str
    tag: str = "box"


@dataclass(frozen=True)
class Path:
    """A line, or the outline of a mark; `d` as SVG writes it."""

    d: str
    style: str
    tag: str = "path"


@dataclass(frozen=True)
class Words:
    """One line of words, standing on y; `dx` moves it on from a share of the width."""

    x: Length
    y: float
    words: str
    style: str
    dx: float = 0
    tag: str = "words"


Mark = Box | Path | Words


@dataclass(frozen=True)
class Drawing:
    """Marks in the order in which they are painted. Without a width it is as wide as the page lets it."""

    width: float | None
    height: float
    marks: tuple[Mark, ...]


def lines_of(words: str, *, width: float) -> list[str]:
    """The words broken into lines that fit into so many units; a long word is not broken."""
    letters = max(1, int(width / LETTER))
    return textwrap.wrap(words, letters, break_long_words=False, break_on_hyphens=False) or [""]


def stacked(x: Length, y: float, lines: list[str], style: str) -> Iterator[Words]:
    """Lines under each other, the first standing on y."""
    for place, line in enumerate(lines):
        yield Words(x, y + place * LINE, line, style)
