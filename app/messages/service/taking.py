"""Who looks after a conversation, and when it is in sight. Of two who change it at once the second is told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.messages.models import Conversation, Message, Reply
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import Act, Kind, Standing, State, Verb
from app.messages.rules.replies import WAITS
from app.messages.service import answering, moves, noting, telling

CANNOT_TAKE_IT = "This person cannot take it. Choose another supporter."
SOMETHING_WAITS = "An answer waits here to be sent. Wait until it is gone, or cancel it. Then you can close this."
_WAITS = select(
    exists().where(
        Reply.conversation_id == bindparam("conversation_id"), Reply.state.in_([state.value for state in WAITS])
    )
)
# Of words that were destroyed there is nothing to answer.
_LAST_WORD = (
    select(Message.kind, Message.written_at)
    .where(
        Message.conversation_id == bindparam("conversation_id"),
        Message.kind != Kind.AUTOMATIC.value,
        func.octet_length(Message.sealed) > 0,
    )
    .order_by(Message.number.desc())
    .limit(1)
)


def take(session: Session, *, user: SignedIn, conversation_id: UUID, version: int) -> None:
    """This supporter looks after it from now on."""
    conversation = _held(session, user, conversation_id, version, Verb.TAKE)
    before, conversation.owner_id = conversation.owner_id, user.person_id
    _done(session, user, conversation, Act.TAKEN, {"from": str(before)} if before else {})


def release(session: Session, *, user: SignedIn, conversation_id: UUID, version: int) -> None:
    """Nobody looks after it by name any more; all of them see it, and are told if a relative waits."""
    conversation = _held(session, user, conversation_id, version, Verb.RELEASE)
    lay_down(session, conversation)
    _done(session, user, conversation, Act.RELEASED)


def hand_over(session: Session, *, user: SignedIn, conversation_id: UUID, version: int, to: UUID, words: str) -> None:
    """A colleague looks after it, and is told if a relative waits. Raises Conflict unless they are a supporter."""
    conversation = _held(session, user, conversation_id, version, Verb.HAND_OVER)
    others = telling.colleagues(session, trust_id=user.own_trust, role=Role.SUPPORTER, but=user.person_id)
    if to == conversation.owner_id or to not in {each.id for each in others}:
        raise Conflict(CANNOT_TAKE_IT)
    conversation.owner_id = to
    if words:
        noting.keep(session, conversation=conversation, author_id=user.person_id, text=words)
    if conversation.state == State.WAITING.value:
        telling.tell_team(session, conversation=conversation)
    _done(session, user, conversation, Act.HANDED_OVER if words else Act.ASSIGNED, {"to": str(to)})


def snooze(session: Session, *, user: SignedIn, conversation_id: UUID, version: int, until: datetime) -> None:
    """It is out of sight until then. Raises Conflict when that is too late."""
    conversation = _held(session, user, conversation_id, version, Verb.SNOOZE)
    if until > rules.latest_snooze(due_at=conversation.due_at, now=clock.now()):
        raise Conflict
    conversation.snoozed_until = until
    _done(session, user, conversation, Act.SNOOZED, {"until": until.isoformat()})


def wake(session: Session, *, user: SignedIn, conversation_id: UUID, version: int) -> None:
    """It is in sight again."""
    conversation = _held(session, user, conversation_id, version, Verb.WAKE)
    conversation.snoozed_until = None
    _done(session, user, conversation, Act.WOKEN)


def close(session: Session, *, user: SignedIn, conversation_id: UUID, version: int) -> None:
    """Nothing is left to be said now. The relative can write here again at any time, which opens it."""
    conversation = _held(session, user, conversation_id, version, Verb.CLOSE)
    if session.scalar(_WAITS, {"conversation_id": conversation.id}):
        raise Conflict(SOMETHING_WAITS)
    shut(conversation)
    _done(session, user, conversation, Act.CLOSED)


def open_again(session: Session, *, user: SignedIn, conversation_id: UUID, version: int) -> None:
    """A supporter has more to say. If the relative had the last word, they wait again. Raises Conflict if they are gone."""
    conversation = _held(session, user, conversation_id, version, Verb.OPEN_AGAIN)
    answering.require_relative(session, conversation)
    last = session.execute(_LAST_WORD, {"conversation_id": conversation.id}).one_or_none()
    if last and last.kind == Kind.RELATIVE.value:
        answering.start_clock(session, conversation, since=last.written_at)
        telling.tell_team(session, conversation=conversation)
    else:
        moves.become(conversation, State.ANSWERED)
        conversation.closed_at = None
    conversation.owner_id = conversation.owner_id or user.person_id
    _done(session, user, conversation, Act.OPENED_AGAIN)


def lay_down(session: Session, conversation: Conversation) -> None:
    """Nobody by name looks after what this transaction holds; the team is told if a relative waits."""
    conversation.owner_id = None
    if conversation.state == State.WAITING.value:
        telling.tell_team(session, conversation=conversation)


def shut(conversation: Conversation) -> None:
    """Closes what this transaction holds."""
    moves.become(conversation, State.CLOSED)
    answering.stop_clock(conversation)
    conversation.closed_at, conversation.snoozed_until = clock.now(), None


def _held(session: Session, user: SignedIn, conversation_id: UUID, version: int, verb: Verb) -> Conversation:
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    moves.require(conversation, version=version)
    standing = Standing(State(conversation.state), conversation.owner_id, conversation.snoozed_until)
    if verb not in rules.offered(standing, person_id=user.person_id, now=clock.now()):
        raise Conflict
    return conversation


def _done(
    session: Session, user: SignedIn, conversation: Conversation, act: Act, facts: dict[str, Any] | None = None
) -> None:
    conversation.version += 1
    moves.write_down(session, conversation, act=act, actor_id=user.person_id, facts=facts)
    audit.record(
        session,
        action=Action.MESSAGE_CONVERSATION_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=conversation.id,
        details={"act": act.value},
    )
