"""Lines over weeks or months, each with a pattern, a mark of its own and its name at the end. Pure."""

from collections.abc import Iterator, Sequence

from app.reports.charts.drawing import LETTER, LINE, Drawing, Mark, Path, Words, lines_of
from app.reports.charts.scale import every, largest, ticks

WIDTH, HIGH = 640, 240  # HIGH: from 0 to the largest number
_LEFT, _RIGHT, _TOP, _UNDER = 48, 152, 16, 32
_ALONG = WIDTH - _LEFT - _RIGHT
_MARKS_UP_TO = 30  # times; with more of them the marks would touch

Values = Sequence[float | None]
Point = tuple[float, float]


def drawing(times: Sequence[str], series: Sequence[tuple[str, Values]]) -> Drawing:
    """Up to four lines. Where a value is not shown there is a gap."""
    steps = ticks(largest(value for _, values in series for value in values))
    points = [_points(values, steps[-1]) for _, values in series]
    marks = [*_grid(steps), *_times(times)]
    for number, each in enumerate(points, start=1):
        marks += _line(each, f"line line-{number}")
        if len(times) <= _MARKS_UP_TO:
            marks += [Path(_mark(number, *point), f"mark mark-{number}") for point in each if point]
    marks += _names([name for name, _ in series], points)
    return Drawing(WIDTH, _TOP + HIGH + _UNDER, tuple(marks))


def _x(place: int, count: int) -> float:
    return round(_LEFT + 8 + (_ALONG - 8) * (place / (count - 1) if count > 1 else 0.5), 2)


def _points(values: Values, most: float) -> list[Point | None]:
    return [
        None if value is None else (_x(place, len(values)), round(_TOP + HIGH * (1 - value / most), 2))
        for place, value in enumerate(values)
    ]


def _grid(steps: list[int]) -> Iterator[Mark]:
    for step in steps:
        y = round(_TOP + HIGH * (1 - step / steps[-1]), 2)
        yield Path(f"M{_LEFT} {y}H{WIDTH - _RIGHT}", "grid" if step else "axis")
        yield Words(_LEFT - 8, y + 5, f"{step:,}", "tick end")


def _times(times: Sequence[str]) -> Iterator[Mark]:
    longest = max(map(len, times), default=0) * LETTER
    step = every(len(times), room=_ALONG, needs=longest + 16)
    # Counted from the end: the newest is always named.
    for place in range(len(times) - 1, -1, -step):
        yield Words(_x(place, len(times)), _TOP + HIGH + 24, times[place], "tick middle")


def _line(points: Sequence[Point | None], style: str) -> Iterator[Mark]:
    parts, pen = [], "M"
    for point in points:
        if point:
            parts.append(f"{pen}{point[0]} {point[1]}")
        pen = "L" if point else "M"
    if parts:
        yield Path("".join(parts), style)


def _mark(number: int, x: float, y: float) -> str:
    """A square, a diamond, a triangle or a cross, about the point."""
    shapes = (
        "m-4 -4h8v8h-8z",
        "m0 -6l6 6l-6 6l-6 -6z",
        "m0 -6l6 10h-12z",
        "m-5 -5l10 10m0 -10l-10 10",
    )
    return f"M{x} {y}{shapes[(number - 1) % len(shapes)]}"


def _names(names: Sequence[str], points: Sequence[Sequence[Point | None]]) -> Iterator[Mark]:
    """At the height where each line ends, moved down where two would run into each other."""
    lowest = _TOP + HIGH
    ends = [next((point[1] for point in reversed(each) if point), lowest) for each in points]
    lines = [lines_of(name, width=_RIGHT - 24) for name in names]
    for number, y in _apart(ends, [len(each) * LINE for each in lines], lowest).items():
        yield Path(_mark(number + 1, WIDTH - _RIGHT + 16, y), f"mark mark-{number + 1}")
        for place, line in enumerate(lines[number]):
            yield Words(WIDTH - _RIGHT + 28, round(y + 5 + place * LINE, 2), line, "name")


def _apart(ends: Sequence[float], heights: Sequence[float], lowest: float) -> dict[int, float]:
    """Where each name begins: in the order of the ends, none over another, and none under the picture."""
    order = sorted(range(len(ends)), key=lambda number: ends[number])
    found: dict[int, float] = {}
    room = sum(heights)
    free = 0.0
    for number in order:
        found[number] = max(free, min(ends[number], lowest + LINE - room))
        free, room = found[number] + heights[number], room - heights[number]
    return found
