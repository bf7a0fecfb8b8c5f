"""The figures about use of one trust by teams, or of all trusts: what was told before, and what may be told now."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.core.small_numbers import is_few
from app.reports.distribution import Distribution, Range
from app.reports.places import total_of
from app.reports.told import Counts, People, Told, next_counts, next_told
from app.reports.uptake import steps
from app.reports.uptake.steps import NO_STEPS, Steps
from app.reports.use import numbers, queries
from app.reports.use.measures import NEVER_ADDED_UP, OF_PARTS, Measure
from app.reports.use.numbers import Numbers
from app.reports.use.queries import Asked
from app.reports.use.spread import next_spread
from app.usage import queries as usage

SPANS = 24 // queries.HOURS
Measures = Mapping[Measure, Told[Distribution]]


@dataclass(frozen=True)
class Place:
    """A team, a trust, or the whole. What was never told is None, or has no entry."""

    id: UUID
    name: str
    relatives: int
    measures: Measures


@dataclass(frozen=True)
class Week:
    """A week by its Monday: relatives with an account at its end, and those who came; None is not shown."""

    monday: date
    accounts: int
    active: int | None


@dataclass(frozen=True)
class ModuleUse:
    """How many relatives viewed and completed a module; None was never told."""

    module: str
    viewed: Told[int] | None
    completed: Told[int] | None


@dataclass(frozen=True)
class Use:
    """All that is shown. `last` is the Sunday of the relatives and weeks; every other figure has its own."""

    last: date
    counted_to: datetime | None
    whole: Place
    active: Told[int] | None
    moved: list[date]  # the Sundays on which `active` moved, since the histogram did
    visits: Told[list[Range]] | None
    parts: list[Place]
    weeks: list[Week]
    modules: list[ModuleUse]
    hours: Mapping[str, Told[int]]  # by weekday and span, such as "1-3" for Monday, noon to 4pm
    steps: Steps  # of the funnel, after the account


def use(session: Session, asked: Asked, before: Use | None = None) -> Use | None:
    """The figures as they may be told now, after what was told before; None if there is no trust yet."""
    counted_to = usage.counted_to(session)  # before the rest: what is counted meanwhile makes it no later
    rows = queries.everything(session, asked, spread_to=before.visits.to if before and before.visits else None)
    if not rows["joined"]:
        return None
    people, names = _people(rows["joined"], whole=total_of(asked.trust_id))
    parts = numbers.gather(people, [*rows["days"], *rows["modules"], *rows["first"]])
    whole = numbers.together(parts.values())
    active = _active(before.active if before else None, whole, asked.last)
    moved = _moved(before, active)
    visits = _spread(before, rows["spread"], whole.relatives, moved, asked.last)
    told = {each.id: each.measures for each in before.parts} if before else {}
    return Use(
        last=asked.last,
        counted_to=counted_to,
        whole=Place(
            total_of(asked.trust_id),
            "",
            whole.relatives,
            _measures(before.whole.measures if before else {}, whole, asked.last),
        ),
        active=active,
        moved=[each for each in moved if visits is None or each > visits.to],
        visits=visits,
        parts=[
            Place(key, name, parts[key].relatives, _of_part(told.get(key, {}), parts[key], asked.last))
            for key, name in names.items()
        ],
        weeks=_weeks(asked, rows, before, active),
        modules=_modules(rows["each module"], before.modules if before else [], whole.relatives, asked.last),
        hours=_hours(rows["hours"], before.hours if before else {}, asked.last),
        steps=steps.steps(session, before.steps if before else NO_STEPS, trust_id=asked.trust_id, last=asked.last),
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


def _active(before: Told[int] | None, whole: Numbers, to: date) -> Told[int] | None:
    people = People(whole.first, (whole.relatives,), whole.relatives)
    return next_counts(Counts(before), {}, whole=people, to=to).whole


def _moved(before: Use | None, active: Told[int] | None) -> list[date]:
    """The Sundays on which the number of all who came moved."""
    moved = before.moved if before else []
    return [*moved, active.to] if active and active.to not in moved and active != (before and before.active) else moved


def _spread(
    before: Use | None, rows: Sequence[Row[Any]], relatives: int, moved: Sequence[date], to: date
) -> Told[list[Range]] | None:
    moves = Counter({(row.x, row.y, row.week): row.people for row in rows})
    moves[0, 0, None] += relatives - moves.total()
    return next_spread(before.visits if before else None, moves, moved=moved, to=to)


def _measures(before: Measures, whole: Numbers, to: date) -> Measures:
    found = {measure: _told(before.get(measure), whole, measure, to) for measure in Measure}
    return {measure: told for measure, told in found.items() if told}


def _of_part(before: Measures, part: Numbers, to: date) -> Measures:
    """No mean and no deviation: all teams' sums would add up to the trust's, which moves at other times."""
    found = {measure: _told(before.get(measure), part, measure, to) for measure in OF_PARTS}
    return {
        each: replace(told, value=replace(told.value, mean=None, deviation=None))
        for each, told in found.items()
        if told
    }


def _told(before: Told[Distribution] | None, those: Numbers, measure: Measure, to: date) -> Told[Distribution] | None:
    if not those.relatives or is_few(those.relatives):
        return before
    now = those.distribution(measure)
    if measure in NEVER_ADDED_UP:
        now = replace(now, mean=None, deviation=None)
    if is_few(those.relatives - those.did(measure)):
        # Mean and deviation can say together how few did nothing: 0.86 and 0.38 of seven is six times 1 and once 0.
        now = replace(now, deviation=None)
    return next_told(before, Told(now, to), changed=those.of[measure].changed)


def _weeks(asked: Asked, rows: Mapping[str, queries.Rows], before: Use | None, active: Told[int] | None) -> list[Week]:
    """A week stays as it was told. It is told if nobody came, or if five or more came who had come before.

    Who came for the first time is in the number of all who ever came, too: a week of these alone is told only if it is
    just what that number grew by.
    """
    told = {each.monday: each for each in before.weeks} if before else {}
    grew = active.value - (before.active.value if before and before.active else 0) if active else 0
    joined = Counter(dict.fromkeys(asked.weeks, 0))
    for row in rows["joined"]:
        if row.people:
            joined[row.week] += row.people
    accounts = dict(zip(asked.weeks, accumulate(joined[week] for week in asked.weeks), strict=True))
    came = {(row.week, row.x): row.people for row in rows["weeks"]}
    found = (
        _week(each, accounts[each], came.get((each, 0), 0), came.get((each, 1), 0), grew=grew) for each in asked.weeks
    )
    return [told.get(each.monday, each) for each in found]


def _week(monday: date, accounts: int, new: int, again: int, *, grew: int) -> Week:
    active = new + again
    few = any(map(is_few, (accounts, accounts - active, active, again)))
    is_told = not few and (bool(again) or not active or new == grew)
    return Week(monday, accounts, active if is_told else None)


def _modules(rows: Sequence[Row[Any]], before: Sequence[ModuleUse], relatives: int, to: date) -> list[ModuleUse]:
    """Each module that somebody viewed or completed, in no order."""
    told = {each.module: each for each in before}
    seen: dict[tuple[str, Measure], Counter[date]] = defaultdict(Counter)
    for row in rows:
        seen[row.module, Measure(row.name)][row.week] += row.people
    found = []
    for module in sorted({name for name, _ in seen} | set(told)):
        old = told.get(module, ModuleUse(module, None, None))
        viewed, completed = (seen[module, each] for each in (Measure.MODULES, Measure.COMPLETED))
        # Of all relatives, and of those who viewed it, the few who did not are hidden as well.
        may = not is_few(relatives - viewed.total()), not is_few(abs(viewed.total() - completed.total()))
        one = next_told(old.viewed, Told(viewed.total(), to), changed=viewed, may=may[0])
        other = next_told(old.completed, Told(completed.total(), to), changed=completed, may=may[1])
        found.append(ModuleUse(module, one, other))
    return found


def _hours(rows: Sequence[Row[Any]], before: Mapping[str, Told[int]], to: date) -> Mapping[str, Told[int]]:
    changed: dict[str, Counter[date]] = defaultdict(Counter)
    visits: Counter[str] = Counter()
    for row in rows:
        changed[f"{row.x}-{row.y}"][row.week] += row.people
        visits[f"{row.x}-{row.y}"] += row.value
    now = {each: next_told(before.get(each), Told(visits[each], to), changed=changed[each]) for each in visits}
    return {**before, **{each: told for each, told in now.items() if told}}
