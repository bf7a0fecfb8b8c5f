"""Destroying the words of a conversation: years after it was closed, or since its relative asks for it.

Its key goes, so that copies in backups made from then on open nothing, and what was locked is emptied. That there was a
conversation, its times, and who did what stay. What became a flag has its own copy under the flag's own key.
"""

from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid5

from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.config import settings
from app.core.errors import Conflict, NotFound
from app.core.sweeping import alone
from app.keys import service as keys
from app.mail import service as mail
from app.messages.models import Conversation, Draft, Message, Note, Opening, Reply
from app.messages.queries import glass
from app.messages.rules.conversations import Act, State
from app.messages.rules.replies import ReplyState
from app.messages.service import moves, taking
from app.risk import queries as risk
from app.risk import rules as risk_rules

MOST_AT_ONCE = 1000
# The same for every reason: one of them may be an opening that the relative is not told of.
NOT_TODAY = (
    "There can be several reasons. For example, staff may still be checking that everybody is safe. You did nothing wrong "
    "by asking. Please try again in a few days, or write to the supporters. If you are in danger, ring 999."
)
_HAS_WORDS = or_(
    exists().where(Message.conversation_id == Conversation.id, func.octet_length(Message.sealed) > 0),
    exists().where(Note.conversation_id == Conversation.id, func.octet_length(Note.sealed) > 0),
    exists().where(Draft.place == Conversation.id),
)
# What nobody closed counts from its last message, but for what waits for an answer.
_OLD = (
    select(Conversation)
    .where(
        Conversation.last_at < bindparam("until"),
        or_(Conversation.closed_at.is_(None), Conversation.closed_at < bindparam("until")),
        Conversation.state != State.WAITING.value,
        _HAS_WORDS,
    )
    .order_by(Conversation.last_at, Conversation.id)
    .limit(MOST_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_MESSAGES = select(Message.id).where(Message.conversation_id == bindparam("conversation_id"))
# Held first, as whoever keeps a draft does.
_DRAFTS = select(Draft.id).where(Draft.place == bindparam("conversation_id")).order_by(Draft.id).with_for_update()


def forget_old(session: Session) -> int:
    """Destroys the words of conversations that were closed MESSAGE_YEARS ago; returns how many.

    The next run takes what is left, and what is still needed is looked at again each night. All conversations are held
    from the beginning, and the audit trail is written once all are done: in a savepoint of each it would be held before
    what the next one locks.
    """
    until = risk_rules.years_before(clock.now(), settings().message_years)
    old = [each for each in session.scalars(_OLD, {"until": until}).all() if not is_needed(session, conversation=each)]
    destroyed = [each for each in old if _destroy_alone(session, each)]
    _write_down(session, destroyed, actor_id=None)
    return len(destroyed)


def destroy_own(session: Session, *, user: SignedIn, conversation_id: UUID) -> None:
    """A relative has the words of one conversation destroyed. Raises NotFound, and Conflict while they are needed."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    if conversation.relative_id != user.person_id:
        raise NotFound
    if is_needed(session, conversation=conversation):
        raise Conflict(NOT_TODAY)
    if not has_words(session, conversation_id=conversation.id):
        return
    _destroy(session, conversation, actor_id=user.person_id)
    if conversation.state != State.CLOSED.value:
        taking.shut(conversation)
        conversation.version += 1
    _write_down(session, [conversation], actor_id=user.person_id)


def is_needed(session: Session, *, conversation: Conversation) -> bool:
    """Whether somebody works on a flag about it, or has asked to open it, or reads it in an emergency just now."""
    if glass.going_on(session, conversation_id=conversation.id):
        return True
    subjects = [conversation.id, *session.scalars(_MESSAGES, {"conversation_id": conversation.id})]
    if conversation.relative_id:
        # What could not be sent is looked at under this name (service.writing.worry).
        subjects.append(uuid5(conversation.id, str(conversation.relative_id)))
    return risk.is_any_open(session, trust_id=conversation.trust_id, subject_ids=subjects)


def has_words(session: Session, *, conversation_id: UUID) -> bool:
    """Whether there is anything left to destroy."""
    return bool(session.scalar(select(_HAS_WORDS).select_from(Conversation).where(Conversation.id == conversation_id)))


def _destroy_alone(session: Session, conversation: Conversation) -> bool:
    step = partial(_destroy, session, conversation, actor_id=None)
    return alone(session, step, what="forgetting", row_id=conversation.id)


def _destroy(session: Session, conversation: Conversation, *, actor_id: UUID | None) -> None:
    keys.shred(session, owner_id=conversation.id)
    for draft_id in session.scalars(_DRAFTS, {"conversation_id": conversation.id}).all():
        keys.shred(session, owner_id=draft_id)
    session.execute(delete(Draft).where(Draft.place == conversation.id))
    for words in (Message, Note, Opening):
        session.execute(update(words).where(words.conversation_id == conversation.id).values(sealed=b""))
    replies = update(Reply).where(Reply.conversation_id == conversation.id)
    session.execute(replies.values(sealed=b"", sealed_advice=None))
    left = [each.value for each in ReplyState if each is not ReplyState.SENT]
    session.execute(
        replies.where(Reply.state.in_(left)).values(state=ReplyState.CANCELLED.value, version=Reply.version + 1)
    )
    conversation.sealed_topic = None
    mail.cancel(session, subject_id=conversation.id)
    moves.write_down(session, conversation, act=Act.WORDS_DESTROYED, actor_id=actor_id)


def _write_down(session: Session, conversations: Iterable[Conversation], *, actor_id: UUID | None) -> None:
    """After all that is locked: the audit trail comes last in the order of locks."""
    session.flush()
    for conversation in conversations:
        audit.record(
            session,
            action=Action.CONVERSATION_DESTROYED,
            trust_id=conversation.trust_id,
            actor_id=actor_id,
            subject_id=conversation.id,
            details={"messages": conversation.last_number},
        )
