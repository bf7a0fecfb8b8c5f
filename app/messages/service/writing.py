"""A relative writes: the message, the promise, what they are told when nobody reads, and the look for danger."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock, turns
from app.core.errors import NotFound
from app.core.turns import Turn
from app.keys import service as keys
from app.messages.models import Conversation, Message
from app.messages.rules.conversations import Act, Kind, State
from app.messages.rules.written import Written
from app.messages.service import absence, adding, answering, moves, telling
from app.messages.service.adding import Entry
from app.risk import detector
from app.risk.detector import Assessment, Channel
from app.risk.receipt import Receipt
from app.risk.rules import SubjectKind
from app.risk.service import answering as risk
from app.usage import service as usage
from app.usage.events import Event


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent, and what its writer is told at once if a person must look at it."""

    conversation_id: UUID
    number: int
    receipt: Receipt | None


def start(session: Session, *, user: SignedIn, topic: str, written: Written, once: UUID) -> Sent:
    """A new conversation with its first message. The same form sent twice is one conversation."""
    # The id comes from the form and from who sent it, so that nobody can name another's.
    conversation_id = uuid5(user.person_id, str(once))
    # Else the same form, sent twice at once, would make two.
    turns.wait(session, Turn.NEW_CONVERSATION, of=user.person_id)
    if session.get(Conversation, conversation_id) is None:
        conversation = Conversation(id=conversation_id, trust_id=user.own_trust, relative_id=user.person_id)
        conversation.state, conversation.opened_at = State.ANSWERED.value, clock.now()
        if topic:
            key = keys.key_for(session, trust_id=user.own_trust, owner_id=conversation_id)
            conversation.sealed_topic = key.seal(topic, place="topic")
        session.add(conversation)
        session.flush()
        moves.write_down(session, conversation, act=Act.STARTED, actor_id=user.person_id)
    return write(session, user=user, conversation_id=conversation_id, written=written, once=once)


def write(session: Session, *, user: SignedIn, conversation_id: UUID, written: Written, once: UUID) -> Sent:
    """One more message of the relative's own: it waits for an answer from now on, also where that was closed."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    if conversation.relative_id != user.person_id:
        raise NotFound
    found = detector.assess(written.text, channel=Channel.MESSAGE)
    message = adding.sent_before(session, conversation=conversation, once=once)
    if message is None:
        message = _add(session, user, conversation, written, once, found)
    receipt = _answer(session, user, message.id, written.text, found)
    return Sent(conversation.id, message.number, receipt)


def worry(session: Session, *, user: SignedIn, place: UUID, text: str) -> Receipt | None:
    """What could not be sent, such as since it is too long, is read for danger all the same."""
    found = detector.assess(text, channel=Channel.MESSAGE)
    return _answer(session, user, uuid5(place, str(user.person_id)), text, found)


def _add(
    session: Session, user: SignedIn, conversation: Conversation, written: Written, once: UUID, found: Assessment
) -> Message:
    entry = Entry(Kind.RELATIVE, user.person_id, written, once, found.version)
    message = adding.add(session, conversation=conversation, entry=entry)
    conversation.relative_seen_number = message.number
    is_news = conversation.state != State.WAITING.value or _is_aside(conversation)
    _wait(session, conversation)
    moves.write_down(session, conversation, act=Act.WROTE, actor_id=user.person_id, facts={"number": message.number})
    usage.record(
        session, event=Event.MESSAGE_WRITTEN, trust_id=user.own_trust, person_id=user.person_id, subject="message"
    )
    absence.say_nobody_reads(session, conversation=conversation)
    if is_news:
        telling.tell_team(session, conversation=conversation)
    return message


def _wait(session: Session, conversation: Conversation) -> None:
    """It is in sight again; the promise begins to count, unless they wait already."""
    if conversation.state != State.WAITING.value:
        answering.start_clock(session, conversation, since=clock.now())
        conversation.version += 1
    elif conversation.snoozed_until:
        conversation.snoozed_until = None
        conversation.version += 1


def _is_aside(conversation: Conversation) -> bool:
    return conversation.snoozed_until is not None and conversation.snoozed_until > clock.now()


def _answer(session: Session, user: SignedIn, subject_id: UUID, text: str, found: Assessment) -> Receipt | None:
    return risk.answer(
        session,
        trust_id=user.own_trust,
        writer_id=user.person_id,
        kind=SubjectKind.MESSAGE,
        subject_id=subject_id,
        text=text,
        found=found,
        readers=user.trust_name,
    )
