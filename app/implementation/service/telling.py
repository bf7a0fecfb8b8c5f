"""The audit trail of what a trust makes of its tasks and rounds."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action


def tell(session: Session, *, user: SignedIn, subject_id: UUID, facts: dict[str, Any]) -> None:
    """Adds what was changed; the history of a task is read from it."""
    audit.record(
        session,
        action=Action.IMPLEMENTATION_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=subject_id,
        details=facts,
    )
