"""What can be destroyed of a conversation, and what is left of it."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import Engine, text, update

from app.core.db import Platform, unit_of_work
from app.keys import service as keys
from app.messages.models import Conversation, Note, Reply
from app.messages.rules.conversations import State
from app.messages.rules.written import Written
from app.messages.service import drafting
from app.messages.service.drafting import Begun
from tests.builders.messages import signed_in
from tests.people import Cast

LONG_AGO = datetime(2026, 11, 23, 11, tzinfo=UTC)
DANGER = "He has gone out with a knife and says he will kill himself tonight."


def close(conversation_id: UUID) -> None:
    """A supporter has closed it just now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        shut = update(Conversation).where(Conversation.id == conversation_id)
        session.execute(shut.values(state=State.CLOSED.value, closed_at=datetime.now(UTC)))


def sealed_left(owner: Engine) -> int:
    """How many bytes of anything locked are left about conversations."""
    counted = " UNION ALL ".join(
        f"SELECT sum(octet_length(sealed)) AS left FROM {table}"
        for table in ("messages", "message_notes", "message_replies", "message_openings", "message_drafts")
    )
    with owner.connect() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'test', true)"))
        return connection.scalar(text(f"SELECT coalesce(sum(total.left), 0) FROM ({counted}) total")) or 0


def add_note(cast: Cast, conversation_id: UUID) -> None:
    """Sue's note, and an answer of hers that waits for its time."""
    with unit_of_work(cast.riverside.id) as session:
        key = keys.key_for(session, trust_id=cast.riverside.id, owner_id=conversation_id)
        of = {"trust_id": cast.riverside.id, "conversation_id": conversation_id, "author_id": cast.sue.id}
        session.add(Note(id=uuid4(), sealed=key.seal("A note", place="note"), **of))
        waiting = {"state": "scheduled", "send_at": LONG_AGO, "seen_number": 1, "once": uuid4()}
        sealed = key.seal(Written("Later").as_data(), place="reply")
        session.add(Reply(id=uuid4(), sealed=sealed, **waiting, **of))


def draft(cast: Cast, conversation_id: UUID) -> None:
    """What Alice began to write there."""
    with unit_of_work(cast.riverside.id) as session:
        drafting.save(session, user=signed_in(cast.alice), place=conversation_id, begun=Begun(text="And also"))


def data_keys() -> int:
    """How many keys there are."""
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(text("SELECT count(*) FROM data_keys")) or 0
