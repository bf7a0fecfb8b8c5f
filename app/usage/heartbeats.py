"""Signs that a page is still being read: visible, and touched in the last minutes."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.usage.events import Event

NOT_MORE_OFTEN_THAN = timedelta(seconds=5)

# Time is counted from gaps, so more heartbeats would add none: only rows.
_INSERT = text("""
INSERT INTO usage_events (event, trust_id, person_id, subject, is_staff, happened_at)
SELECT :event, :trust_id, :person_id, :page, false, :now
WHERE NOT EXISTS (
    SELECT FROM usage_events
    WHERE person_id = :person_id AND event = :event AND happened_at > :recently AND happened_at <= :now)
""")


def record(session: Session, *, trust_id: UUID, person_id: UUID, page: str) -> None:
    """Adds one heartbeat of a relative on a page ("module/page"), unless there was one in the last five seconds."""
    now = clock.now()
    facts = {"event": Event.PAGE_STILL_READ.value, "trust_id": trust_id, "person_id": person_id, "page": page}
    session.execute(_INSERT, {**facts, "now": now, "recently": now - NOT_MORE_OFTEN_THAN})
