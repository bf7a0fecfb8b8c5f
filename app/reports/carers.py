"""NICE QS80 statement 8, from the lists that teams keep: carers whom they know of, and who was offered a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.reports.rates import Rate

_STATEMENT_8 = text("""
SELECT name,
       count(carers.id) FILTER (WHERE identified_on >= :since) AS known_lately,
       count(carers.id) FILTER (WHERE identified_on >= :since AND offer <> 'not-yet') AS offered_lately,
       count(carers.id) AS known, count(carers.id) FILTER (WHERE offer <> 'not-yet') AS offered
FROM teams LEFT JOIN carers ON carers.team_id = teams.id AND removed_at IS NULL
WHERE teams.trust_id = :trust_id
GROUP BY teams.id, name
ORDER BY name
""")


@dataclass(frozen=True)
class Statement8:
    """Numerator and denominator of one team, or of the trust: of the carers known since a day, and of all on the list."""

    name: str
    lately: Rate
    in_all: Rate


def statement_8(session: Session, *, trust_id: UUID, since: date) -> list[Statement8]:
    """Each team of the trust, and the trust last; nothing if no team keeps a list.

    What is counted is the team's own work, as invitations are, so small numbers are not hidden.
    """
    rows = session.execute(_STATEMENT_8, {"trust_id": trust_id, "since": since}).all()
    if not any(row.known for row in rows):
        return []
    teams = [
        Statement8(row.name, Rate(row.offered_lately, row.known_lately), Rate(row.offered, row.known)) for row in rows
    ]
    return [*teams, Statement8("Whole trust", _sum(each.lately for each in teams), _sum(each.in_all for each in teams))]


def _sum(rates: Iterable[Rate]) -> Rate:
    every = list(rates)
    return Rate(sum(each.part for each in every), sum(each.whole for each in every))
