"""A row between two people as a circle of boxes: down my side, over to theirs, up their side and back. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from app.plans.content import Plan

# All in units of the drawing, which is as wide as a small phone; a wide screen shows it larger.
WIDTH, COLUMN, GAP, PADDING = 340, 160, 30, 8
_LABEL, _LABEL_LINE, _WORDS, _LINE = 11, 14, 13, 17  # sizes of letters, and the height of a line
_MOST_LINES = 7
_FEWEST = {"column": 3, "wide": 2}  # lines: an empty box has room to write by hand
_NARROW, _BROAD = "iljtfrI.,:;'|!()[] ", "mwMW@%&"
# Widths of letters as parts of their size, in Arial or in DejaVu Sans, which Linux has in its place: the wider of both.
_PART = {**dict.fromkeys(_NARROW, 0.42), **dict.fromkeys(_BROAD, 1.0)}
_CAPITAL, _OTHER, _BOLD = 0.79, 0.64, 1.12
_ROWS = (
    ("happened",),
    ("effect-on-me",),
    ("my-sense", "what-they-did"),
    ("my-feeling", "their-feeling"),
    ("what-i-did", "their-sense"),
    ("effect-on-them",),
)


@dataclass(frozen=True)
class Shape:
    """One box: where it is, its label and its words in lines, and whether it is the one to be changed."""

    x: int
    y: int
    width: int
    height: int
    label: tuple[str, ...]
    words: tuple[str, ...]
    is_chosen: bool

    @property
    def label_lines(self) -> list[tuple[int, str]]:
        """Each line of the label with the height of its foot."""
        return [(self.y + PADDING + _LABEL + place * _LABEL_LINE, line) for place, line in enumerate(self.label)]

    @property
    def word_lines(self) -> list[tuple[int, str]]:
        """Each line of the words with the height of its foot."""
        top = self.y + PADDING + len(self.label) * _LABEL_LINE + 2
        return [(top + _WORDS + place * _LINE, line) for place, line in enumerate(self.words)]

    @property
    def mark(self) -> int:
        """The foot of the last line, which says that it is the one to be changed."""
        return self.y + self.height - PADDING


@dataclass(frozen=True)
class Arrow:
    """A straight arrow, down or up, at one distance from the left."""

    x: int
    start: int
    end: int

    @property
    def head(self) -> str:
        """The three corners of its head."""
        back = -8 if self.end > self.start else 8
        return f"{self.x - 5},{self.end + back} {self.x + 5},{self.end + back} {self.x},{self.end}"


@dataclass(frozen=True)
class Drawing:
    """The whole circle."""

    height: int
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]


def loop(plan: Plan, written: Mapping[str, str]) -> Drawing:
    """The drawing of a plan that has one; an empty box stays in it as a place to fill."""
    shapes: list[Shape] = []
    rows: list[tuple[int, int]] = []  # where each begins and ends
    y = 1
    for names in _ROWS:
        row = [_shape(plan, written, name, place, y, wide=len(names) == 1) for place, name in enumerate(names)]
        height = max(shape.height for shape in row)
        shapes += [replace(shape, height=height) for shape in row]
        rows.append((y, y + height))
        y += height + GAP
    return Drawing(rows[-1][1] + 1, tuple(shapes), tuple(_arrows(rows)))


def _arrows(rows: list[tuple[int, int]]) -> Iterator[Arrow]:
    """Down on my side from the first row to the last, and up on theirs to the second."""
    mine, theirs = COLUMN // 2, WIDTH - COLUMN // 2
    for place, (above, below) in enumerate(pairwise(rows)):
        yield Arrow(mine, above[1] + 2, below[0] - 2)
        if place > 0:
            yield Arrow(theirs, below[0] - 2, above[1] + 2)


def _shape(plan: Plan, written: Mapping[str, str], name: str, place: int, y: int, *, wide: bool) -> Shape:
    width = WIDTH - 2 if wide else COLUMN
    label = wrapped(plan.by_id[name].label, size=_LABEL * _BOLD, width=width - 2 * PADDING)
    words = wrapped(written.get(name, ""), size=_WORDS, width=width - 2 * PADDING)
    if len(words) > _MOST_LINES:
        words = [*words[: _MOST_LINES - 1], words[_MOST_LINES - 1] + "…"]
    lines = max(len(words), _FEWEST["wide" if wide else "column"])
    is_chosen = written.get("link") == name
    height = 2 * PADDING + len(label) * _LABEL_LINE + lines * _LINE + 2 + is_chosen * _LABEL_LINE
    x = WIDTH - 1 - COLUMN if place else 1
    return Shape(x, y, width, height, tuple(label), tuple(words), is_chosen)


def wrapped(text: str, *, size: float, width: float) -> list[str]:
    """The text in lines that fit; a word that is too long for a line is broken."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, size, width):
                longer = f"{line} {piece}".strip()
                if line and _long(longer, size) > width:
                    lines.append(line)
                    longer = piece
                line = longer
        lines += [line] if line else []
    return lines


def _pieces(word: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if _long(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _long(text: str, size: float) -> float:
    return size * sum(_PART.get(letter, _CAPITAL if letter.isupper() else _OTHER) for letter in text)
