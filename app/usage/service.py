"""Writing usage events: one insert each, in the transaction of what happened."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.usage.events import Event
from app.usage.models import UsageEvent

_INSERT = insert(UsageEvent.__table__)  # type: ignore[arg-type]  # a table, though declared as FromClause


def record(
    session: Session, *, event: Event, trust_id: UUID, person_id: UUID, subject: str = "", is_staff: bool = False
) -> None:
    """Adds one event; `subject` is an address or a name of ours, never what a person wrote."""
    now = clock.now()
    session.execute(
        _INSERT,
        {
            "event": event.value,
            "trust_id": trust_id,
            "person_id": person_id,
            "subject": subject[:200],
            "is_staff": is_staff,
            "happened_at": now,
            "recorded_at": now,
        },
    )
