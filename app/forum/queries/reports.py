"""Reports: what a member may report, what became of theirs, and what moderators have to answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import NotFound
from app.forum.models import Board, Name, Post, Report, Thread
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import Decided, ReportReason
from app.forum.rules.posts import PostState, ThreadState

DAY = timedelta(days=1)
_MOST_SHOWN = 100
_R, _P, _T, _N = Report.__table__.c, Post.__table__.c, Thread.__table__.c, Name.__table__.c
_B = Board.__table__.c
_REPORTABLE = (
    select(Post)
    .join(Thread, _T.id == _P.thread_id)
    .where(
        _P.board_id.in_(OWN_BOARDS),
        _P.id == bindparam("post_id"),
        _P.member_id != bindparam("member_id"),
        _P.state == PostState.SHOWN.value,
        _T.state.in_([ThreadState.SHOWN.value, ThreadState.DELETED.value]),
    )
)


@dataclass(frozen=True, slots=True)
class Mine:
    """A report of the viewer's own, and the answer to it."""

    id: UUID
    reason: ReportReason
    created_at: datetime
    decided: Decided | None
    decided_at: datetime | None
    answer: str
    is_commons: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An open report as moderators see it: `by` and `writer` are names in the forum."""

    id: UUID
    post_id: UUID
    reason: ReportReason
    words: str
    created_at: datetime
    by: str
    writer: str
    title: str
    board: str
    text: str
    state: PostState
    thread_id: UUID
    position: int | None


_COLUMNS = (_R.id, _R.reason, _R.created_at, _R.decided, _R.decided_at, _R.answer, _B.is_commons)
_MINE: Select[Any] = (
    select(*_COLUMNS)
    .outerjoin(Board.__table__, _B.id == _R.board_id)
    .where(_R.member_id == bindparam("member_id"))
    .order_by(_R.created_at.desc(), _R.id)
    .limit(_MOST_SHOWN)
)
_WRITER = Name.__table__.alias("writer")
# Whose post it is must not read who reported it, moderators neither.
_TOLD: Select[Any] = (
    select(
        _R.id,
        _R.post_id,
        _R.reason,
        _R.words,
        _R.created_at,
        _N.name.label("by"),
        _WRITER.c.name.label("writer"),
        _T.title,
        _B.name.label("board"),
        _P.text,
        _P.state,
        _P.thread_id,
        _P.position,
    )
    .join(Post.__table__, _P.id == _R.post_id)
    .join(Thread.__table__, _T.id == _P.thread_id)
    .join(Board.__table__, _B.id == _R.board_id)
    .join(Name.__table__, _N.member_id == _R.member_id)
    .join(_WRITER, _WRITER.c.member_id == _P.member_id)
    .where(_R.board_id.in_(OWN_BOARDS), _R.decided.is_(None), _P.member_id != bindparam("member_id"))
    .order_by((_R.reason != ReportReason.WORRIED.value), _R.created_at, _R.id)
)
_LATELY = select(func.count()).where(_R.member_id == bindparam("member_id"), _R.created_at > bindparam("since"))


def reportable(session: Session, *, viewer: Viewer, post_id: UUID) -> Post:
    """A post of somebody else that the viewer can read. Raises NotFound."""
    values = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "post_id": post_id}
    post = session.scalar(_REPORTABLE, values)
    if post is None or viewer.banned_until(board_id=post.board_id):
        raise NotFound
    return post


def mine(session: Session, *, viewer: Viewer) -> list[Mine]:
    """What the viewer reported, the newest first."""
    return [_mine(row) for row in session.execute(_MINE, {"member_id": viewer.member_id})]


def one_of_mine(session: Session, *, viewer: Viewer, report_id: UUID) -> Mine:
    """One of the viewer's own. Raises NotFound."""
    row = session.execute(_MINE.where(_R.id == report_id), {"member_id": viewer.member_id}).one_or_none()
    if row is None:
        raise NotFound
    return _mine(row)


def lately(session: Session, *, viewer: Viewer) -> int:
    """How many reports the viewer made in the last 24 hours."""
    return session.scalar(_LATELY, {"member_id": viewer.member_id, "since": clock.now() - DAY}) or 0


def open_ones(session: Session, *, viewer: Viewer, post_id: UUID | None = None) -> list[Told]:
    """What nobody has answered yet, worries first, then the oldest; of one post, or of all that the viewer may see."""
    statement = _TOLD if post_id is None else _TOLD.where(_R.post_id == post_id)
    rows = session.execute(statement, {"trust_id": viewer.trust_id, "member_id": viewer.member_id})
    return [_told(row) for row in rows]


def _mine(row: Row[Any]) -> Mine:
    decided = Decided(row.decided) if row.decided else None
    # A board that the trust has left is not seen any more; what is seen for sure is the viewer's own trust's.
    shared = row.is_commons is not False
    return Mine(row.id, ReportReason(row.reason), row.created_at, decided, row.decided_at, row.answer, shared)


def _told(row: Row[Any]) -> Told:
    words = row._asdict()
    return Told(**{**words, "reason": ReportReason(row.reason), "state": PostState(row.state)})
