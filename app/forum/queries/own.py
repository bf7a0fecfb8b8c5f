"""A member's own posts: one to change, or all of them to take away. Own to the member, wherever the board is now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Board, Post, Review, Thread
from app.forum.queries.boards import require_open
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import ReviewState
from app.forum.rules.posts import PostState

_P, _T, _B = Post.__table__.c, Thread.__table__.c, Board.__table__.c
_OWN = (
    select(Post, Thread, Board)
    .select_from(Post)
    .join(Thread, Thread.id == Post.thread_id)
    .join(Board, Board.id == Post.board_id)
    .where(
        Post.id == bindparam("post_id"),
        Post.member_id == bindparam("member_id"),
        Post.board_id.in_(OWN_BOARDS),
        Post.state != PostState.DELETED.value,
    )
)
_ALL: Select[Any] = (
    select(
        _P.id,
        _P.thread_id,
        _B.name.label("board"),
        _T.title,
        _P.text,
        _P.state,
        _P.created_at,
        _P.edited_at,
        _P.position,
    )
    .join(Thread.__table__, _T.id == _P.thread_id)
    .join(Board.__table__, _B.id == _P.board_id)
    .where(_P.member_id == bindparam("member_id"), _P.state != PostState.DELETED.value)
    .order_by(_P.created_at.desc(), _P.id)
)
_COUNT = select(func.count()).where(_P.member_id == bindparam("member_id"), _P.state != PostState.DELETED.value)
_DUE = select(Review.due_at).where(Review.post_id == bindparam("post_id"), Review.state != ReviewState.DONE.value)


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post of the member's own. `board` and `thread` are names; `position` None: it has not been shown yet."""

    id: UUID
    thread_id: UUID
    board: str
    thread: str
    text: str
    state: PostState
    written_at: datetime
    edited_at: datetime | None
    position: int | None


def post(session: Session, *, viewer: Viewer, post_id: UUID, hold: bool = False) -> tuple[Post, Thread, Board]:
    """One that the member wrote and did not delete; with `hold` nobody else changes it meanwhile.

    Raises NotFound; Elsewhere for a board that is closed to them.
    """
    statement = (
        _OWN.with_for_update(of=Post, key_share=True).execution_options(populate_existing=True) if hold else _OWN
    )
    given = {"post_id": post_id, "member_id": viewer.member_id, "trust_id": viewer.trust_id}
    found = session.execute(statement, given).one_or_none()
    if found is None:
        raise NotFound
    require_open(viewer, board_id=found.Board.id)
    return found.Post, found.Thread, found.Board


def posts(session: Session, *, member_id: UUID) -> list[OwnPost]:
    """Everything that the member wrote and did not delete, the newest first."""
    rows = session.execute(_ALL, {"member_id": member_id})
    return [
        OwnPost(
            row.id,
            row.thread_id,
            row.board,
            row.title,
            row.text,
            PostState(row.state),
            row.created_at,
            row.edited_at,
            row.position,
        )
        for row in rows
    ]


def how_many(session: Session, *, member_id: UUID) -> int:
    """How many posts of the member are there."""
    return session.scalar(_COUNT, {"member_id": member_id}) or 0


def looked_at_by(session: Session, *, post_id: UUID) -> datetime | None:
    """By when somebody should look at it; None when nobody has to any more."""
    return session.scalar(_DUE, {"post_id": post_id})
