"""Signs that a page is still being read: visible, and touched in the last minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock
from app.usage.events import Event

NOT_MORE_OFTEN_THAN = timedelta(seconds=5)
LATEST = timedelta(hours=1)  # what could not be sent for longer is not believed

# Time is counted from gaps, so more heartbeats would add none: only rows. The bounds are worked out before, so that only the
# parts of these months are planned for.
_INSERT = text("""
INSERT INTO usage_events (event, trust_id, person_id, subject, is_staff, happened_at, recorded_at)
SELECT :event, :trust_id, :person_id, :page, false, :at, :now
WHERE NOT EXISTS (
    SELECT FROM usage_events WHERE person_id = :person_id AND event = :event
      AND happened_at > :after AND happened_at < :before)""")


def happened_at(seconds_ago: int) -> datetime | None:
    """The moment so many seconds ago, by our own clock; None if that is too long ago to be believed."""
    ago = timedelta(seconds=seconds_ago)
    return clock.now() - ago if ago <= LATEST else None


def record(session: Session, *, trust_id: UUID, person_id: UUID, page: str, at: datetime | None = None) -> None:
    """Adds one heartbeat of a relative on a page ("module/page"), unless there was one within five seconds of it.

    `at`: when it was, if it comes late.
    """
    now = clock.now()
    when = at or now
    facts = {"event": Event.PAGE_STILL_READ.value, "trust_id": trust_id, "person_id": person_id, "page": page}
    bounds = {"after": when - NOT_MORE_OFTEN_THAN, "before": when + NOT_MORE_OFTEN_THAN}
    session.execute(_INSERT, {**facts, **bounds, "at": when, "now": now})
