"""Who invited how many, by name: for the lead of their trust, and each person's own for themselves.

Only as far as the account. What relatives then do is never told by inviter: an inviter knows each of them by name.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.reports.places import PLACES, parameters
from app.reports.rates import Rate

# Who may invite from a place and never did has a row as well, as long as their account is open.
_INVITERS = text(f"""
WITH {PLACES}, joined AS (
    SELECT DISTINCT place, email FROM invites WHERE person_id IS NOT NULL
), addresses AS (
    SELECT place, inviter_id, email, count(*) AS invites, max(created_at) AS last_at,
           bool_or(opened_at IS NOT NULL) AS opened,
           bool_or(opened_at IS NOT NULL OR sent_at IS NOT NULL AND failure IS NULL) AS delivered
    FROM invites WHERE by_staff GROUP BY place, inviter_id, email
), sent AS (
    SELECT place, inviter_id AS person_id, sum(invites) AS invites, count(*) AS relatives, max(last_at) AS last_at,
           count(*) FILTER (WHERE delivered OR joined.email IS NOT NULL) AS delivered,
           count(*) FILTER (WHERE opened OR joined.email IS NOT NULL) AS opened, count(joined.email) AS accounts
    FROM addresses LEFT JOIN joined USING (place, email) GROUP BY place, inviter_id
), members AS (
    SELECT DISTINCT place, person_id
    FROM role_grants JOIN (SELECT id AS trust_id FROM counted) AS of_trust USING (trust_id)
    CROSS JOIN LATERAL (VALUES (trust_id), (team_id)) AS its (unit) JOIN places USING (unit)
    WHERE role IN ('clinician', 'supporter')
)
SELECT place, team, person_id, people.name, people.closed_at IS NOT NULL AS has_left, last_at,
       CAST(coalesce(invites, 0) AS bigint) AS invites, coalesce(relatives, 0) AS relatives,
       coalesce(delivered, 0) AS delivered, coalesce(opened, 0) AS opened, coalesce(accounts, 0) AS accounts
FROM sent FULL JOIN members USING (place, person_id) JOIN people ON people.id = person_id AND people.trust_id = :trust_id
JOIN (SELECT DISTINCT place, team FROM places) AS rows USING (place)
WHERE (invites > 0 OR people.closed_at IS NULL) AND (CAST(:person_id AS uuid) IS NULL OR person_id = :person_id)
ORDER BY team, people.name, person_id
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True, kw_only=True)
class Inviter:
    """What one person sent from one team, or (team is empty) from the whole trust, and how far it came."""

    place: UUID
    team: str
    person_id: UUID
    name: str
    has_left: bool
    last_at: datetime | None
    invites: int
    relatives: int
    delivered: int
    opened: int
    accounts: int

    @property
    def last_on(self) -> date | None:
        """The day of their last invitation, in London."""
        return self.last_at and clock.london_day(self.last_at)

    @property
    def repeats(self) -> int:
        """Invitations to somebody whom they had invited before."""
        return self.invites - self.relatives

    @property
    def activation(self) -> Rate:
        """Of the people whom they invited, those who have an account, whoever else invited them too."""
        return Rate(self.accounts, self.relatives)


def by_team(session: Session, *, trust_id: UUID) -> list[Inviter]:
    """Everybody who invited or may invite, once for each of their teams. For the trust's lead only."""
    return [each for each in _found(session, trust_id, None) if each.team]


def own(session: Session, *, trust_id: UUID, person_id: UUID) -> tuple[Inviter | None, list[Inviter]]:
    """One person's own numbers: of all their teams together, and of each. None if they may not invite and never did."""
    found = _found(session, trust_id, person_id)
    return next((each for each in found if not each.team), None), [each for each in found if each.team]


def _found(session: Session, trust_id: UUID, person_id: UUID | None) -> list[Inviter]:
    rows = session.execute(_INVITERS, {**parameters(trust_id), "person_id": person_id}).mappings()
    return [Inviter(**row) for row in rows]
