"""The uptake of one trust by teams, or of all trusts: who was invited, who joined, and how far they came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from app.core import clock
from app.reports import kept
from app.reports.models import Kind
from app.reports.uptake import counts, funnel
from app.reports.uptake.counts import Table, Uptake
from app.reports.uptake.funnel import Funnels


@dataclass(frozen=True)
class Report:
    """The table with its total, the steps, and when they were counted."""

    counted_at: datetime
    table: Table
    total: Uptake
    steps: Funnels


_REPORT = TypeAdapter(Report)


def report(session: Session, *, trust_id: UUID | None) -> Report | None:
    """The figures; None if there is no trust yet.

    A lead sees at once what the teams do. All trusts are counted in the night, since 100,000 invitations take 0.7 s;
    before the first night, when there is little to count, at once.
    """
    ready = None if trust_id else kept.found(session, Kind.UPTAKE, _REPORT, trust_id=None)
    return ready or _counted(session, trust_id)


def make_ready(session: Session) -> None:
    """Counts all trusts and keeps it."""
    found = _counted(session, None)
    if found:
        sunday = funnel.last_day_of_use()
        kept.keep(session, Kind.UPTAKE, _REPORT, found, trust_id=None, sunday=sunday, at=found.counted_at)


def _counted(session: Session, trust_id: UUID | None) -> Report | None:
    table, steps = counts.table(session, trust_id=trust_id), funnel.funnels(session, trust_id=trust_id)
    return Report(clock.now(), table, table.total, steps) if table.total and steps else None
