"""What a trust has changed: "You said, we did"."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.implementation.models import Improvement

_I = Improvement.__table__.c
_SHOWN = (
    select(_I.id, _I.said, _I.did, _I.done_on)
    .where(_I.trust_id == bindparam("trust_id"), _I.removed_at.is_(None))
    .order_by(_I.done_on.desc(), _I.created_at.desc(), _I.id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, and what was done."""

    id: UUID
    said: str
    did: str
    done_on: date


def of_trust(session: Session, *, trust_id: UUID) -> list[Line]:
    """What everybody in the trust can read, the newest first."""
    return [Line(*row) for row in session.execute(_SHOWN, {"trust_id": trust_id})]
