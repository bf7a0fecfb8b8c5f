"""Writing down what was changed because somebody asked."""

from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import NotFound
from app.implementation.models import Improvement


def add(session: Session, *, user: SignedIn, said: str, did: str, done_on: date) -> UUID:
    """Shows it to everybody in the trust from now on."""
    line = Improvement(trust_id=user.own_trust, said=said, did=did, done_on=done_on, written_by=user.person_id)
    session.add(line)
    session.flush()
    _tell(session, user, line.id, "added")
    return line.id


def remove(session: Session, *, user: SignedIn, line_id: UUID) -> None:
    """Shows it to nobody any more. Raises NotFound."""
    mine = (Improvement.id == line_id, Improvement.trust_id == user.own_trust, Improvement.removed_at.is_(None))
    row = update(Improvement).where(*mine).values(removed_at=clock.now())
    if session.scalar(row.returning(Improvement.id)) is None:
        raise NotFound
    _tell(session, user, line_id, "removed")


def _tell(session: Session, user: SignedIn, line_id: UUID, change: str) -> None:
    audit.record(
        session,
        action=Action.IMPROVEMENT_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=line_id,
        details={"change": change},
    )
