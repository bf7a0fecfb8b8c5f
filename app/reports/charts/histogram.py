"""How often each size occurs: columns that touch, the count above each and the size under it. Pure."""

from collections.abc import Iterator, Sequence

from app.reports.charts.drawing import LINE, Box, Drawing, Mark, Path, Words, lines_of, stacked
from app.reports.charts.scale import every, largest

WIDTH, HIGH = 640, 200  # HIGH: of the longest column
_TOP = 48  # room for "not shown" in two lines
_NEEDS = 30  # of the width for the name of a column, at the least

Column = tuple[str, float | None, str]  # size, count, the count in words


def drawing(columns: Sequence[Column]) -> Drawing:
    """A column for each size; none where the count is not shown, which is said instead."""
    most = largest(count for _, count, _ in columns) or 1
    wide = WIDTH / max(1, len(columns))
    step = every(len(columns), room=WIDTH, needs=_NEEDS)
    marks: list[Mark] = []
    for place, column in enumerate(columns):
        marks += _column(column, place * wide, wide, most)
        if place % step == 0:
            marks += _size(column[0], (place + step / 2) * wide, step * wide)
    under = _TOP + HIGH
    marks.append(Path(f"M0 {under}H{WIDTH}", "axis"))
    lines = max((len(lines_of(name, width=step * wide)) for name, _, _ in columns), default=1)
    return Drawing(WIDTH, under + 8 + lines * LINE, tuple(marks))


def _column(column: Column, left: float, wide: float, most: float) -> Iterator[Mark]:
    _, count, words = column
    high = HIGH * (count or 0) / most
    top = _TOP + HIGH - high
    yield Box(round(left, 2), round(top, 2), round(wide, 2), round(high, 2), "part")
    style = "number middle" if count is not None else "hidden middle"
    lines = lines_of(words, width=wide)
    for place, line in enumerate(lines):
        yield Words(round(left + wide / 2, 2), round(top - 6 - (len(lines) - 1 - place) * LINE, 2), line, style)


def _size(name: str, middle: float, room: float) -> Iterator[Mark]:
    return stacked(round(middle, 2), _TOP + HIGH + LINE, lines_of(name, width=room), "name middle")
