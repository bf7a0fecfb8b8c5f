"""How many relatives were invited in the last year, held against how many people the teams work with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.places import PLACES, parameters, total_of
from app.reports.rates import Rate

# Both numbers are of teams that have counted: whom the others invited would make the share too large.
_OF_CASELOAD = text(f"""
WITH {PLACES}, latest AS (
    SELECT DISTINCT ON (team_id) trust_id, team_id, people, counted_on
    FROM caseloads WHERE counted_on <= :today ORDER BY team_id, counted_on DESC
), added_up AS (
    SELECT place, sum(people) AS people, min(counted_on) AS counted_on, count(*) AS counted_teams
    FROM latest CROSS JOIN LATERAL (VALUES (trust_id), (team_id)) AS its (unit) JOIN places USING (unit) GROUP BY place
), asked AS (
    SELECT coalesce(place, :all_trusts) AS place, sum(addresses) AS invited
    FROM (
        SELECT place, count(DISTINCT email) AS addresses FROM invites JOIN latest USING (team_id)
        WHERE by_staff AND CAST(created_at AT TIME ZONE 'Europe/London' AS date) >= :since GROUP BY place
    ) AS each_place GROUP BY ROLLUP (place)
)
SELECT place, trust, team, CAST(people AS integer) AS people, counted_on, coalesce(counted_teams, 0) AS counted_teams,
       CAST(coalesce(invited, 0) AS integer) AS invited
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows
LEFT JOIN added_up USING (place) LEFT JOIN asked USING (place)
ORDER BY team, trust
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True, kw_only=True)
class OfCaseload:
    """One team or trust, or all together. Of several teams `counted_on` is the oldest day; None if none has counted."""

    place: UUID
    trust: str
    team: str
    people: int | None
    counted_on: date | None
    counted_teams: int
    invited: int

    @property
    def name(self) -> str:
        """The team, or the trust if the row is not of a team."""
        return self.team or self.trust

    @property
    def share(self) -> Rate | None:
        """Relatives invited for the people on the caseload; None if nobody counted them."""
        return None if self.people is None else Rate(self.invited, self.people)


def of_caseload(session: Session, *, trust_id: UUID | None, since: date, today: date) -> list[OfCaseload]:
    """A row for each team or trust, the total last."""
    wanted = {**parameters(trust_id), "since": since, "today": today}
    rows = [OfCaseload(**row) for row in session.execute(_OF_CASELOAD, wanted).mappings()]
    return sorted(rows, key=lambda row: row.place == total_of(trust_id))
