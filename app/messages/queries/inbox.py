"""The supporters' inbox: conversations by tab, a page at a time, without what is written in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, not_, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.pagination import Paged
from app.messages.models import Conversation, Message, Minutes, Reply
from app.messages.queries import conversations
from app.messages.queries.conversations import LINES, ConversationLine
from app.messages.queries.listening import ARRIVED
from app.messages.rules.conversations import Kind, State
from app.messages.rules.inbox import Show
from app.messages.rules.replies import WAITS, ReplyState
from app.risk import queries as risk
from app.risk.rules import SubjectKind

_C, _M, _R = Conversation.__table__.c, Message.__table__.c, Reply.__table__.c
_ANSWERS = Message.__table__.alias("answers")


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A conversation in the inbox. `has_owner`: the one who looks after it is still here.

    `has_flag`: somebody must look whether everybody is safe, and has not finished.
    """

    conversation: ConversationLine
    has_owner: bool
    after_hours: bool
    replies: frozenset[ReplyState]
    has_flag: bool


@dataclass(frozen=True, slots=True)
class Load:
    """How many conversations are in each tab, and how many messages have arrived, for live hints."""

    counts: Mapping[Show, int]
    newest: int


_OPEN = _C.state != State.CLOSED.value
_ASLEEP = func.coalesce(_C.snoozed_until > bindparam("now"), False)
_HAS_OWNER = func.coalesce(and_(_C.owner_id.is_not(None), accounts.has_open_account(_C.owner_id)), False)
_IN: dict[Show, ColumnElement[bool]] = {
    Show.UNANSWERED: and_(_C.state == State.WAITING.value, not_(_ASLEEP)),
    Show.MINE: and_(_OPEN, _C.owner_id == bindparam("person_id")),
    Show.UNASSIGNED: and_(_OPEN, not_(_HAS_OWNER)),
    Show.SNOOZED: and_(_OPEN, _ASLEEP),
    Show.CLOSED: _C.state == State.CLOSED.value,
    Show.ALL: _C.id.is_not(None),
}
_DUE_FIRST = (_C.due_at.nulls_last(), _C.last_at.desc(), _C.id)
_ORDER: dict[Show, tuple[Any, ...]] = {
    Show.SNOOZED: (_C.snoozed_until, _C.id),
    Show.CLOSED: (_C.closed_at.desc(), _C.id),
}
_ANSWERED_SINCE = exists().where(
    _ANSWERS.c.conversation_id == _M.conversation_id,
    _ANSWERS.c.number > _M.number,
    _ANSWERS.c.kind == Kind.SUPPORTER.value,
)
_AFTER_HOURS = (
    exists()
    .where(_M.conversation_id == _C.id, _M.kind == Kind.RELATIVE.value, _M.after_hours, not_(_ANSWERED_SINCE))
    .correlate(Conversation.__table__)
)
_NOT_LEFT = [state.value for state in (*sorted(WAITS), ReplyState.SENT_BACK)]
_REPLIES = (
    select(func.array_agg(_R.state.distinct()))
    .where(_R.conversation_id == _C.id, _R.state.in_(_NOT_LEFT))
    .correlate(Conversation.__table__)
    .scalar_subquery()
)
_LIST: Select[Any] = (
    LINES.add_columns(_HAS_OWNER.label("has_owner"), _AFTER_HOURS.label("after_hours"), _REPLIES.label("replies"))
    .where(_C.trust_id == bindparam("trust_id"))
    .limit(bindparam("most"))
    .offset(bindparam("offset"))
)
_TABS = {show: _LIST.where(_IN[show]).order_by(*_ORDER.get(show, _DUE_FIRST)) for show in Show}
_LOAD = select(*(func.count().filter(_IN[show]).label(show.value) for show in Show), ARRIVED.label("newest")).where(
    _C.trust_id == bindparam("trust_id")
)
_UNANSWERED = select(func.count()).where(_C.trust_id == bindparam("trust_id"), _IN[Show.UNANSWERED])
_FLAGGED = select(_M.conversation_id).where(
    _M.trust_id == bindparam("trust_id"), _M.id.in_(bindparam("message_ids", expanding=True))
)
_IS_HERE = select(accounts.has_open_account(_C.relative_id)).where(_C.id == bindparam("conversation_id"))

_MINUTES = select(func.coalesce(func.sum(Minutes.minutes), 0)).where(
    Minutes.conversation_id == bindparam("conversation_id")
)


def load(session: Session, *, user: SignedIn) -> Load:
    """What waits, by tab."""
    row = session.execute(_LOAD, _given(user)).one()
    return Load({show: getattr(row, show.value) for show in Show}, row.newest)


def unanswered(session: Session, *, user: SignedIn) -> int:
    """How many conversations wait for an answer."""
    return session.scalar(_UNANSWERED, _given(user)) or 0


def tab(session: Session, *, user: SignedIn, show: Show, page: Paged) -> list[InboxLine]:
    """One page of a tab: what waits comes first, by when it is due; on the page what has a flag before the others."""
    flagged = _flagged(session, user)
    rows = session.execute(_TABS[show], _given(user) | {"most": page.per_page, "offset": page.offset})
    lines = [_line(row, flagged) for row in rows]
    return sorted(lines, key=lambda line: not line.has_flag)


def relative_is_here(session: Session, *, conversation_id: UUID) -> bool:
    """Whether the account of the relative is open: else nobody would read an answer."""
    return bool(session.scalar(_IS_HERE, {"conversation_id": conversation_id}))


def minutes(session: Session, *, conversation_id: UUID) -> int:
    """How long supporters have given to a conversation."""
    return session.scalar(_MINUTES, {"conversation_id": conversation_id}) or 0


def _flagged(session: Session, user: SignedIn) -> frozenset[UUID]:
    found = risk.open_subjects(session, trust_id=user.own_trust, kind=SubjectKind.MESSAGE)
    given = {"trust_id": user.own_trust, "message_ids": list(found)}
    return frozenset(session.scalars(_FLAGGED, given)) if found else frozenset()


def _line(row: Row[Any], flagged: frozenset[UUID]) -> InboxLine:
    replies = frozenset(map(ReplyState, row.replies or ()))
    return InboxLine(conversations.line(row), row.has_owner, row.after_hours, replies, row.id in flagged)


def _given(user: SignedIn) -> dict[str, Any]:
    return {"trust_id": user.own_trust, "person_id": user.person_id, "now": clock.now()}
