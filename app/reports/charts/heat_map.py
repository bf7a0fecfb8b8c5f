"""A field for each day and span of hours: the more, the darker, and the number in it. Pure."""

from collections.abc import Iterator, Sequence
from math import ceil

from app.reports.charts.drawing import LINE, Box, Drawing, Mark, Path, Words, lines_of, stacked
from app.reports.charts.scale import largest

WIDTH = 640
SHADES = 4
_LEFT, _HIGH = 104, 36  # of the names of the days; of a field


def drawing(columns: Sequence[str], days: Sequence[str], values: Sequence[Sequence[int | None]]) -> Drawing:
    """The fields under the names of their columns. A number that is not shown is a field that is crossed out."""
    wide = (WIDTH - _LEFT) / max(1, len(columns))
    heads = [lines_of(name, width=wide) for name in columns]
    top = max((len(lines) for lines in heads), default=0) * LINE + 4
    most = largest(value for row in values for value in row)
    marks: list[Mark] = []
    for place, lines in enumerate(heads):
        marks += stacked(round(_LEFT + (place + 0.5) * wide, 2), LINE - 5, lines, "name middle")
    for place, (day, row) in enumerate(zip(days, values, strict=True)):
        y = top + place * _HIGH
        marks.append(Words(0, y + _HIGH / 2 + 6, day, "name"))
        for column, value in enumerate(row):
            marks += _field(value, _LEFT + column * wide, y, wide, most)
    return Drawing(WIDTH, top + len(days) * _HIGH + 2, tuple(marks))


def shade(value: int, most: float) -> int:
    """0 for nothing, then 1 to 4 by the share of the largest."""
    return ceil(SHADES * value / most) if value else 0


def _field(value: int | None, x: float, y: float, wide: float, most: float) -> Iterator[Mark]:
    left, width = round(x, 2), round(wide, 2)
    if value is None:
        yield Box(left, y, width, _HIGH, "field")
        yield Path(f"M{left} {y + _HIGH}L{round(x + wide, 2)} {y}", "crossed")
        return
    level = shade(value, most)
    yield Box(left, y, width, _HIGH, f"field shade-{level}")
    yield Words(round(x + wide / 2, 2), y + _HIGH / 2 + 6, f"{value:,}", f"number middle on-{level}")
