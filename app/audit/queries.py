"""Reads of the audit trail for a page that shows what was done to one thing. Nothing is decided by it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, and when."""

    actor_id: UUID | None
    happened_at: datetime
    details: dict[str, Any]


def history(session: Session, *, trust_id: UUID, action: Action, subject_id: UUID) -> list[Entry]:
    """What was done to one thing, the newest first."""
    mine = (AuditEntry.trust_id == trust_id, AuditEntry.action == action.value, AuditEntry.subject_id == subject_id)
    rows = session.execute(
        select(AuditEntry.actor_id, AuditEntry.happened_at, AuditEntry.details)
        .where(*mine)
        .order_by(AuditEntry.id.desc())
    )
    return [Entry(*row) for row in rows]
