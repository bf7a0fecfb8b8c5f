"""Somebody has read: "seen by the team" for the relative, and the record of who read what."""

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.messages.models import Act as HappenedAct
from app.messages.models import Conversation
from app.messages.rules.conversations import Act
from app.messages.service import moves

_READ_BEFORE = select(
    func.coalesce(func.max(HappenedAct.facts["number"].as_string().cast(Integer)), 0).label("number"),
    func.max(HappenedAct.happened_at).label("at"),
).where(
    HappenedAct.conversation_id == bindparam("conversation_id"),
    HappenedAct.actor_id == bindparam("person_id"),
    HappenedAct.act == Act.READ.value,
)


def seen_by_team(session: Session, *, user: SignedIn, conversation_id: UUID) -> None:
    """A supporter has the conversation open. Written down for each person: each message that is new to them, and each day."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    conversation.seen_number = conversation.last_number
    write_down_read(session, conversation=conversation, person_id=user.person_id)


def seen_by_relative(session: Session, *, user: SignedIn, conversation_id: UUID) -> None:
    """The relative has it open: nothing is new for them any more."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    conversation.relative_seen_number = conversation.last_number


def write_down_read(session: Session, *, conversation: Conversation, person_id: UUID) -> None:
    """That this person has read up to the newest message; with nothing new to them once a day, that they looked again."""
    before, number = _read_before(session, conversation.id, person_id), conversation.last_number
    if before.number < number:
        facts: dict[str, Any] = {"from": before.number + 1, "number": number}
    elif clock.london_day(before.at) < clock.london_day(clock.now()):
        facts = {"number": number, "again": True}
    else:
        return
    moves.write_down(session, conversation, act=Act.READ, actor_id=person_id, facts=facts)


def read_to(session: Session, *, conversation_id: UUID, person_id: UUID) -> int:
    """The number of the newest message that it is written down of this person to have read; 0 for none."""
    return int(_read_before(session, conversation_id, person_id).number)


def _read_before(session: Session, conversation_id: UUID, person_id: UUID) -> Row[Any]:
    return session.execute(_READ_BEFORE, {"conversation_id": conversation_id, "person_id": person_id}).one()
