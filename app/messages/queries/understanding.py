"""What a relative has been told about this place, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.messages.models import Understanding

_U = Understanding.__table__.c
_OWN = select(_U.version, _U.accepted_at).where(_U.person_id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class Understood:
    """The version of the page that they have read, and when they said so."""

    version: int
    accepted_at: datetime


def of(session: Session, *, user: SignedIn) -> Understood | None:
    """What this relative has read; None for somebody who has read nothing yet."""
    row = session.execute(_OWN, {"person_id": user.person_id}).one_or_none()
    return Understood(row.version, row.accepted_at) if row else None
