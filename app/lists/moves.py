"""The one way in which a list's state changes: if it still is what it was, and the table of rules allows it."""

from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.lists import queries
from app.lists.models import InvitationList
from app.lists.rules import ListState, may_become


def move(session: Session, found: InvitationList, *, before: ListState, to: ListState, **changes: Any) -> bool:
    """Changes the state and whatever goes with it; False when it was no longer what is said to be before."""
    assert may_become(before, to)  # noqa: S101 - both are words of ours
    still = (InvitationList.id == found.id, InvitationList.state == before.value)
    changed = update(InvitationList).where(*still).values(state=to.value, **changes).returning(InvitationList.id)
    moved = session.scalar(changed) is not None
    session.refresh(found)
    return moved


def record(session: Session, action: Action, found: InvitationList, *, actor_id: UUID | None, **more: object) -> None:
    """Writes down what was done with a list, with its numbers and no address."""
    counts = queries.counts(session, list_ids=[found.id])[found.id]
    details = {"ready": counts.ready, "skipped": counts.skipped, "invited": counts.invited, **more}
    audit.record(
        session, action=action, trust_id=found.trust_id, actor_id=actor_id, subject_id=found.id, details=details
    )
