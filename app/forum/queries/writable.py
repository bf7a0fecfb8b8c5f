"""Where a member can write: a board or a thread as its row, else nothing that they may know of."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Board, Name, Post, Thread
from app.forum.queries.boards import require_open
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.posts import PostState, ThreadState

_BOARD = select(Board).where(Board.id == bindparam("board_id"), Board.id.in_(OWN_BOARDS))
_THREAD = (
    select(Thread, Board)
    .select_from(Thread)
    .join(Board, Board.id == Thread.board_id)
    .where(
        Thread.id == bindparam("thread_id"),
        Thread.board_id.in_(OWN_BOARDS),
        Thread.state == ThreadState.SHOWN.value,
    )
)
_QUOTED = (
    select(Post.id, Post.text, Name.name)
    .select_from(Post)
    .join(Name, Name.member_id == Post.member_id)
    .where(
        Post.id == bindparam("post_id"),
        Post.thread_id == bindparam("thread_id"),
        Post.board_id.in_(OWN_BOARDS),
        Post.state == PostState.SHOWN.value,
    )
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A post that is answered, and the name that others see of its writer."""

    id: UUID
    name: str
    text: str


def board(session: Session, *, viewer: Viewer, board_id: UUID) -> Board:
    """A board of the viewer's trust, open or closed. Raises NotFound; Elsewhere when closed to them."""
    found = session.scalar(_BOARD, {"board_id": board_id, "trust_id": viewer.trust_id})
    if found is None:
        raise NotFound
    require_open(viewer, board_id=board_id)
    return found


def thread(session: Session, *, viewer: Viewer, thread_id: UUID) -> tuple[Thread, Board]:
    """A thread that others see, and its board. Raises NotFound; Elsewhere when closed to them."""
    found = session.execute(_THREAD, {"thread_id": thread_id, "trust_id": viewer.trust_id}).one_or_none()
    if found is None:
        raise NotFound
    require_open(viewer, board_id=found.Board.id)
    return found.Thread, found.Board


def quoted(session: Session, *, viewer: Viewer, thread_id: UUID, post_id: UUID) -> Quoted | None:
    """A post of the same thread to answer to; None if it is not shown any more."""
    given = {"post_id": post_id, "thread_id": thread_id, "trust_id": viewer.trust_id}
    row = session.execute(_QUOTED, given).one_or_none()
    return Quoted(row.id, row.name, row.text) if row else None
