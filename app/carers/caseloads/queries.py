"""Reads of what was counted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.carers.models import Caseload
from app.core.errors import NotFound


@dataclass(frozen=True)
class Count:
    """One count of one team."""

    id: UUID
    team_id: UUID
    counted_on: date
    people: int


_C = Caseload.__table__.c
_COUNTS = select(_C.id, _C.team_id, _C.counted_on, _C.people).order_by(_C.counted_on.desc(), _C.id)


def counts(session: Session, *, trust_id: UUID) -> list[Count]:
    """Every count of the trust's teams, the newest first."""
    return [Count(*row) for row in session.execute(_COUNTS.where(_C.trust_id == trust_id))]


def one(session: Session, *, trust_id: UUID, count_id: UUID) -> Caseload:
    """One count of the trust, held until the end of the transaction. Raises NotFound."""
    wanted = select(Caseload).where(Caseload.id == count_id, Caseload.trust_id == trust_id)
    found = session.scalar(wanted.with_for_update())
    if found is None:
        raise NotFound
    return found
