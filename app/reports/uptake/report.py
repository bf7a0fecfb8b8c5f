"""The uptake of one trust by teams, or of all trusts: who was invited, who joined, and how far they came."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.remembered import Remembered
from app.reports.uptake import counts, funnel
from app.reports.uptake.counts import Table, Uptake
from app.reports.uptake.funnel import Funnels
from app.usage import queries as usage


@dataclass(frozen=True)
class Report:
    """The table with its total, the steps, and when they were counted."""

    counted_at: datetime
    table: Table
    total: Uptake
    steps: Funnels


# All trusts only, until use is counted again: 100,000 invitations take 0.7 s. A lead sees at once what the teams do.
_REMEMBERED: Remembered[tuple[date, datetime], Report | None] = Remembered(seconds=15 * 60)


def report(session: Session, *, trust_id: UUID | None) -> Report | None:
    """The figures; None if there is no trust yet."""
    counted_to = None if trust_id else usage.counted_to(session)
    if counted_to is None:
        return _counted(session, trust_id)
    return _REMEMBERED.get((funnel.last_day_of_use(), counted_to), lambda: _counted(session, None))


def _counted(session: Session, trust_id: UUID | None) -> Report | None:
    table, steps = counts.table(session, trust_id=trust_id), funnel.funnels(session, trust_id=trust_id)
    return Report(clock.now(), table, table.total, steps) if table.total and steps else None
