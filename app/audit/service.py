"""Writing the audit trail, in the transaction of the change that it tells of."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core import clock, turns
from app.core.turns import Turn

_FIRST = b"\x00" * 32


def record(
    session: Session,
    *,
    action: Action,
    trust_id: UUID | None,
    actor_id: UUID | None,
    subject_id: UUID | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Adds one entry. `details` are plain facts such as states and counts, never what somebody wrote."""
    # One writer a chain at a time: each entry must know the one before it.
    turns.wait(session, Turn.AUDIT, of=trust_id)
    entry = AuditEntry(
        trust_id=trust_id,
        actor_id=actor_id,
        action=action,
        subject_id=subject_id,
        details=details or {},
        happened_at=clock.now(),
        previous_hash=_last_hash(session, trust_id),
    )
    entry.hash = hash_of(entry)
    session.add(entry)
    session.flush()


def record_export(
    session: Session, *, report: str, rows: int, trust_id: UUID | None, actor_id: UUID, subject_id: UUID | None = None
) -> None:
    """Adds that a file with so many rows left the program."""
    record(
        session,
        action=Action.REPORT_EXPORTED,
        trust_id=trust_id,
        actor_id=actor_id,
        subject_id=subject_id,
        details={"report": report, "rows": rows},
    )


def hash_of(entry: AuditEntry) -> bytes:
    """SHA-256 over the entry before and everything this entry says."""
    facts = [entry.trust_id, entry.actor_id, entry.action, entry.subject_id, entry.details, entry.happened_at]
    words = json.dumps(facts, default=_as_text, sort_keys=True)
    return hashlib.sha256(entry.previous_hash + words.encode()).digest()


def first_broken(session: Session, *, trust_id: UUID | None) -> int | None:
    """The id of the first entry of a trust's chain that was changed or follows a removed one, or None."""
    previous = _FIRST
    chain = select(AuditEntry).where(AuditEntry.trust_id.is_not_distinct_from(trust_id)).order_by(AuditEntry.id)
    for entry in session.scalars(chain):
        if entry.previous_hash != previous or hash_of(entry) != entry.hash:
            return entry.id
        previous = entry.hash
    return None


def _last_hash(session: Session, trust_id: UUID | None) -> bytes:
    newest = (
        select(AuditEntry.hash)
        .where(AuditEntry.trust_id.is_not_distinct_from(trust_id))
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return session.scalar(newest) or _FIRST


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        # The database may give the moment back in another zone.
        return value.astimezone(clock.UTC).isoformat()
    return str(value)
