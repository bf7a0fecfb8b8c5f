"""Answers that were put by leave when they are due, or go back to their writer when something was written since."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.core import clock
from app.core.encryption import Unreadable
from app.core.errors import Conflict
from app.core.sweeping import alone
from app.keys import service as keys
from app.messages.models import Conversation, Reply
from app.messages.queries import inbox, profiles
from app.messages.queries.conversations import UNREADABLE
from app.messages.rules import replies as rules
from app.messages.rules.conversations import Act, Kind
from app.messages.rules.replies import BackBecause, ReplyState
from app.messages.rules.written import Written, written
from app.messages.service import answering, moves, telling
from app.messages.service.answering import Answer

SOMEBODY_DECIDED = "A colleague has decided about this answer meanwhile. Look at it again, then decide."
MOST_AT_ONCE = 50
_IS_DUE = (Reply.state == ReplyState.SCHEDULED.value, Reply.send_at <= bindparam("now"))
# Whoever changes a reply holds its conversation first, so conversations are what is claimed: what another worker, or a
# supporter, has in hand just now is left to them and found again in half a minute.
_CLAIMED = (
    select(Conversation)
    .where(exists().where(Reply.conversation_id == Conversation.id, *_IS_DUE))
    # In no order: else as many that cannot be opened just now would keep all others from being claimed.
    .order_by(func.random())
    .limit(MOST_AT_ONCE)
    .with_for_update(skip_locked=True)
    .execution_options(populate_existing=True)
)
_DUE = (
    select(Reply)
    .where(Reply.conversation_id == bindparam("conversation_id"), *_IS_DUE)
    .order_by(Reply.send_at, Reply.id)
    .execution_options(populate_existing=True)
)

_WRITER_IS_HERE = select(accounts.has_open_account(Reply.__table__.c.author_id)).where(
    Reply.id == bindparam("reply_id")
)


def send_due(session: Session) -> int:
    """Sends what is due, in every trust; returns how many were sent. Two that run at once send each answer once."""
    sent = 0
    now = {"now": clock.now()}
    for conversation in session.scalars(_CLAIMED, now).all():
        # Read once the conversation is held: it may have left since the claim looked.
        for reply in session.scalars(_DUE, now | {"conversation_id": conversation.id}).all():
            step = partial(send, session, conversation=conversation, reply=reply)
            if alone(session, step, what="reply", row_id=reply.id):
                sent += reply.state == ReplyState.SENT.value
    return sent


def send(session: Session, *, conversation: Conversation, reply: Reply) -> None:
    """It reaches the relative now, or goes back to its writer if somebody wrote since they looked.

    Hold the conversation before. Raises Conflict when its words cannot be opened now: it waits on.
    """
    since = answering.said_since(session, conversation, number=reply.seen_number)
    if not inbox.relative_is_here(session, conversation_id=conversation.id):
        drop(session, conversation=conversation, reply=reply, actor_id=None)
    elif since:
        because = BackBecause.WROTE_AGAIN if Kind.RELATIVE in since else BackBecause.ANSWERED
        if _has_left(session, reply):
            because = BackBecause.WRITER_LEFT
        comes_back(session, conversation=conversation, reply=reply, because=because)
    elif reply.reader_id is None and profiles.own(session, person_id=reply.author_id).in_training:
        _ask_reader(session, conversation, reply)
    else:
        _leave(session, conversation, reply)


def comes_back(
    session: Session,
    *,
    conversation: Conversation,
    reply: Reply,
    because: BackBecause,
    actor_id: UUID | None = None,
) -> None:
    """It is with its writer again, or with the team if the writer has left. They are told."""
    become(reply, ReplyState.SENT_BACK)
    reply.back_because = because.value
    facts = facts_of(reply) | {"because": because.value}
    moves.write_down(session, conversation, act=Act.REPLY_SENT_BACK, actor_id=actor_id, facts=facts)
    telling.tell_writer(session, conversation=conversation, reply_id=reply.id, writer_id=reply.author_id)


def drop(session: Session, *, conversation: Conversation, reply: Reply, actor_id: UUID | None) -> None:
    """It is not sent."""
    become(reply, ReplyState.CANCELLED)
    moves.write_down(session, conversation, act=Act.REPLY_CANCELLED, actor_id=actor_id, facts=facts_of(reply))


def become(reply: Reply, wanted: ReplyState) -> None:
    """Changes the state. Raises Conflict for a way that is not in the table."""
    if not rules.may_become(ReplyState(reply.state), wanted):
        raise Conflict(SOMEBODY_DECIDED)
    reply.state = wanted.value
    reply.version += 1


def words_of(session: Session, reply: Reply) -> Written:
    """What it says. Raises Conflict when it cannot be opened just now, such as with another root key: it is not lost."""
    try:
        key = keys.key_for(session, trust_id=reply.trust_id, owner_id=reply.conversation_id)
        return written(key.unseal(reply.sealed, place=f"reply/{reply.id}"))
    except Unreadable:
        raise Conflict(UNREADABLE) from None


def facts_of(reply: Reply) -> dict[str, Any]:
    """What is written down of it."""
    return {"reply": str(reply.id)}


def _leave(session: Session, conversation: Conversation, reply: Reply) -> None:
    given = Answer(reply.author_id, words_of(session, reply), reply.once, reply.seen_number)
    become(reply, ReplyState.SENT)
    owner_id = conversation.owner_id
    answering.answer(session, trust_id=conversation.trust_id, conversation_id=conversation.id, given=given)
    if _has_left(session, reply):
        conversation.owner_id = owner_id


def _ask_reader(session: Session, conversation: Conversation, reply: Reply) -> None:
    """Its writer was put in training after they put it off."""
    become(reply, ReplyState.FOR_SECOND_READER)
    facts = facts_of(reply) | {"for": reply.state}
    moves.write_down(session, conversation, act=Act.REPLY_PUT_BY, actor_id=reply.author_id, facts=facts)
    telling.tell_readers(session, conversation=conversation, reply_id=reply.id, writer_id=reply.author_id)


def _has_left(session: Session, reply: Reply) -> bool:
    """Whether its writer has closed their account, or is no supporter any more."""
    is_here = session.scalar(_WRITER_IS_HERE, {"reply_id": reply.id})
    return not is_here or Role.SUPPORTER not in accounts.roles_of(session, person_id=reply.author_id)
