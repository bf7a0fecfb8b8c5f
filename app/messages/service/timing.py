"""The minutes that a supporter gives to a conversation."""

from uuid import UUID, uuid5

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.messages.models import Minutes


def note(session: Session, *, user: SignedIn, conversation_id: UUID, minutes: int, once: UUID) -> None:
    """Writes them down for today. The same form sent twice counts once."""
    now = clock.now()
    row = insert(Minutes).values(
        id=uuid5(user.person_id, f"minutes/{once}"),
        trust_id=user.own_trust,
        conversation_id=conversation_id,
        person_id=user.person_id,
        minutes=minutes,
        day=clock.london_day(now),
        noted_at=now,
    )
    session.execute(row.on_conflict_do_nothing())
