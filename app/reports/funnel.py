"""From an invitation to a second visit: how many take each step, and where the others stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.places import PLACES, parameters, total_of
from app.reports.rules import Step, hide_small


class Stage(StrEnum):
    """The steps, in order. Who takes one has taken all before it."""

    INVITED = "invited"
    DELIVERED = "delivered"
    LINK_OPENED = "link_opened"
    ACCOUNT = "account"
    FIRST_MODULE = "first_module"
    CAME_BACK = "came_back"


# Counted from what people did with the toolkit, so small counts are hidden.
FROM_USE = (Stage.FIRST_MODULE, Stage.CAME_BACK)

# One row for each relative (address) whom staff invited, and place. Who has an account had the mail and opened the link,
# whatever the mail server said, and also if they came by a code in the end. Whom nobody invited is not in the funnel.
_FUNNEL = text(f"""
WITH {PLACES}, use_of AS (
    SELECT person_id, sum(modules) > 0 AS read_module, count(*) FILTER (WHERE visits > 0) > 1 AS came_back
    FROM usage_days GROUP BY person_id
), relatives AS (
    SELECT place, bool_or(person_id IS NOT NULL) AS account,
           bool_or(person_id IS NOT NULL OR by_staff AND opened_at IS NOT NULL) AS opened,
           bool_or(person_id IS NOT NULL OR by_staff AND (opened_at IS NOT NULL OR sent_at IS NOT NULL AND failure IS NULL))
               AS delivered,
           coalesce(bool_or(read_module), false) AS first_module,
           coalesce(bool_or(read_module AND came_back), false) AS came_back
    FROM invites LEFT JOIN use_of USING (person_id)
    GROUP BY place, email HAVING bool_or(by_staff)
)
SELECT place, trust, team, count(account) AS invited,
       count(*) FILTER (WHERE delivered) AS delivered, count(*) FILTER (WHERE opened) AS link_opened,
       count(*) FILTER (WHERE account) AS account, count(*) FILTER (WHERE first_module) AS first_module,
       count(*) FILTER (WHERE came_back) AS came_back
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows LEFT JOIN relatives USING (place)
GROUP BY place, trust, team
ORDER BY team, trust
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True)
class Funnel:
    """How many of one place took each step; None is hidden because so few did, or would give away who did."""

    name: str
    counts: dict[Stage, int | None]


@dataclass(frozen=True)
class Funnels:
    """Of each team or trust, and of all together."""

    rows: list[Funnel]
    total: Funnel


def funnels(session: Session, *, trust_id: UUID | None) -> Funnels | None:
    """One trust by teams, or (None) all trusts; None if there is no trust yet. Small counts of use are hidden."""
    found = [dict(row) for row in session.execute(_FUNNEL, parameters(trust_id)).mappings()]
    total = [row for row in found if row["place"] == total_of(trust_id)]
    if not total:
        return None
    rows = [row for row in found if row["place"] != total_of(trust_id)]
    return with_small_hidden(
        names=[row["team"] or row["trust"] for row in [*rows, *total]],
        counts={stage: [row[stage] for row in rows] for stage in Stage},
        totals={stage: total[0][stage] for stage in Stage},
    )


def with_small_hidden(*, names: Sequence[str], counts: dict[Stage, list[int]], totals: dict[Stage, int]) -> Funnels:
    """Funnels of which nobody can work out a small count of use. The last name is the total's."""
    steps = {stage: Step(tuple(counts[stage]), totals[stage]) for stage in Stage if stage not in FROM_USE}
    before = steps[Stage.ACCOUNT]
    for stage in FROM_USE:
        before = steps[stage] = hide_small(before, counts[stage], totals[stage])
    rows = [
        Funnel(name, {stage: steps[stage].groups[place] for stage in Stage}) for place, name in enumerate(names[:-1])
    ]
    return Funnels(rows, Funnel(names[-1], {stage: steps[stage].total for stage in Stage}))
