"""From an invitation to a second visit: how many take each step, and where the others stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.reports.periods import full_weeks
from app.reports.places import PLACES, parameters, total_of
from app.reports.uptake import stages, waits
from app.reports.uptake.stages import COUNTED, Stage
from app.reports.uptake.waits import Wait

# One row for each relative (address) and place; in the steps are those whom staff invited. Who has an account had the mail and opened the link,
# whatever the mail server said, and also if they came by a code in the end. Whom nobody invited is not in the funnel,
# but for carers on a team's list: they are known, and that is as far as they came. Days are those of the calendar in
# London; who had an account before anybody invited them waited for nothing, and is left out of the waits.
_FUNNEL = text(f"""
WITH {PLACES}, use_of AS (
    SELECT person_id, sum(visits) > 0 AS visited, min(day) FILTER (WHERE modules > 0) AS first_day, sum(modules) > 0 AS read_module, count(*) FILTER (WHERE visits > 0) > 1 AS came_back,
           sum(toolbox + threads + posts + conversations + messages + shares) > 0 AS took_part, sum(shares) > 0 AS shared
    FROM usage_days JOIN counted ON counted.id = usage_days.trust_id WHERE day <= :last GROUP BY person_id
), relatives AS (
    SELECT place, bool_or(by_staff) AS invited, bool_or(person_id IS NOT NULL) AS account,
           bool_or(person_id IS NOT NULL OR by_staff AND opened_at IS NOT NULL) AS opened,
           bool_or(person_id IS NOT NULL OR by_staff AND (opened_at IS NOT NULL OR sent_at IS NOT NULL AND failure IS NULL))
               AS delivered,
           coalesce(bool_or(CAST(accepted_at AT TIME ZONE 'Europe/London' AS date) <= :last), false) AS settled,
           coalesce(bool_or(visited), false) AS visited, coalesce(bool_or(read_module), false) AS first_module,
           coalesce(bool_or(read_module AND came_back), false) AS came_back,
           coalesce(bool_or(read_module AND came_back AND took_part), false) AS took_part,
           coalesce(bool_or(read_module AND came_back AND shared), false) AS shared,
           CAST(min(created_at) FILTER (WHERE by_staff) AT TIME ZONE 'Europe/London' AS date) AS invited_on,
           CAST(min(accepted_at) AT TIME ZONE 'Europe/London' AS date) AS joined_on, min(first_day) AS first_day
    FROM invites LEFT JOIN use_of USING (person_id)
    GROUP BY place, email
), waits AS (
    SELECT *, CASE WHEN joined_on >= invited_on THEN joined_on - invited_on END AS until_account,
           CASE WHEN joined_on >= invited_on THEN first_day - invited_on END AS until_module
    FROM relatives
), lists AS (
    SELECT place, count(*) FILTER (WHERE offer <> 'invited' AND way IS DISTINCT FROM 'earlier') AS never_invited
    FROM carers CROSS JOIN LATERAL (VALUES (trust_id), (team_id)) AS its (unit) JOIN places USING (unit)
    WHERE removed_at IS NULL GROUP BY place
), steps AS (
    SELECT coalesce(place, :all_trusts) AS place, count(*) FILTER (WHERE invited) AS invited,
           count(*) FILTER (WHERE invited AND delivered) AS delivered,
           count(*) FILTER (WHERE invited AND opened) AS link_opened,
           count(*) FILTER (WHERE invited AND account) AS account,
           count(*) FILTER (WHERE invited AND settled) AS settled,
           count(*) FILTER (WHERE invited AND visited) AS visited,
           count(*) FILTER (WHERE invited AND first_module) AS first_module,
           count(*) FILTER (WHERE invited AND came_back) AS came_back,
           count(*) FILTER (WHERE invited AND took_part) AS took_part,
           count(*) FILTER (WHERE invited AND shared) AS shared,
           count(*) FILTER (WHERE settled AND NOT invited) AS by_code,
           count(*) FILTER (WHERE visited AND NOT invited) AS code_visited,
           count(until_account) AS who_joined, count(until_module) AS who_read,
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY until_account) AS until_account,
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY until_module) AS until_module
    FROM waits GROUP BY ROLLUP (place)
)
SELECT place, trust, team, never_invited IS NOT NULL AS keeps_list,
       coalesce(invited, 0) + coalesce(never_invited, 0) AS identified, coalesce(invited, 0) AS invited,
       coalesce(delivered, 0) AS delivered, coalesce(link_opened, 0) AS link_opened,
       coalesce(account, 0) AS account, coalesce(settled, 0) AS settled, coalesce(visited, 0) AS visited,
       coalesce(first_module, 0) AS first_module, coalesce(came_back, 0) AS came_back,
       coalesce(took_part, 0) AS took_part, coalesce(shared, 0) AS shared,
       coalesce(by_code, 0) AS by_code, coalesce(code_visited, 0) AS code_visited,
       coalesce(who_joined, 0) AS who_joined, coalesce(who_read, 0) AS who_read,
       until_account, until_module
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows LEFT JOIN steps USING (place) LEFT JOIN lists USING (place)
ORDER BY team, trust
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True)
class Funnel:
    """How many of one place took each step; None is hidden because so few did, or would give away who did."""

    name: str
    counts: dict[Stage, int | None]
    settled: int = 0  # accounts made up to the last day of which use is told
    keeps_list: bool = False  # of the carers it knows of; without one, nobody is known before they are invited
    trust: str = ""
    team: str = ""
    to_account: Wait | None = None  # from the first invitation
    to_module: Wait | None = None

    @property
    def steps(self) -> list[tuple[Stage, int | None]]:
        """Each step with its count; without a list it begins with the invitation."""
        return [each for each in self.counts.items() if self.keeps_list or each[0] is not Stage.IDENTIFIED]

    @property
    def new(self) -> int:
        """Accounts made since then: too new to have taken a step that is told."""
        return (self.counts[Stage.ACCOUNT] or 0) - self.settled

    def before(self, stage: Stage) -> int | None:
        """How many could have taken a step: who took the one before. Of the first of all, nobody can be missing."""
        if stage is Stage.FIRST_MODULE:
            return self.settled
        stages = [each for each, _ in self.steps]
        place = stages.index(stage)
        return self.counts[stages[place - 1 if place else place]]


@dataclass(frozen=True)
class Funnels:
    """Of each team or trust, and of all together."""

    rows: list[Funnel]
    total: Funnel

    @property
    def every(self) -> list[Funnel]:
        """The total last."""
        return [*self.rows, self.total]


def funnels(session: Session, *, trust_id: UUID | None) -> Funnels | None:
    """One trust by teams, or (None) all trusts; None if there is no trust yet. Small counts of use are hidden."""
    wanted = {**parameters(trust_id), "last": last_day_of_use()}
    found = [dict(row) for row in session.execute(_FUNNEL, wanted).mappings()]
    total = [row for row in found if row["place"] == total_of(trust_id)]
    if not total:
        return None
    rows = [row for row in found if row["place"] != total_of(trust_id)]
    steps = stages.shown(
        {step: [row[step] for row in rows] for step in COUNTED}, {step: total[0][step] for step in COUNTED}
    )
    groups = [{stage: steps[stage].groups[place] for stage in Stage} for place in range(len(rows))]
    return Funnels(
        [_placed(row, counts) for row, counts in zip(rows, groups, strict=True)],
        _placed(total[0], {stage: steps[stage].total for stage in Stage}),
    )


def _placed(row: Mapping[str, Any], counts: dict[Stage, int | None]) -> Funnel:
    is_told = counts[Stage.FIRST_MODULE] is not None
    return Funnel(
        row["team"] or row["trust"],
        counts,
        settled=row["settled"],
        keeps_list=row["keeps_list"],
        trust=row["trust"],
        team=row["team"],
        to_account=waits.of_joining(row["who_joined"], row["until_account"]),
        to_module=waits.of_use(row["who_read"], row["until_module"], is_told=is_told),
    )


def last_day_of_use() -> date:
    """Use counts up to the last Sunday, as in the report on use: no page tells what somebody did today."""
    return full_weeks(1, clock.london_day(clock.now())).last
