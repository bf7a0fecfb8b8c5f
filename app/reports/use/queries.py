"""What relatives did, counted over people, never person by person; for one trust by teams or for all trusts.

Read from the daily roll-ups. Who is counted, and in which part, is said in app/reports/places.py.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.core.london import midnight
from app.reports.periods import full_weeks
from app.reports.places import MEMBERS, PLACES, parameters, total_of
from app.reports.use.measures import OF_DAYS
from app.reports.use.spread import EDGES

_WEEK = "date_trunc('week', day::timestamp)::date"  # its Monday
_SUMS = ",\n".join(
    f"           sum({each}) AS {each}, max(week) FILTER (WHERE {each} > 0) AS in_{each}" for each in OF_DAYS
)
_EACH = ", ".join(f"('{each}', {each}, in_{each})" for each in OF_DAYS)
HOURS = 4  # of a field of the heat map

_JOINED = """
SELECT 'joined' AS kind, part, coalesce(nullif(team, ''), trust) AS name, '' AS module,
       greatest(joined_week, :quarter) AS week, 0 AS x, 0 AS y, 0::bigint AS value, count(person_id) AS people
FROM (SELECT DISTINCT place AS part, trust, team FROM places) AS rows
LEFT JOIN (SELECT part, person_id, date_trunc('week', joined_at AT TIME ZONE 'Europe/London')::date AS joined_week
           FROM members) AS members USING (part)
GROUP BY 2, 3, 5"""

# One statement, since each of its parts needs the same relatives. `week` is the Monday of a week.
# joined: `part`, `name`, `week` and `people` who joined in that week, or (in the first one) before.
# days: for each part and measure how many people have a number, and in which week they last changed it.
# modules: the same, of how many different modules; a module counts from the week in which it was first seen.
# each module: without a part: how many saw a module first in that week.
# first: how many came for the first time in that week.
# spread: how many went from column `x` of the histogram, on the day when it was told last, to `y`; who came at all.
# weeks: in each of the last 12, who came; with `x` 1 those who had come in an earlier week.
# hours: by weekday (1 is Monday) and span, visits as `value`, of people who last came then in that week.
_USE = text(f"""
WITH {PLACES}, {MEMBERS}, days AS MATERIALIZED (
    SELECT part, person_id, {_WEEK} AS week, {", ".join(OF_DAYS)}
    FROM members JOIN usage_days USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted)
), sums AS MATERIALIZED (
    SELECT part, person_id, min(week) FILTER (WHERE visits > 0) AS first_week,
           coalesce(sum(visits) FILTER (WHERE week < :spread_to), 0) AS visits_then,
{_SUMS}
    FROM days GROUP BY part, person_id
), first_seen AS MATERIALIZED (
    SELECT part, person_id, module, min({_WEEK}) FILTER (WHERE is_viewed) AS viewed,
           min({_WEEK}) FILTER (WHERE is_completed) AS completed
    FROM members JOIN usage_module_days USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted) GROUP BY part, person_id, module
), module_sums AS (
    SELECT part, person_id, count(viewed) AS modules, max(viewed) AS in_modules,
           count(completed) AS completed, max(completed) AS in_completed
    FROM first_seen GROUP BY part, person_id
), weeks AS (
    SELECT DISTINCT person_id, week, CASE WHEN week > first_week THEN 1 ELSE 0 END AS came_before
    FROM days JOIN sums USING (person_id) WHERE week >= :quarter AND days.visits > 0
), fields AS (
    SELECT person_id, extract(isodow FROM day)::int AS weekday,
           extract(hour FROM started_at AT TIME ZONE 'Europe/London')::int / :hours AS span,
           count(*) AS visits, max({_WEEK}) AS week
    FROM members JOIN usage_visits USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted) GROUP BY 1, 2, 3
)
{_JOINED}
UNION ALL
SELECT 'days', part, measure, '', week, 0, 0, value, count(*)
FROM sums CROSS JOIN LATERAL (VALUES {_EACH}) AS counts (measure, value, week)
WHERE week IS NOT NULL GROUP BY part, measure, week, value
UNION ALL
SELECT 'modules', part, measure, '', week, 0, 0, value, count(*)
FROM module_sums CROSS JOIN LATERAL (VALUES ('modules', modules, in_modules), ('completed', completed, in_completed))
    AS counts (measure, value, week)
WHERE week IS NOT NULL GROUP BY part, measure, week, value
UNION ALL
SELECT 'each module', NULL, measure, module, week, 0, 0, 0, count(*)
FROM first_seen CROSS JOIN LATERAL (VALUES ('modules', viewed), ('completed', completed)) AS counts (measure, week)
WHERE week IS NOT NULL GROUP BY measure, module, week
UNION ALL SELECT 'first', part, '', '', first_week, 0, 0, 0, count(*) FROM sums
          WHERE first_week IS NOT NULL GROUP BY part, first_week
UNION ALL SELECT 'spread', NULL, '', '', first_week, width_bucket(visits_then, CAST(:edges AS bigint[])) - 1,
                 width_bucket(visits, CAST(:edges AS bigint[])) - 1, 0, count(*)
          FROM sums WHERE first_week IS NOT NULL GROUP BY first_week, 6, 7
UNION ALL SELECT 'weeks', NULL, '', '', week, came_before, 0, 0, count(*) FROM weeks GROUP BY week, came_before
UNION ALL SELECT 'hours', NULL, '', '', week, weekday, span, sum(visits)::bigint, count(*) FROM fields
          GROUP BY week, weekday, span
""")  # noqa: S608 - put together from our own words

Rows = list[Row[Any]]


@dataclass(frozen=True)
class Asked:
    """Of which trust (None: all), and the day on which it is asked."""

    trust_id: UUID | None
    today: date

    @property
    def last(self) -> date:
        """The last Sunday: everything ends there, so that the page changes once a week and not with every visit."""
        return full_weeks(1, self.today).last

    @property
    def weeks(self) -> list[date]:
        """The Mondays of the last 12 full weeks."""
        return full_weeks(12, self.today).mondays

    def parameters(self) -> dict[str, Any]:
        """What the statements ask for."""
        return {
            **parameters(self.trust_id),
            "whole": total_of(self.trust_id),
            "quarter": full_weeks(12, self.today).first,
            "last": self.last,
            "until": midnight(self.last + timedelta(days=1)),
            "hours": HOURS,
        }


def everything(session: Session, asked: Asked, *, spread_to: date | None) -> dict[str, Rows]:
    """The rows of the statement above by their kind; of no trust none. `spread_to`: see spread."""
    found: dict[str, Rows] = defaultdict(list)
    for row in session.execute(_USE, {**asked.parameters(), "edges": list(EDGES), "spread_to": spread_to or date.min}):
        found[row.kind].append(row)
    found["joined"].sort(key=lambda row: (row.name, row.week))
    return found
