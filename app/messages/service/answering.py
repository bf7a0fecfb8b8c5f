"""A supporter's answer reaches the relative: at once, or when a reply that was put by is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Conflict
from app.messages.models import Conversation, Message
from app.messages.queries import inbox
from app.messages.queries import promise as promises
from app.messages.rules import promise as promise_rules
from app.messages.rules.conversations import Act, Escalation, Kind, State
from app.messages.rules.written import Written
from app.messages.service import adding, moves, telling
from app.messages.service.adding import Entry
from app.risk import duty

SOMEBODY_WAS_FIRST = (
    "Something new was written here since you opened the page. Read it, then decide. Your words are kept."
)
NOBODY_THERE = "Their account was closed, so nobody would read an answer. Nothing that you wrote is lost."
# What the program says by itself makes no answer wrong.
_SAID_SINCE = (
    select(Message.kind)
    .where(
        Message.conversation_id == bindparam("conversation_id"),
        Message.number > bindparam("number"),
        Message.kind != Kind.AUTOMATIC.value,
    )
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a supporter says. `seen` is the number of the newest message that they have read."""

    author_id: UUID
    written: Written
    once: UUID
    seen: int


def answer(session: Session, *, trust_id: UUID, conversation_id: UUID, given: Answer) -> Message:
    """The answer, in the relative's conversation now. Raises NotFound, and Conflict as `require_seen`."""
    conversation = moves.locked(session, trust_id=trust_id, conversation_id=conversation_id)
    before = adding.sent_before(session, conversation=conversation, once=given.once)
    return before or _answer(session, conversation, given)


def require_seen(session: Session, conversation: Conversation, *, seen: int) -> None:
    """Raises Conflict when the relative is gone, or when somebody wrote what the answer's writer has not read."""
    require_relative(session, conversation)
    if said_since(session, conversation, number=seen):
        raise Conflict(SOMEBODY_WAS_FIRST)


def require_relative(session: Session, conversation: Conversation) -> None:
    """Raises Conflict when nobody would read an answer. Hold the conversation before: an account is closed with it."""
    if not inbox.relative_is_here(session, conversation_id=conversation.id):
        raise Conflict(NOBODY_THERE)


def said_since(session: Session, conversation: Conversation, *, number: int) -> frozenset[Kind]:
    """Who has written anything after the message with this number: relatives, supporters, or nobody."""
    given = {"conversation_id": conversation.id, "number": number}
    return frozenset(map(Kind, session.scalars(_SAID_SINCE, given)))


def _answer(session: Session, conversation: Conversation, given: Answer) -> Message:
    require_seen(session, conversation, seen=given.seen)
    message = adding.add(
        session,
        conversation=conversation,
        entry=Entry(Kind.SUPPORTER, given.author_id, given.written, given.once),
    )
    facts: dict[str, Any] = {"number": message.number}
    if conversation.waiting_since:
        facts["since"] = conversation.waiting_since.isoformat()
    moves.become(conversation, State.ANSWERED)
    stop_clock(conversation)
    conversation.seen_number = message.number
    # Whoever answers first looks after it from then on.
    conversation.owner_id = conversation.owner_id or given.author_id
    conversation.closed_at, conversation.snoozed_until = None, None
    conversation.version += 1
    moves.write_down(session, conversation, act=Act.ANSWERED, actor_id=given.author_id, facts=facts)
    telling.tell_relative(session, conversation=conversation)
    return message


def start_clock(session: Session, conversation: Conversation, *, since: datetime) -> None:
    """A relative waits since then. The promise counts from now, and the conversation is in sight."""
    hours = duty.of_trust(session, trust_id=conversation.trust_id).hours
    promise = promises.of_trust(session, trust_id=conversation.trust_id)
    moves.become(conversation, State.WAITING)
    conversation.waiting_since, conversation.closed_at, conversation.snoozed_until = since, None, None
    conversation.due_at = conversation.next_escalation_at = promise_rules.due_at(promise, hours, at=clock.now())
    conversation.escalation = Escalation.NONE.value


def stop_clock(conversation: Conversation) -> None:
    """Nobody waits any more."""
    conversation.waiting_since = conversation.due_at = conversation.next_escalation_at = None
    conversation.escalation = Escalation.NONE.value
