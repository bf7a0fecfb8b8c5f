"""From an invitation to a second visit: how many take each step, and where the others stop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.reports.periods import full_weeks
from app.reports.places import PLACES, parameters, total_of
from app.reports.told import Told
from app.reports.uptake import waits
from app.reports.uptake.stages import FROM_USE, Stage
from app.reports.uptake.steps import Steps
from app.reports.uptake.waits import Wait
from app.reports.use import ready
from app.reports.use.queries import Asked

# One row for each relative (address) and place; in the steps are those whom staff invited. Who has an account had the mail and opened the link,
# whatever the mail server said, and also if they came by a code in the end. Whom nobody invited is not in the funnel,
# but for carers on a team's list: they are known, and that is as far as they came. Days are those of the calendar in
# London; who had an account before anybody invited them waited for nothing, and is left out of the waits.
_FUNNEL = text(f"""
WITH {PLACES}, relatives AS (
    SELECT place, bool_or(by_staff) AS invited, bool_or(person_id IS NOT NULL) AS account,
           bool_or(person_id IS NOT NULL OR by_staff AND opened_at IS NOT NULL) AS opened,
           bool_or(person_id IS NOT NULL OR by_staff AND (opened_at IS NOT NULL OR sent_at IS NOT NULL AND failure IS NULL))
               AS delivered,
           coalesce(bool_or(CAST(accepted_at AT TIME ZONE 'Europe/London' AS date) <= :last), false) AS settled,
           CAST(min(created_at) FILTER (WHERE by_staff) AT TIME ZONE 'Europe/London' AS date) AS invited_on,
           CAST(min(accepted_at) AT TIME ZONE 'Europe/London' AS date) AS joined_on
    FROM invites GROUP BY place, email
), waits AS (
    SELECT *, CASE WHEN joined_on >= invited_on THEN joined_on - invited_on END AS until_account
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
           count(until_account) AS who_joined,
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY until_account) AS until_account
    FROM waits GROUP BY ROLLUP (place)
)
SELECT place, trust, team, never_invited IS NOT NULL AS keeps_list,
       coalesce(invited, 0) + coalesce(never_invited, 0) AS identified, coalesce(invited, 0) AS invited,
       coalesce(delivered, 0) AS delivered, coalesce(link_opened, 0) AS link_opened,
       coalesce(account, 0) AS account, coalesce(settled, 0) AS settled,
       coalesce(who_joined, 0) AS who_joined, until_account
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows LEFT JOIN steps USING (place) LEFT JOIN lists USING (place)
ORDER BY team, trust
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True)
class Funnel:
    """How many of one place took each step; None was never told, because so few did, or would give away who did."""

    name: str
    counts: Mapping[Stage, int | None]
    told: Mapping[Stage, Told[int]] = field(default_factory=dict)  # the steps after the account, each up to its Sunday
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
        """Accounts made since the first step after it was told."""
        return (self.counts[Stage.ACCOUNT] or 0) - (self.before(Stage.FIRST_MODULE) or 0)

    def before(self, stage: Stage) -> int | None:
        """How many could have taken a step: who took the one before, up to the same day; None if that was not told.

        Of the first of all, nobody can be missing.
        """
        if stage is Stage.FIRST_MODULE:
            return self.told[stage].of if stage in self.told else None
        stages = [each for each, _ in self.steps]
        place = stages.index(stage)
        earlier = stages[place - 1 if place else place]
        if stage in self.told and (earlier not in self.told or self.told[earlier].to != self.told[stage].to):
            return None
        return self.counts[earlier]


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
    """One trust by teams, or (None) all trusts; None if there is no trust yet. What people did is as it was told last."""
    wanted = {**parameters(trust_id), "last": last_day_of_use()}
    found = [dict(row) for row in session.execute(_FUNNEL, wanted).mappings()]
    total = total_of(trust_id)
    use = ready.use(session, Asked(trust_id, clock.london_day(clock.now())))
    if use is None or not any(row["place"] == total for row in found):
        return None
    every = {row["place"]: _placed(row, use.steps, is_whole=row["place"] == total) for row in found}
    return Funnels([row for place, row in every.items() if place != total], every[total])


def _placed(row: Mapping[str, Any], steps: Steps, *, is_whole: bool) -> Funnel:
    place = str(row["place"])
    counts = {stage: each.whole if is_whole else each.parts.get(place) for stage, each in steps.counts.items()}
    told = {stage: each for stage, each in counts.items() if each}
    nobody = None if row["account"] else 0  # could have taken a step
    wait = steps.waits.get(place) if Stage.FIRST_MODULE in told else None
    return Funnel(
        row["team"] or row["trust"],
        {
            stage: (told[stage].value if stage in told else nobody) if stage in FROM_USE else row[stage]
            for stage in Stage
        },
        told=told,
        settled=row["settled"],
        keeps_list=row["keeps_list"],
        trust=row["trust"],
        team=row["team"],
        to_account=waits.of_joining(row["who_joined"], row["until_account"]),
        to_module=waits.of_use(wait.value) if wait else None,
    )


def last_day_of_use() -> date:
    """Use counts up to the last Sunday, as in the report on use: no page tells what somebody did today."""
    return full_weeks(1, clock.london_day(clock.now())).last
