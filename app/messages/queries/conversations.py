"""Conversations and what is in them, opened with the conversation's key in the same statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.messages.models import Conversation, Message, Note
from app.messages.rules.conversations import Escalation, Kind, Standing, State
from app.messages.rules.written import Written, written

log = structlog.get_logger()

_C, _M, _N = Conversation.__table__.c, Message.__table__.c, Note.__table__.c
DESTROYED = "These words were destroyed. This cannot be undone."
UNREADABLE = "These words cannot be read just now. They are not lost. Please tell whoever runs this service."


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation without its messages. `topic` is what the relative called it, or nothing."""

    id: UUID
    trust_id: UUID
    relative_id: UUID | None
    topic: str
    state: State
    owner_id: UUID | None
    last_number: int
    seen_number: int
    relative_seen_number: int
    opened_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    due_at: datetime | None
    escalation: Escalation
    snoozed_until: datetime | None
    closed_at: datetime | None
    version: int

    @property
    def standing(self) -> Standing:
        """What decides who may do what."""
        return Standing(self.state, self.owner_id, self.snoozed_until)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message, opened."""

    id: UUID
    number: int
    kind: Kind
    author_id: UUID | None
    written: Written
    written_at: datetime
    after_hours: bool


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A supporter's private note, opened."""

    id: UUID
    author_id: UUID | None
    text: str
    written_at: datetime


_PLAIN = [each for each in ConversationLine.__dataclass_fields__ if each not in {"topic", "trust_id", "owner_id"}]
LINES: Select[Any] = keys.with_key(
    select(
        *(_C[name] for name in _PLAIN),
        _C.sealed_topic,
        # A key has a trust and an owner, too: its owner is the conversation.
        _C.trust_id.label("of_trust"),
        _C.owner_id.label("looked_after_by"),
    ),
    owner=_C.id,
)
_OWN = LINES.where(_C.trust_id == bindparam("trust_id"), _C.relative_id == bindparam("person_id"))
_OWN_ONE = _OWN.where(_C.id == bindparam("conversation_id"))
_OWN_ALL = _OWN.order_by(_C.last_at.desc(), _C.id)
_OF_TEAM = LINES.where(_C.trust_id == bindparam("trust_id"), _C.id == bindparam("conversation_id"))
_IN_ORDER: Select[Any] = keys.with_key(
    select(_M.id, _M.number, _M.kind, _M.author_id, _M.sealed, _M.written_at, _M.after_hours),
    owner=_M.conversation_id,
).order_by(_M.number)
_MESSAGES = _IN_ORDER.where(_M.conversation_id == bindparam("conversation_id"))
_OF_MANY = _IN_ORDER.where(_M.conversation_id.in_(bindparam("conversation_ids", expanding=True)))
_ARE_DESTROYED = select(func.max(func.octet_length(_M.sealed)) == 0).where(
    _M.conversation_id == bindparam("conversation_id")
)
_NOTES = (
    keys.with_key(select(_N.id, _N.author_id, _N.sealed, _N.written_at), owner=_N.conversation_id)
    .where(_N.conversation_id == bindparam("conversation_id"))
    .order_by(_N.written_at, _N.id)
)


def own(session: Session, *, user: SignedIn, conversation_id: UUID) -> ConversationLine:
    """A relative's own conversation. Raises NotFound for anybody else's."""
    given = {"trust_id": user.own_trust, "person_id": user.person_id, "conversation_id": conversation_id}
    return _one(session.execute(_OWN_ONE, given).one_or_none())


def own_all(session: Session, *, user: SignedIn) -> list[ConversationLine]:
    """All of a relative's conversations, the one with the newest message first."""
    rows = session.execute(_OWN_ALL, {"trust_id": user.own_trust, "person_id": user.person_id})
    return [line(row) for row in rows]


def of_team(session: Session, *, user: SignedIn, conversation_id: UUID) -> ConversationLine:
    """A conversation with the supporters of the trust, for one of them. Raises NotFound."""
    given = {"trust_id": user.own_trust, "conversation_id": conversation_id}
    return _one(session.execute(_OF_TEAM, given).one_or_none())


def messages(session: Session, *, conversation_id: UUID) -> list[MessageLine]:
    """All messages in order. Only for a conversation that `own`, `of_team` or an open glass has given."""
    return [_message(row) for row in session.execute(_MESSAGES, {"conversation_id": conversation_id})]


def messages_of(session: Session, *, conversation_ids: Collection[UUID]) -> dict[UUID, list[MessageLine]]:
    """The same for several conversations, by their ids."""
    found: dict[UUID, list[MessageLine]] = {each: [] for each in conversation_ids}
    for row in session.execute(_OF_MANY, {"conversation_ids": list(conversation_ids)}):
        found[row.owner_id].append(_message(row))
    return found


def are_destroyed(session: Session, *, conversation_id: UUID) -> bool:
    """Whether all messages were destroyed and none was written since; not so where there is no conversation."""
    return bool(session.scalar(_ARE_DESTROYED, {"conversation_id": conversation_id}))


def notes(session: Session, *, conversation_id: UUID) -> list[NoteLine]:
    """All private notes in order, for supporters only."""
    rows = session.execute(_NOTES, {"conversation_id": conversation_id})
    return [NoteLine(row.id, row.author_id, _words(row, row.sealed, f"note/{row.id}"), row.written_at) for row in rows]


def line(row: Row[Any]) -> ConversationLine:
    """A row of LINES as a conversation."""
    topic = _words(row, row.sealed_topic, "topic") if row.sealed_topic else ""
    fields = {name: getattr(row, name) for name in _PLAIN}
    fields |= {"state": State(row.state), "escalation": Escalation(row.escalation), "owner_id": row.looked_after_by}
    return ConversationLine(**fields, topic=topic, trust_id=row.of_trust)


def _one(row: Row[Any] | None) -> ConversationLine:
    if row is None:
        raise NotFound
    return line(row)


def _message(row: Row[Any]) -> MessageLine:
    return MessageLine(row.id, row.number, Kind(row.kind), row.author_id, _said(row), row.written_at, row.after_hours)


def _said(row: Row[Any]) -> Written:
    if not row.sealed:
        return Written(DESTROYED)
    said = _open(row, row.sealed, f"message/{row.id}")
    return Written(UNREADABLE) if said is None else written(said)


def _words(row: Row[Any], sealed: bytes, place: str) -> str:
    if not sealed:
        return DESTROYED
    found = _open(row, sealed, place)
    return UNREADABLE if found is None else str(found)


def _open(row: Row[Any], sealed: bytes, place: str) -> Any:
    """What was locked, or None: one damaged message must not hide the others."""
    try:
        return keys.opened(row).unseal(sealed, place=place)
    except Unreadable:
        log.error("messages.unreadable", conversation=str(row.owner_id), place=place)  # noqa: TRY400 - its trace says nothing more
        return None
