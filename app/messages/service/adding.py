"""Adding a message to a conversation: numbered, locked, and told to whoever has the page open."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import clock, hints
from app.keys import service as keys
from app.messages.models import Conversation, Message
from app.messages.rules.conversations import Kind
from app.messages.rules.written import Written
from app.risk import duty
from app.trusts.hours import opening

CONVERSATION_TOPIC, INBOX_TOPIC = "messages.conversation", "messages.inbox"
_SENT_BEFORE = select(Message).where(
    Message.conversation_id == bindparam("conversation_id"), Message.once == bindparam("once")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be added. `once` comes from the form: the same form sent twice is one message."""

    kind: Kind
    author_id: UUID | None
    written: Written
    once: UUID | None = None
    detector: str = ""


def sent_before(session: Session, *, conversation: Conversation, once: UUID) -> Message | None:
    """The message that this form has made already, if it has."""
    return session.scalar(_SENT_BEFORE, {"conversation_id": conversation.id, "once": once})


def add(session: Session, *, conversation: Conversation, entry: Entry) -> Message:
    """The message, in a conversation that this transaction holds."""
    now = clock.now()
    hours = duty.of_trust(session, trust_id=conversation.trust_id).hours
    was_seen = conversation.seen_number == conversation.last_number
    conversation.last_number += 1
    conversation.last_at = now
    if entry.kind is Kind.AUTOMATIC and was_seen:
        # What the program says leaves nothing of the relative's unread.
        conversation.seen_number = conversation.last_number
    message = Message(
        id=uuid4(),
        trust_id=conversation.trust_id,
        conversation_id=conversation.id,
        number=conversation.last_number,
        kind=entry.kind.value,
        author_id=entry.author_id,
        once=entry.once,
        written_at=now,
        after_hours=not opening.is_open(hours, at=now),
        detector=entry.detector,
    )
    key = keys.key_for(session, trust_id=conversation.trust_id, owner_id=conversation.id)
    message.sealed = key.seal(entry.written.as_data(), place=f"message/{message.id}")
    session.add(message)
    session.flush()
    hints.send(session, topic=f"{CONVERSATION_TOPIC}.{conversation.id}", number=message.number)
    hints.send(session, topic=f"{INBOX_TOPIC}.{conversation.trust_id}", number=message.number)
    return message
