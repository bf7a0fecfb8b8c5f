"""NICE QS80 statement 8, from the lists that teams keep: carers whom they know of, and who was offered a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.periods import Span
from app.reports.rates import Rate

WHOLE_TRUST = "Whole trust"
# Of carers: those on a list who are no colleague trying it out.
ON_LIST = """carers.removed_at IS NULL AND NOT EXISTS (
    SELECT FROM invitations AS its JOIN people USING (email) WHERE its.id = carers.invitation_id AND is_test
)"""

# Each team and the trust, for each time: who was known since a day in it, and what became of the offer, whenever.
_COUNTED = text(f"""
SELECT times.number, teams.name,
       count(carers.id) AS known, count(carers.id) FILTER (WHERE offer <> 'not-yet') AS offered,
       count(carers.id) FILTER (WHERE offer = 'invited') AS invited,
       count(carers.id) FILTER (WHERE way = 'card') AS card, count(carers.id) FILTER (WHERE way = 'talked') AS talked,
       count(carers.id) FILTER (WHERE way = 'programme') AS programme,
       count(carers.id) FILTER (WHERE way = 'earlier') AS earlier,
       count(carers.id) FILTER (WHERE offer = 'did-not-want') AS declined,
       count(carers.id) FILTER (WHERE invitations.accepted_at IS NOT NULL) AS joined,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(offered_on - identified_on, 0))
           FILTER (WHERE offered_on IS NOT NULL) AS median_days
FROM unnest(CAST(:numbers AS int[]), CAST(:firsts AS date[]), CAST(:lasts AS date[])) AS times (number, first, last)
CROSS JOIN teams
LEFT JOIN carers ON carers.team_id = teams.id AND identified_on BETWEEN times.first AND times.last AND {ON_LIST}
LEFT JOIN invitations ON invitations.id = carers.invitation_id
WHERE teams.trust_id = :trust_id
GROUP BY GROUPING SETS ((times.number, teams.id, teams.name), (times.number))
ORDER BY times.number, teams.id IS NULL, teams.name
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True)
class Offered:
    """Numerator and denominator of one team, or of the trust, and how something was offered. `median_days` until then."""

    name: str
    known: int
    offered: int
    invited: int
    card: int
    talked: int
    programme: int
    earlier: int
    declined: int
    joined: int
    median_days: float | None

    @property
    def rate(self) -> Rate:
        """Offered of known."""
        return Rate(self.offered, self.known)


def counted(session: Session, *, trust_id: UUID, spans: Sequence[Span]) -> list[list[Offered]]:
    """For each time each team by name, and the whole trust last. Nothing for a trust without teams.

    What is counted is the team's own work, as invitations are, so small numbers are not hidden.
    """
    bounds = {"firsts": [each.first for each in spans], "lasts": [each.last for each in spans]}
    rows = session.execute(_COUNTED, {"trust_id": trust_id, "numbers": list(range(len(spans))), **bounds})
    found: list[list[Offered]] = [[] for _each in spans]
    for number, name, *numbers in rows:
        found[number].append(Offered(name or WHOLE_TRUST, *numbers))
    return found
