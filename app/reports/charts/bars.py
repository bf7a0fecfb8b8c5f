"""Amounts side by side, lying: the name above, the bar, and the number behind it. Fits any width. Pure."""

from collections.abc import Iterator, Sequence

from app.reports.charts.drawing import LINE, Box, Drawing, Mark, Words, lines_of, stacked
from app.reports.charts.scale import largest

LONGEST = 75  # per cent of the width; the rest is for the number
_BAR, _GAP, _BEHIND = 22, 14, 8
_NARROWEST = 280  # of a phone: names are broken to fit it

Row = tuple[str, float | None, str, str]  # name, amount, the amount in words, note


def drawing(rows: Sequence[Row], *, most: float = 0) -> Drawing:
    """A bar for each row; none where the amount is not shown, which is said instead. `most`: the end of a fixed scale."""
    most = most or largest(amount for _, amount, _, _ in rows)
    marks: list[Mark] = []
    y = 0.0
    for row in rows:
        found = list(_bar(row, y, most))
        marks += found
        y = max(mark.y + mark.height for mark in found if isinstance(mark, Box)) + _GAP
    return Drawing(None, max(0, y - _GAP), tuple(marks))


def _bar(row: Row, top: float, most: float) -> Iterator[Mark]:
    name, amount, words, note = row
    lines = lines_of(f"{name}: {note}" if note else name, width=_NARROWEST)
    yield from stacked(0, top + LINE - 5, lines, "name")
    y = top + len(lines) * LINE + 2
    share = LONGEST * amount / most if amount and most else 0
    yield Box(0, y, f"{share:.2f}%", _BAR, "part" if amount is not None else "nothing")
    style = "number" if amount is not None else "hidden"
    yield Words(f"{share:.2f}%", y + _BAR - 5, words, style, dx=_BEHIND if share else 0)
