"""How many relatives came how often, in four columns, and when they may be told anew. Pure.

Whoever takes one histogram from a later one sees who went from column to column; and beside it stands how many ever
came, which moves more often. People who moved are lines between columns, and who came for the first time is a line from
the time of that number to a column. A sum of the differences tells of those whose line it cuts. So the histogram moves
when no cut of the lines is 1 to 4 people.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from app.core.small_numbers import is_few
from app.reports.distribution import Range
from app.reports.told import Told

EDGES = (0, 1, 3, 10)  # visits
Move = tuple[int, int, date | None]  # the column before and now, and the week of the first visit
_MOST_POINTS = 10


def next_spread(
    before: Told[list[Range]] | None, moves: Mapping[Move, int], *, moved: Sequence[date], to: date
) -> Told[list[Range]] | None:
    """The histogram as it may be told; `moved`: the Sundays since then on which the number of all who came moved."""
    if not moved or moved[-1] != to:
        return before
    lines = Counter[tuple[object, int]]()
    for (old, new, first), people in moves.items():
        start = old or (None if first is None else next(sunday for sunday in moved if sunday > first))
        if new and start != new:
            lines[start, new] += people
    if any(map(is_few, _cuts(lines))):
        return before
    columns = Counter[int]()
    for (_, new, _), people in moves.items():
        columns[new] += people
    ends = (*EDGES[1:], None)
    return Told([Range(*span, columns[place]) for place, span in enumerate(zip(EDGES, ends, strict=True))], to)


def _cuts(lines: Mapping[tuple[object, int], int]) -> Iterator[int]:
    """How many lines each cut crosses; of very many points each line singly, which no cut is without."""
    points = sorted({point for line in lines for point in line}, key=str)
    if len(points) > _MOST_POINTS:
        yield from lines.values()
        return
    for many in range(1, len(points)):
        for side in combinations(points, many):
            yield sum(people for (start, end), people in lines.items() if (start in side) != (end in side))
