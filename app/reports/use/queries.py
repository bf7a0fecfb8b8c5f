"""What relatives did, counted over people, never person by person; for one trust by teams or for all trusts.

Read from the daily roll-ups. Who is counted, and in which part, is said in app/reports/places.py.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.core.london import midnight
from app.reports.periods import Period, full_weeks
from app.reports.places import MEMBERS, PLACES, parameters, total_of
from app.reports.use.measures import OF_DAYS
from app.reports.use.rules import BITS

# In which ring of the periods a day lies, as a bit of app/reports/use/rules.py.
_RING = "CASE WHEN day >= :month THEN 1 WHEN day >= :quarter THEN 2 ELSE 4 END"
_SUMS = ",\n".join(
    f"           sum({each}) FILTER (WHERE ring & :bits > 0) AS {each},"
    f" bit_or(CASE WHEN {each} > 0 THEN ring ELSE 0 END) AS in_{each}"
    for each in OF_DAYS
)
_EACH = ", ".join(f"('{each}', coalesce({each}, 0), in_{each})" for each in OF_DAYS)
HOURS = 4  # of a field of the heat map

_JOINED = """
SELECT 'joined' AS kind, part, coalesce(nullif(team, ''), trust) AS name, '' AS module,
       greatest(joined_week, :quarter) AS week, 0 AS x, 0 AS y, 0::bigint AS value, 0 AS rings, count(person_id) AS people
FROM (SELECT DISTINCT place AS part, trust, team FROM places) AS rows
LEFT JOIN (SELECT part, person_id, date_trunc('week', joined_at AT TIME ZONE 'Europe/London')::date AS joined_week
           FROM members) AS members USING (part)
GROUP BY 2, 3, 5"""

# One statement, since each of its parts needs the same relatives.
# joined: `part`, `name`, `week` and `people` who joined in that week, or (in the first one) before.
# days: for each part and measure how many people have a number in the period, and in which rings they did something.
# modules: the same. A module counts once in a period: what changes the number is the ring in which it was first seen,
# counted from today. Without a part: for each module.
# weeks: those in which people came; without a week: in how many of the last 4 and of the 8 before them.
# hours: by weekday (1 is Monday) and span, visits of the period as `value`.
_USE = text(f"""
WITH {PLACES}, {MEMBERS}, days AS MATERIALIZED (
    SELECT part, person_id, day, {_RING} AS ring, {", ".join(OF_DAYS)}
    FROM members JOIN usage_days USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted)
), sums AS (
    SELECT part, person_id,
{_SUMS}
    FROM days GROUP BY part, person_id
), module_rings AS (
    SELECT part, person_id, module,
           coalesce(bit_or({_RING}) FILTER (WHERE is_viewed), 0) AS viewed,
           coalesce(bit_or({_RING}) FILTER (WHERE is_completed), 0) AS completed
    FROM members JOIN usage_module_days USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted) GROUP BY part, person_id, module
), first_seen AS MATERIALIZED (
    SELECT part, person_id, module, viewed & -viewed AS viewed, completed & -completed AS completed FROM module_rings
), module_sums AS (
    SELECT part, person_id, count(*) FILTER (WHERE viewed & :bits > 0) AS modules, bit_or(viewed) AS in_modules,
           count(*) FILTER (WHERE completed & :bits > 0) AS completed, bit_or(completed) AS in_completed
    FROM first_seen GROUP BY part, person_id
), weeks AS MATERIALIZED (
    SELECT DISTINCT person_id, date_trunc('week', day::timestamp)::date AS week
    FROM days WHERE day >= :quarter AND visits > 0
), times AS (
    SELECT count(*) FILTER (WHERE week >= :month) AS lately, count(*) FILTER (WHERE week < :month) AS before
    FROM weeks GROUP BY person_id
), fields AS (
    SELECT person_id, extract(isodow FROM day)::int AS weekday,
           extract(hour FROM started_at AT TIME ZONE 'Europe/London')::int / :hours AS span,
           count(*) FILTER (WHERE {_RING} & :bits > 0) AS visits, bit_or({_RING}) AS rings
    FROM members JOIN usage_visits USING (person_id)
    WHERE day <= :last AND trust_id IN (SELECT id FROM counted) GROUP BY 1, 2, 3
)
{_JOINED}
UNION ALL
SELECT 'days', part, measure, '', NULL, 0, 0, value, rings, count(*)
FROM sums CROSS JOIN LATERAL (VALUES {_EACH}) AS counts (measure, value, rings)
WHERE rings > 0 GROUP BY part, measure, value, rings
UNION ALL
SELECT 'modules', part, measure, '', NULL, 0, 0, value, rings, count(*)
FROM module_sums CROSS JOIN LATERAL (VALUES ('modules', modules, in_modules), ('completed', completed, in_completed))
    AS counts (measure, value, rings)
WHERE rings > 0 GROUP BY part, measure, value, rings
UNION ALL
SELECT 'modules', NULL, measure, module, NULL, 0, 0, 0, rings, count(*)
FROM first_seen CROSS JOIN LATERAL (VALUES ('modules', viewed), ('completed', completed)) AS counts (measure, rings)
WHERE rings > 0 GROUP BY measure, module, rings
UNION ALL SELECT 'weeks', NULL, '', '', week, 0, 0, 0, 0, count(*) FROM weeks GROUP BY week
UNION ALL SELECT 'weeks', NULL, '', '', NULL, lately, before, 0, 0, count(*) FROM times GROUP BY lately, before
UNION ALL SELECT 'hours', NULL, '', '', NULL, weekday, span, sum(visits)::bigint, rings, count(*) FROM fields
          GROUP BY weekday, span, rings
""")  # noqa: S608 - put together from our own words

Rows = list[Row[Any]]


@dataclass(frozen=True)
class Asked:
    """Of which trust (None: all), which period, and the day on which it is asked."""

    trust_id: UUID | None
    period: Period
    today: date

    @property
    def last(self) -> date:
        """The last Sunday: every period ends there, so that the page changes once a week and not with every visit."""
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
            "bits": BITS[self.period],
            "month": full_weeks(4, self.today).first,
            "quarter": full_weeks(12, self.today).first,
            "last": self.last,
            "until": midnight(self.last + timedelta(days=1)),
            "hours": HOURS,
        }


def everything(session: Session, asked: Asked) -> dict[str, Rows]:
    """The rows of the statement above by their kind; of no trust none."""
    found: dict[str, Rows] = {kind: [] for kind in ("joined", "days", "modules", "weeks", "hours")}
    for row in session.execute(_USE, asked.parameters()):
        found[row.kind].append(row)
    found["joined"].sort(key=lambda row: (row.name, row.week))
    return found
