"""Reads for the report of work: hours that were written down, and how many relatives they served."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.reports.periods import Span
from app.reports.places import MEMBERS, PLACES, parameters
from app.reports.use.queries import Asked
from app.reports.work.cost import Hours
from app.workload.models import RunningCost
from app.workload.rules import Costs, Work

_WEEKS = text("""
SELECT monday, work, sum(minutes) FROM work_weeks
WHERE trust_id = :trust_id AND monday BETWEEN :first AND :last GROUP BY monday, work
""")
# For each time and trust: minutes by kind of work; and, without a kind, how many people wrote down hours in how many weeks.
_HOURS = text(f"""
WITH {PLACES}
SELECT times.number, trust_id, work, sum(minutes), count(DISTINCT person_id), count(DISTINCT monday), min(monday)
FROM unnest(CAST(:numbers AS int[]), CAST(:firsts AS date[]), CAST(:lasts AS date[])) AS times (number, first, last)
JOIN work_weeks ON monday BETWEEN times.first AND times.last
JOIN counted ON counted.id = trust_id
GROUP BY GROUPING SETS ((times.number, trust_id, work), (times.number, trust_id))
""")  # noqa: S608 - put together from our own words, here and below
_FIRST_ACCOUNT = text(f"WITH {PLACES}, {MEMBERS} SELECT min(joined_at) FROM members")  # noqa: S608


def weeks(session: Session, *, trust_id: UUID, span: Span) -> dict[tuple[date, Work], int]:
    """Everybody's minutes by week and kind of work."""
    rows = session.execute(_WEEKS, {"trust_id": trust_id, "first": span.first, "last": span.last})
    return {(monday, Work(work)): minutes for monday, work, minutes in rows}


def hours(session: Session, *, trust_id: UUID | None, spans: Sequence[Span]) -> dict[tuple[int, UUID], Hours]:
    """Everybody's minutes, by the number of the time and by trust."""
    bounds = {"firsts": [each.first for each in spans], "lasts": [each.last for each in spans]}
    values = {**parameters(trust_id), "numbers": list(range(len(spans))), **bounds}
    minutes: dict[tuple[int, UUID], dict[Work, int]] = {}
    wrote: dict[tuple[int, UUID], tuple[int, int, date]] = {}
    for number, trust, work, total, people, mondays, first in session.execute(_HOURS, values):
        if work is None:
            wrote[number, trust] = people, mondays, first
        else:
            minutes.setdefault((number, trust), {})[Work(work)] = total
    return {place: Hours(minutes[place], *wrote[place]) for place in wrote}


def first_account(session: Session, *, asked: Asked) -> datetime | None:
    """When the first relative who counts made an account."""
    found: datetime | None = session.scalar(_FIRST_ACCOUNT, asked.parameters())
    return found


def costs(session: Session) -> dict[UUID, Costs]:
    """What an hour costs, of every trust that the reader may see and that has said it."""
    kept = session.scalars(select(RunningCost))
    return {each.trust_id: Costs({work: getattr(each, work.value) for work in Work}, each.monthly) for each in kept}
