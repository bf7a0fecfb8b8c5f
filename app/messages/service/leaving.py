"""Somebody's account is closed: a supporter's conversations are the team's again, a relative's own are closed."""

from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.core.templating import plural
from app.messages.models import Conversation, Reply
from app.messages.rules.conversations import Act, State
from app.messages.rules.replies import BackBecause, ReplyState
from app.messages.service import drafting, moves, replying, taking, telling

_BACK_TO_TEAM = (ReplyState.FOR_SECOND_READER.value, ReplyState.SENT_BACK.value)
_NOT_LEFT = (*_BACK_TO_TEAM, ReplyState.SCHEDULED.value)
_OF_WRITER = select(Reply).where(
    Reply.conversation_id == bindparam("conversation_id"),
    Reply.author_id == bindparam("person_id"),
    Reply.state.in_(_BACK_TO_TEAM),
)
_PUT_BY = select(Reply).where(Reply.conversation_id == bindparam("conversation_id"), Reply.state.in_(_NOT_LEFT))
# In one order, so that two who leave at once do not wait for each other.
_IN_ORDER = select(Conversation).order_by(Conversation.id).with_for_update().execution_options(populate_existing=True)
_LEFT_BEHIND = _IN_ORDER.where(
    (Conversation.owner_id == bindparam("person_id"))
    | exists().where(
        Reply.conversation_id == Conversation.id,
        Reply.author_id == bindparam("person_id"),
        Reply.state.in_(_BACK_TO_TEAM),
    )
)
_OWN = _IN_ORDER.where(Conversation.relative_id == bindparam("person_id"))
_LOOKED_AFTER = select(func.count()).where(
    Conversation.owner_id == bindparam("person_id"), Conversation.state != State.CLOSED.value
)


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed. Before anything is written to the audit trail: conversations are held first."""
    lay_down(session, person_id=person_id)
    _close_own(session, person_id)
    drafting.forget_all(session, person_id=person_id)


def lay_down(session: Session, *, person_id: UUID) -> int:
    """Nobody by name looks after a supporter's conversations any more; returns how many they were.

    What they have put off is sent as planned. What waits for a second reader, or came back, comes to the team.
    """
    looked_after = 0
    for conversation in session.scalars(_LEFT_BEHIND, {"person_id": person_id}).all():
        if conversation.owner_id == person_id:
            taking.lay_down(session, conversation)
            conversation.version += 1
            facts = {"from": str(person_id), "account": "closed"}
            moves.write_down(session, conversation, act=Act.HANDED_OVER, actor_id=None, facts=facts)
            looked_after += 1
        _give_back(session, conversation, person_id)
    return looked_after


def said_before(session: Session, person_id: UUID) -> str:
    """A sentence for whoever closes a supporter's account; nothing if they look after no conversation."""
    count = session.scalar(_LOOKED_AFTER, {"person_id": person_id}) or 0
    if not count:
        return ""
    return f"They look after {plural(count, 'conversation')} with relatives. The other supporters take over."


def _give_back(session: Session, conversation: Conversation, person_id: UUID) -> None:
    given = {"conversation_id": conversation.id, "person_id": person_id}
    for reply in session.scalars(_OF_WRITER, given).all():
        if reply.state == ReplyState.SENT_BACK.value:
            reply.back_because = BackBecause.WRITER_LEFT.value
            reply.version += 1
            telling.tell_writer(session, conversation=conversation, reply_id=reply.id, writer_id=person_id)
        else:
            replying.comes_back(session, conversation=conversation, reply=reply, because=BackBecause.WRITER_LEFT)


def _close_own(session: Session, person_id: UUID) -> None:
    """Nobody would read an answer any more."""
    for conversation in session.scalars(_OWN, {"person_id": person_id}).all():
        for reply in session.scalars(_PUT_BY, {"conversation_id": conversation.id}).all():
            replying.drop(session, conversation=conversation, reply=reply, actor_id=None)
        if conversation.state != State.CLOSED.value:
            taking.shut(conversation)
            conversation.version += 1
            facts = {"account": "closed"}
            moves.write_down(session, conversation, act=Act.CLOSED, actor_id=person_id, facts=facts)
