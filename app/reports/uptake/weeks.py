"""Week by week: how many invitations left, and how many accounts were made."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.periods import Span
from app.reports.places import PLACES, parameters, total_of

WEEKS = 12

# A week begins on Monday in London. Accounts are those of the week in which they were made, also if made with a code. Of
# one inviter they are those of whom they invited, whoever's link was used, as in their steps.
_WEEKS = text(f"""
WITH {PLACES}, weeks AS (
    SELECT CAST(day AS date) AS monday
    FROM generate_series(CAST(:first AS date), CAST(:last AS date), interval '7 days') AS days (day)
), lately AS MATERIALIZED (
    SELECT * FROM invites
    WHERE greatest(created_at, accepted_at) >= CAST(:first AS date) - 1  -- midnight here may be the evening before in UTC
), happened AS (
    SELECT place, created_at AS at, 1 AS invitation, 0 AS account FROM lately
    WHERE by_staff AND (CAST(:inviter_id AS uuid) IS NULL OR inviter_id = :inviter_id)
    UNION ALL
    SELECT place, min(accepted_at), 0, 1 FROM lately
    WHERE accepted_at IS NOT NULL
      AND (CAST(:inviter_id AS uuid) IS NULL OR email IN (SELECT email FROM of_relatives WHERE inviter_id = :inviter_id))
    GROUP BY place, email
), added_up AS (
    SELECT coalesce(place, :all_trusts) AS place, monday, sum(invitation) AS invitations, sum(account) AS accounts
    FROM (
        SELECT *, CAST(date_trunc('week', at AT TIME ZONE 'Europe/London') AS date) AS monday FROM happened
    ) AS dated GROUP BY GROUPING SETS ((place, monday), (monday))
)
SELECT place, trust, team, monday, CAST(coalesce(invitations, 0) AS integer) AS invitations,
       CAST(coalesce(accounts, 0) AS integer) AS accounts
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows CROSS JOIN weeks LEFT JOIN added_up USING (place, monday)
ORDER BY team, trust, monday
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week of one team or trust, or of all together."""

    place: UUID
    trust: str
    team: str
    monday: date
    invitations: int
    accounts: int


def weeks(session: Session, *, trust_id: UUID | None, over: Span, inviter_id: UUID | None = None) -> list[Week]:
    """Every week for each place, with noughts; of one inviter only, if one is named."""
    wanted = {"first": over.first, "last": over.last, "inviter_id": inviter_id}
    rows = session.execute(_WEEKS, {**parameters(trust_id), **wanted}).mappings()
    return [Week(**row) for row in rows]


def of_total(rows: list[Week], *, trust_id: UUID | None) -> list[Week]:
    """The weeks of all places together."""
    return [each for each in rows if each.place == total_of(trust_id)]
