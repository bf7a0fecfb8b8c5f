"""The figures about use of one trust by teams, or of all trusts: read, counted, and without what must not be shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.reports import distribution
from app.reports.distribution import Distribution, Range
from app.reports.periods import Period
from app.reports.places import total_of
from app.reports.use import cells, numbers, queries, shown, weeks
from app.reports.use.cells import ModuleUse
from app.reports.use.measures import Measure
from app.reports.use.numbers import Numbers
from app.reports.use.queries import Asked
from app.usage import queries as usage

VISITS = (0, 1, 2, 3, 5, 10, 20, 30)
MINUTES = (0, 1, 10, 30, 60, 120, 240)
SPANS = 24 // queries.HOURS


@dataclass(frozen=True)
class Place:
    """A team, a trust, or the whole. None is not shown; a part whose measures are not shown has none."""

    id: UUID
    name: str
    relatives: int
    active: int | None
    measures: Mapping[Measure, Distribution | None]


@dataclass(frozen=True)
class Week:
    """A week by its Monday: relatives with an account at its end, and those who came."""

    monday: date
    accounts: int
    active: int | None


@dataclass(frozen=True)
class Use:
    """All that is shown of a period."""

    last: date
    counted_to: datetime | None
    whole: Place
    parts: list[Place]
    weeks: list[Week]
    visits: list[Range]  # of all time only, else empty
    minutes: list[Range]
    modules: list[ModuleUse]
    hours: tuple[tuple[int | None, ...], ...]


def use(session: Session, asked: Asked) -> Use | None:
    """The figures, added up now; None if there is no trust yet."""
    counted_to = usage.counted_to(session)  # before the rest: what is counted meanwhile makes it no later
    rows = queries.everything(session, asked)
    if not rows["joined"]:
        return None
    people, names = _people(rows["joined"], whole=total_of(asked.trust_id))
    of_parts = [*rows["days"], *(row for row in rows["modules"] if row.part is not None)]
    parts = numbers.gather(people, of_parts)
    whole = numbers.together(parts.values())
    active = shown.active(list(parts.values()), whole)
    visits, minutes = _spread(whole, asked.period, is_shown=active[Period.ALL].total is not None)
    return Use(
        last=asked.last,
        counted_to=counted_to,
        whole=Place(
            total_of(asked.trust_id),
            "",
            whole.relatives,
            active[asked.period].total,
            shown.distributions(whole, asked.period),
        ),
        parts=_parts(parts, whole, active, names, asked.period),
        weeks=_weeks(asked, rows, active),
        visits=visits,
        minutes=minutes,
        modules=cells.modules(rows["modules"], whole, asked.period),
        hours=cells.hours(rows["hours"], spans=SPANS, shown=shown.sums_shown(whole), period=asked.period),
    )


def _people(rows: Sequence[Row[Any]], *, whole: UUID) -> tuple[dict[UUID, int], dict[UUID, str]]:
    """How many relatives each part has, and its name. Who is in no part stands at the end, if there is anybody."""
    people: Counter[UUID] = Counter()
    for row in rows:
        people[row.part] += row.people
    names = {row.part: row.name for row in rows if row.part != whole}
    if people[whole]:
        names[whole] = "In no team"
    return {part: people[part] for part in names}, names


def _spread(whole: Numbers, period: Period, *, is_shown: bool) -> tuple[list[Range], list[Range]]:
    """Of all time only: how many crossed a line between two periods could be had by subtraction."""
    if period is not Period.ALL or not is_shown:
        return [], []
    seconds = [edge * 60 for edge in MINUTES]
    visits = distribution.ranges(whole.everybody(Measure.VISITS), VISITS)
    # A visit takes 30 seconds at least: without a visit there are no minutes, so both have the same first column.
    return visits, distribution.ranges(whole.everybody(Measure.MINUTES), [0, 1, *seconds[2:]])


def _parts(
    parts: Mapping[UUID, Numbers], whole: Numbers, active: shown.Active, names: Mapping[UUID, str], period: Period
) -> list[Place]:
    visible = shown.parts_shown(parts, whole, period)
    measures = shown.of_parts({key: part for key, part in parts.items() if key in visible}, period)
    counts = dict(zip(parts, active[period].groups, strict=True))
    return [Place(key, names[key], part.relatives, counts[key], measures.get(key, {})) for key, part in parts.items()]


def _weeks(asked: Asked, rows: Mapping[str, queries.Rows], active: shown.Active) -> list[Week]:
    joined = Counter(dict.fromkeys(asked.weeks, 0))
    for row in rows["joined"]:
        if row.people:
            joined[row.week] += row.people
    accounts = dict(zip(asked.weeks, accumulate(joined[week] for week in asked.weeks), strict=True))
    counts = dict.fromkeys(asked.weeks, 0) | {row.week: row.people for row in rows["weeks"] if row.week}
    times = Counter({(row.x, row.y): row.people for row in rows["weeks"] if not row.week})
    within = weeks.periods(asked.weeks, times, {period: step.total for period, step in active.items()})
    kept = weeks.shown(counts, accounts, within)
    return [Week(week, accounts[week], counts[week] if week in kept else None) for week in asked.weeks]
