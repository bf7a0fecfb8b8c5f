"""Who invited, who was invited and who joined: the table of the IMPART study, from the rows, never stored."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.places import PLACES, parameters, total_of
from app.reports.rates import Rate

_UPTAKE = text(f"""
WITH {PLACES}, clinicians AS (
    SELECT trust_id AS place, person_id FROM role_grants
    WHERE role = 'clinician' AND trust_id IN (SELECT id FROM counted)
    UNION
    SELECT team_id, person_id FROM role_grants
    WHERE role = 'clinician' AND trust_id = :trust_id AND team_id IS NOT NULL
), staff AS (
    SELECT coalesce(place, :all_trusts) AS place, count(*) AS accounts FROM clinicians GROUP BY ROLLUP (place)
), sent AS (
    SELECT place, inviter_id AS person_id, count(*) AS invites FROM invites GROUP BY place, inviter_id
), per_inviter AS (
    SELECT coalesce(place, :all_trusts) AS place, count(*) AS inviters, min(invites) AS fewest, max(invites) AS most,
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY invites) AS quartiles
    FROM clinicians JOIN sent USING (place, person_id) GROUP BY ROLLUP (place)
), addresses AS (
    SELECT place, count(*) FILTER (WHERE by_staff) AS invites, bool_or(person_id IS NOT NULL) AS has_account
    FROM invites GROUP BY place, email
), relatives AS (
    SELECT coalesce(place, :all_trusts) AS place, sum(invites) AS invites, count(*) FILTER (WHERE invites > 0) AS invited,
           count(*) FILTER (WHERE invites > 0 AND has_account) AS accounts,
           count(*) FILTER (WHERE invites = 0 AND has_account) AS by_code
    FROM addresses GROUP BY ROLLUP (place)
)
SELECT place, trust, team, coalesce(staff.accounts, 0) AS clinicians, coalesce(inviters, 0) AS clinicians_who_invited,
       CAST(coalesce(relatives.invites, 0) AS bigint) AS invites, coalesce(invited, 0) AS relatives,
       coalesce(relatives.accounts, 0) AS accounts, coalesce(by_code, 0) AS joined_by_code,
       quartiles[2] AS median, fewest, most,
       quartiles[1] AS lower_quartile, quartiles[3] AS upper_quartile
FROM (SELECT DISTINCT place, trust, team FROM places) AS rows
LEFT JOIN staff USING (place) LEFT JOIN relatives USING (place) LEFT JOIN per_inviter USING (place)
ORDER BY team, trust
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True, kw_only=True)
class Uptake:
    """One row. `relatives` are distinct email addresses that staff invited, `accounts` those of them with an account.

    `joined_by_code` have an account too, with a code or at a trust where anybody may ask: nobody had invited them.

    Median, fewest, most and quartiles are of the invitations of each clinician who sent any; None if nobody did.
    """

    clinicians: int
    clinicians_who_invited: int
    invites: int
    relatives: int
    accounts: int
    median: float | None
    fewest: int | None
    most: int | None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    joined_by_code: int = 0
    place: UUID | None = None
    trust: str = ""
    team: str = ""

    @property
    def name(self) -> str:
        """The team, or the trust if the row is not of a team."""
        return self.team or self.trust

    @property
    def staff_who_invited(self) -> Rate:
        """Of the clinicians, those who have invited somebody."""
        return Rate(self.clinicians_who_invited, self.clinicians)

    @property
    def activation(self) -> Rate:
        """Of the relatives invited, those who have an account."""
        return Rate(self.accounts, self.relatives)

    @property
    def repeats(self) -> int:
        """Invitations to somebody who had been invited before."""
        return self.invites - self.relatives


@dataclass(frozen=True)
class Table:
    """The rows of the teams of a trust, or of all trusts, and the row of them all together."""

    rows: list[Uptake]
    total: Uptake | None


def table(session: Session, *, trust_id: UUID | None) -> Table:
    """One trust by teams, counting nobody twice in the trust; or (None) all trusts, of which the total is the sum."""
    found = session.execute(_UPTAKE, parameters(trust_id)).mappings()
    every = [Uptake(**row) for row in found]
    total = total_of(trust_id)
    return Table([row for row in every if row.place != total], next((row for row in every if row.place == total), None))
