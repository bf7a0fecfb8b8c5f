"""Reads for the figures and the log of a trust: when and how flags were worked on, and nothing that anybody wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.risk.models import Flag
from app.risk.rules import Outcome, Source, Urgency


@dataclass(frozen=True, slots=True)
class Worked:
    """One flag and its clock. Times until somebody looked count from raised_at against due_at."""

    urgency: Urgency
    source: Source
    raised_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    escalation: int


_F = Flag.__table__.c
_WORKED: Select[Any] = (
    select(*(_F[name] for name in Worked.__slots__))
    .where(_F.trust_id == bindparam("trust_id"), _F.raised_at >= bindparam("start"), _F.raised_at < bindparam("end"))
    .order_by(_F.raised_at, _F.id)
)


def worked(session: Session, *, trust_id: UUID, start: datetime, end: datetime) -> list[Worked]:
    """Every flag of the trust that was raised in a time, in order."""
    rows = session.execute(_WORKED, {"trust_id": trust_id, "start": start, "end": end})
    return [_worked(row) for row in rows]


def _worked(row: Row[Any]) -> Worked:
    # What was proposed and not agreed to yet is no verdict.
    outcome = Outcome(row.outcome) if row.closed_at else None
    times = (row.raised_at, row.due_at, row.acknowledged_at, row.closed_at)
    return Worked(Urgency(row.urgency), Source(row.source), *times, outcome, row.escalation)
