"""Which modules, and which hours of the week, may be shown of those that add up to a whole. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row

from app.reports.periods import Period
from app.reports.use import rules
from app.reports.use.measures import Measure
from app.reports.use.numbers import Numbers
from app.reports.use.rules import BITS, Rings, people_in

DAYS_OF_WEEK = range(1, 8)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class ModuleUse:
    """How many relatives viewed and completed a module; None is not shown."""

    module: str
    viewed: int | None
    completed: int | None


def modules(rows: Iterable[Row[Any]], whole: Numbers, period: Period) -> list[ModuleUse]:
    """Each module that somebody viewed or completed, in no order."""
    found: dict[str, dict[Measure, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        if row.part is None:
            found[row.module][Measure(row.name)][row.rings] += row.people
    viewed = {module: each[Measure.MODULES] for module, each in found.items()}
    completed = {module: each[Measure.COMPLETED] for module, each in found.items()}
    of_all, of_those = whole.of[Measure.MODULES].rings, whole.of[Measure.COMPLETED].rings

    def did_not(module: str, bits: int) -> int:
        return whole.relatives - people_in(viewed[module], bits)

    def stopped(module: str, bits: int) -> int:
        # Of those who viewed a module, the few who did not complete it are hidden as well.
        return abs(people_in(viewed[module], bits) - people_in(completed[module], bits))

    one = _kept(viewed, rules.periods_shown(of_all), period, rest=did_not)
    other = _kept(completed, rules.periods_shown(of_those), period, rest=stopped)
    bits = BITS[period]
    return [
        ModuleUse(
            module,
            people_in(viewed[module], bits) if module in one else None,
            people_in(completed[module], bits) if module in other else None,
        )
        for module in found
    ]


def _kept(
    cells: Mapping[K, Rings],
    shown: Sequence[Period],
    period: Period,
    *,
    rest: Callable[[K, int], int] = lambda _, __: 0,
) -> frozenset[K]:
    """The cells that are shown. `rest` says how many others can be had by subtraction from a cell of some rings."""

    def people(key: K, periods: Sequence[Period]) -> rules.Numbers:
        return rules.behind(cells[key], periods) + tuple(rest(key, BITS[each]) for each in periods)

    order = sorted(cells, key=lambda key: (people_in(cells[key], BITS[Period.ALL]), str(key)))
    periods, visible = rules.visible(
        order, shown, rings=lambda key: [cells[key]], people=people, together=rules.at_least
    )
    return visible if period in periods else frozenset()


def hours(
    rows: Iterable[Row[Any]], *, spans: int, shown: Sequence[Period], period: Period
) -> tuple[tuple[int | None, ...], ...]:
    """Visits by the day of the week and the span of hours in which they began; None is not shown."""
    rings: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    visits: Counter[tuple[int, int]] = Counter()
    for row in rows:
        rings[row.x, row.y][row.rings] += row.people
        visits[row.x, row.y] += row.value
    kept = _kept(rings, shown, period)
    every = [[(day, span) for span in range(spans)] for day in DAYS_OF_WEEK]
    # A field in which nobody came is a nought, wherever anything is shown.
    return tuple(
        tuple(visits[field] if field in kept or (field not in rings and kept) else None for field in day)
        for day in every
    )
