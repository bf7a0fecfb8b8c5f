"""One's own numbers over time as a line. Pure; the same numbers stand in a table beside it.

Drawn for a narrow phone and made larger where there is room, so that its words stay readable. No colour says "good" or
"bad", and no line says where a range begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 320, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 14, 14, 36
_STEPS = 4  # from the lowest number to the highest


@dataclass(frozen=True, slots=True)
class Word:
    """A number at the side or a day underneath."""

    x: float
    y: float
    text: str
    side: str  # "start", "middle" or "end"


@dataclass(frozen=True, slots=True)
class Line:
    """`path` joins the points; `grid` are the heights of the lines behind it."""

    path: str
    points: tuple[tuple[float, float], ...]
    grid: tuple[float, ...]
    words: tuple[Word, ...]
    left: float = _LEFT
    right: float = WIDTH - _RIGHT


def drawn(numbers: Sequence[tuple[date, float]], *, lowest: float, highest: float) -> Line:
    """The line of two numbers or more, the oldest first, on the whole range that there can be."""
    days = [day for day, _number in numbers]
    points = tuple((_x(day, days), _y(number, lowest, highest)) for day, number in numbers)
    steps = [lowest + (highest - lowest) * step / _STEPS for step in range(_STEPS + 1)]
    heights = tuple(_y(each, lowest, highest) for each in steps)
    sides = [
        Word(_LEFT - 6, height + 4, f"{each:g}", "end")
        for each, height in zip(steps, heights, strict=True)
        if each == round(each)
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return Line(path, points, heights, (*sides, *_days(days)))


def _days(days: Sequence[date]) -> tuple[Word, ...]:
    """The first and the last day: the others stand in the table, and would run into each other here."""
    y = HEIGHT - _BOTTOM + 22
    first = Word(_LEFT, y, _short(days[0]), "start")
    return (first, Word(WIDTH - _RIGHT, y, _short(days[-1]), "end")) if days[-1] != days[0] else (first,)


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _x(day: date, days: Sequence[date]) -> float:
    room, whole = WIDTH - _LEFT - _RIGHT - 12, (days[-1] - days[0]).days
    return round(_LEFT + 6 + room * ((day - days[0]).days / whole if whole else 0.5), 1)


def _y(number: float, lowest: float, highest: float) -> float:
    room = HEIGHT - _TOP - _BOTTOM
    return round(_TOP + room * (1 - (number - lowest) / (highest - lowest)), 1)
