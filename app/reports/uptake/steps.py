"""The steps after the account, counted from what people did: what was told before, and what may be told now."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports import distribution
from app.reports.distribution import Distribution
from app.reports.places import PLACES, parameters, total_of
from app.reports.told import Counts, People, Told, next_counts, next_told
from app.reports.uptake.stages import FROM_USE, Stage

# Each relative (address) once, in the team that invited them first, so that the teams add up to the trust; by the Monday
# of the week in which they took a step. Who was not invited by staff is in no step, but stands in the report on use.
# wait: the days from the first invitation until the first module, of those who joined after it.
_STEPS = text(f"""
WITH {PLACES}, use_of AS (
    SELECT person_id, min(day) FILTER (WHERE visits > 0) AS visited, min(day) FILTER (WHERE modules > 0) AS read,
           (array_agg(day ORDER BY day) FILTER (WHERE visits > 0))[2] AS again,
           min(day) FILTER (WHERE toolbox + threads + posts + conversations + messages + shares > 0) AS part,
           min(day) FILTER (WHERE shares > 0) AS share
    FROM usage_days JOIN counted ON counted.id = usage_days.trust_id WHERE day <= :last GROUP BY person_id
), relatives AS (
    SELECT CASE WHEN CAST(:trust_id AS uuid) IS NULL THEN trust_id
           ELSE coalesce((array_agg(team_id ORDER BY created_at))[1], trust_id) END AS place,
           bool_or(by_staff) AS invited, min(visited) AS visited, min(read) AS read, min(again) AS again,
           min(part) AS part, min(share) AS share,
           min(accepted_at AT TIME ZONE 'Europe/London')::date AS joined_on,
           (min(created_at) FILTER (WHERE by_staff) AT TIME ZONE 'Europe/London')::date AS invited_on
    FROM of_relatives LEFT JOIN use_of USING (person_id) WHERE person_id IS NOT NULL GROUP BY trust_id, email
)
SELECT place, step, date_trunc('week', day::timestamp)::date AS week, value, count(*) AS people
FROM relatives CROSS JOIN LATERAL (VALUES
    ('settled', joined_on <= :last AND invited, joined_on, 0),
    ('by_code', joined_on <= :last AND NOT invited, joined_on, 0),
    ('visited', invited, visited, 0),
    ('code_visited', NOT invited, visited, 0),
    ('first_module', invited, read, 0),
    ('came_back', invited AND again IS NOT NULL, CASE WHEN read IS NOT NULL THEN greatest(read, again) END, 0),
    ('took_part', invited AND again IS NOT NULL AND part IS NOT NULL,
     CASE WHEN read IS NOT NULL THEN greatest(read, again, part) END, 0),
    ('shared', invited AND again IS NOT NULL AND share IS NOT NULL,
     CASE WHEN read IS NOT NULL THEN greatest(read, again, share) END, 0),
    ('wait', joined_on >= invited_on, read, read - invited_on)
) AS steps (step, took, day, value)
WHERE took AND day IS NOT NULL GROUP BY place, step, week, value
""")  # noqa: S608 - put together from our own words

Weeks = Mapping[str, Counter[date]]  # of each step, by the week


@dataclass(frozen=True)
class Steps:
    """What is told: of each step the whole and its parts, and by place how long it took until the first module."""

    counts: Mapping[Stage, Counts]
    waits: Mapping[str, Told[Distribution]]


NO_STEPS = Steps({}, {})


def steps(session: Session, before: Steps, *, trust_id: UUID | None, last: date) -> Steps:
    """What may be told up to this Sunday, after what was told before."""
    places: dict[str, dict[str, Counter[date]]] = defaultdict(lambda: defaultdict(Counter))
    waits: dict[str, dict[int, Counter[date]]] = defaultdict(lambda: defaultdict(Counter))
    total = str(total_of(trust_id))
    for row in session.execute(_STEPS, {**parameters(trust_id), "last": last}):
        if row.step == "wait":
            for place in {str(row.place), total}:
                waits[place][row.value][row.week] += row.people
        else:
            places[str(row.place)][row.step][row.week] += row.people
    counts = {stage: _next(before.counts.get(stage, Counts()), stage, places, last) for stage in FROM_USE}
    told = {place: _wait(before.waits.get(place), values, last) for place, values in waits.items()}
    return Steps(counts, {**before.waits, **{place: each for place, each in told.items() if each}})


def _next(before: Counts, stage: Stage, places: Mapping[str, Weeks], last: date) -> Counts:
    together: dict[str, Counter[date]] = defaultdict(Counter)
    for weeks in places.values():
        for step, own in weeks.items():
            together[step].update(own)
    people = {place: _people(stage, weeks) for place, weeks in places.items()}
    return next_counts(before, people, whole=_people(stage, together), to=last)


def _people(stage: Stage, weeks: Weeks) -> People:
    """Of the first step, those who joined could take it; beside it stand, in the report on use, those who visited."""
    if stage is Stage.FIRST_MODULE:
        settled, visited = weeks["settled"].total(), weeks["visited"].total()
        return People(
            weeks[stage], (settled, visited, visited + weeks["code_visited"].total()), settled, weeks["by_code"].total()
        )
    step_before = FROM_USE[FROM_USE.index(stage) - 1]
    return People(weeks[stage], (weeks[step_before].total(),))


def _wait(
    before: Told[Distribution] | None, values: Mapping[int, Counter[date]], last: date
) -> Told[Distribution] | None:
    changed = Counter[date]()
    for weeks in values.values():
        changed.update(weeks)
    now = distribution.of({days: weeks.total() for days, weeks in values.items()})
    return next_told(before, Told(now, last), changed=changed)
