"""Answers that have not left, opened with their conversation's key; for supporters of the trust only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.messages.models import Conversation, Reply
from app.messages.queries.conversations import DESTROYED, UNREADABLE
from app.messages.rules.replies import WAITS, BackBecause, ReplyStanding, ReplyState
from app.messages.rules.written import Written, written

MOST_SHOWN = 50
_R, _C = Reply.__table__.c, Conversation.__table__.c


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """An answer that was put by. `advice` is what the second reader says, if they have."""

    id: UUID
    conversation_id: UUID
    author_id: UUID
    state: ReplyState
    written: Written
    send_at: datetime | None
    reader_id: UUID | None
    back_because: BackBecause | None
    advice: str
    made_at: datetime
    version: int

    @property
    def standing(self) -> ReplyStanding:
        """What decides who may do what with it."""
        return ReplyStanding(self.state, self.author_id, self.back_because)


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """An answer that a supporter should look at, without its words."""

    id: UUID
    conversation_id: UUID
    relative_id: UUID | None
    author_id: UUID
    state: ReplyState
    back_because: BackBecause | None
    made_at: datetime


_NOT_LEFT = [state.value for state in (*sorted(WAITS), ReplyState.SENT_BACK)]
_OPENED: Select[Any] = keys.with_key(
    select(
        *(_R.id, _R.conversation_id, _R.author_id, _R.state, _R.sealed, _R.send_at, _R.reader_id, _R.back_because),
        *(_R.sealed_advice, _R.made_at, _R.version),
    ),
    owner=_R.conversation_id,
).where(_R.conversation_id == bindparam("conversation_id"), _R.trust_id == bindparam("trust_id"))
_OF_CONVERSATION = _OPENED.where(_R.state.in_(_NOT_LEFT)).order_by(_R.made_at, _R.id)
_ONE = _OPENED.where(_R.id == bindparam("reply_id"))
_FOR_ME = or_(
    and_(_R.state == ReplyState.FOR_SECOND_READER.value, _R.author_id != bindparam("person_id")),
    and_(
        _R.state == ReplyState.SENT_BACK.value,
        or_(_R.author_id == bindparam("person_id"), _R.back_because == BackBecause.WRITER_LEFT.value),
    ),
)
_TO_LOOK_AT = (
    select(_R.id, _R.conversation_id, _C.relative_id, _R.author_id, _R.state, _R.back_because, _R.made_at)
    .join(Conversation.__table__, _C.id == _R.conversation_id)
    .where(_R.trust_id == bindparam("trust_id"), _FOR_ME)
    .order_by(_R.made_at, _R.id)
    .limit(MOST_SHOWN)
)


def of_conversation(session: Session, *, user: SignedIn, conversation_id: UUID) -> list[ReplyLine]:
    """What waits to be read or sent, or came back, the oldest first."""
    given = {"conversation_id": conversation_id, "trust_id": user.own_trust}
    return [_line(row) for row in session.execute(_OF_CONVERSATION, given)]


def one(session: Session, *, user: SignedIn, conversation_id: UUID, reply_id: UUID) -> ReplyLine:
    """One of them, in whatever state. Raises NotFound."""
    given = {"conversation_id": conversation_id, "trust_id": user.own_trust, "reply_id": reply_id}
    row = session.execute(_ONE, given).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def to_look_at(session: Session, *, user: SignedIn) -> list[ToLookAt]:
    """What waits for this supporter as a second reader, and what came back to them or to the team."""
    rows = session.execute(_TO_LOOK_AT, {"trust_id": user.own_trust, "person_id": user.person_id})
    return [
        ToLookAt(
            row.id,
            row.conversation_id,
            row.relative_id,
            row.author_id,
            ReplyState(row.state),
            _because(row.back_because),
            row.made_at,
        )
        for row in rows
    ]


def _line(row: Row[Any]) -> ReplyLine:
    advice = _open(row, row.sealed_advice, f"advice/{row.id}") if row.sealed_advice else ""
    return ReplyLine(
        id=row.id,
        conversation_id=row.conversation_id,
        author_id=row.author_id,
        state=ReplyState(row.state),
        written=_said(row),
        send_at=row.send_at,
        reader_id=row.reader_id,
        back_because=_because(row.back_because),
        advice=UNREADABLE if advice is None else advice,
        made_at=row.made_at,
        version=row.version,
    )


def _said(row: Row[Any]) -> Written:
    if not row.sealed:
        return Written(DESTROYED)
    said = _open(row, row.sealed, f"reply/{row.id}")
    return Written(UNREADABLE) if said is None else written(said)


def _because(word: str | None) -> BackBecause | None:
    return BackBecause(word) if word else None


def _open(row: Row[Any], sealed: bytes, place: str) -> Any:
    try:
        return keys.opened(row).unseal(sealed, place=place)
    except Unreadable:
        return None
