"""An answer that does not leave at once: for a second reader, or for later; and what people decide about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.keys import service as keys
from app.messages.models import Conversation, Reply
from app.messages.rules import replies as rules
from app.messages.rules.conversations import Act
from app.messages.rules.replies import BackBecause, ReplyStanding, ReplyState, ReplyVerb
from app.messages.rules.written import Written
from app.messages.service import answering, moves, replying, telling
from app.messages.service.answering import Answer

PUT_BY_BEFORE = (
    "You have given this answer before, and it does not wait for that time: look below what became of it, then decide. "
    "Your words are kept."
)
_SENT_BEFORE = select(Reply).where(
    Reply.conversation_id == bindparam("conversation_id"), Reply.once == bindparam("once")
)
_HELD = (
    select(Reply)
    .where(Reply.id == bindparam("reply_id"), Reply.conversation_id == bindparam("conversation_id"))
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer that somebody decides about, as their page showed it."""

    conversation_id: UUID
    reply_id: UUID
    version: int


def put_by(
    session: Session,
    *,
    user: SignedIn,
    conversation_id: UUID,
    given: Answer,
    send_at: datetime | None,
    needs_reader: bool,
) -> Reply:
    """Keeps the answer until it is read or due; the same form is one, while that waits. Raises Conflict as answering does."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    before = session.scalar(_SENT_BEFORE, {"conversation_id": conversation_id, "once": given.once})
    if before:
        if before.state not in rules.WAITS or before.send_at != send_at:
            raise Conflict(PUT_BY_BEFORE)
        return before
    answering.require_seen(session, conversation, seen=given.seen)
    state = ReplyState.FOR_SECOND_READER if needs_reader else ReplyState.SCHEDULED
    reply = Reply(
        id=uuid4(),
        trust_id=conversation.trust_id,
        conversation_id=conversation.id,
        author_id=given.author_id,
        state=state.value,
        seen_number=given.seen,
        once=given.once,
        send_at=send_at,
    )
    key = keys.key_for(session, trust_id=conversation.trust_id, owner_id=conversation.id)
    reply.sealed = key.seal(given.written.as_data(), place=f"reply/{reply.id}")
    session.add(reply)
    session.flush()
    if conversation.owner_id is None:
        conversation.owner_id = given.author_id
        conversation.version += 1
    facts = replying.facts_of(reply) | {"for": state.value}
    moves.write_down(session, conversation, act=Act.REPLY_PUT_BY, actor_id=given.author_id, facts=facts)
    if needs_reader:
        telling.tell_readers(session, conversation=conversation, reply_id=reply.id, writer_id=given.author_id)
    return reply


def approve(session: Session, *, user: SignedIn, chosen: Chosen) -> ReplyState:
    """A second reader finds it good: it is sent, or waits for its time, or goes back since the relative wrote again."""
    conversation, reply = _held(session, user, chosen, ReplyVerb.APPROVE)
    # What cannot be opened now was not read either.
    replying.words_of(session, reply)
    reply.reader_id, reply.read_at = user.person_id, clock.now()
    moves.write_down(
        session, conversation, act=Act.REPLY_APPROVED, actor_id=user.person_id, facts=replying.facts_of(reply)
    )
    if reply.send_at and reply.send_at > clock.now():
        replying.become(reply, ReplyState.SCHEDULED)
    else:
        replying.send(session, conversation=conversation, reply=reply)
    _tell_audit(session, user, reply)
    return ReplyState(reply.state)


def send_back(session: Session, *, user: SignedIn, chosen: Chosen, advice: str) -> None:
    """A second reader says what should change."""
    conversation, reply = _held(session, user, chosen, ReplyVerb.SEND_BACK)
    reply.reader_id, reply.read_at = user.person_id, clock.now()
    key = keys.key_for(session, trust_id=conversation.trust_id, owner_id=conversation.id)
    reply.sealed_advice = key.seal(advice, place=f"advice/{reply.id}")
    replying.comes_back(
        session, conversation=conversation, reply=reply, because=BackBecause.READER, actor_id=user.person_id
    )
    _tell_audit(session, user, reply)


def cancel(session: Session, *, user: SignedIn, chosen: Chosen) -> None:
    """It is given up."""
    conversation, reply = _held(session, user, chosen, ReplyVerb.CANCEL)
    replying.drop(session, conversation=conversation, reply=reply, actor_id=user.person_id)


def take_out(session: Session, *, user: SignedIn, chosen: Chosen) -> Written:
    """Its words, to be changed; until it is sent again nothing waits to be sent."""
    conversation, reply = _held(session, user, chosen, ReplyVerb.CHANGE)
    words = replying.words_of(session, reply)
    replying.drop(session, conversation=conversation, reply=reply, actor_id=user.person_id)
    return words


def _held(session: Session, user: SignedIn, chosen: Chosen, verb: ReplyVerb) -> tuple[Conversation, Reply]:
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=chosen.conversation_id)
    ids = {"reply_id": chosen.reply_id, "conversation_id": chosen.conversation_id}
    reply = session.scalar(_HELD, ids)
    if reply is None:
        raise NotFound
    because = BackBecause(reply.back_because) if reply.back_because else None
    standing = ReplyStanding(ReplyState(reply.state), reply.author_id, because)
    if reply.version != chosen.version or verb not in rules.offered(standing, person_id=user.person_id):
        raise Conflict(replying.SOMEBODY_DECIDED)
    return conversation, reply


def _tell_audit(session: Session, user: SignedIn, reply: Reply) -> None:
    audit.record(
        session,
        action=Action.MESSAGE_REPLY_DECIDED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=reply.id,
        details={"state": reply.state},
    )
