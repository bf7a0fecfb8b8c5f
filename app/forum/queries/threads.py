"""Reads of threads: one by one, and in lists that stay stable while others write."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import NotFound
from app.forum.models import Board, Follow, Reading, Thread
from app.forum.queries.boards import require_open
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.boards import PER_PAGE
from app.forum.rules.posts import ThreadState

_B, _F, _R, _T = (each.__table__.c for each in (Board, Follow, Reading, Thread))
MOST_PINNED, MOST_LIKE_YOU, MOST_FOLLOWED = 10, 5, 50
_LIKE_YOU_IN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Listing:
    """A thread in a list. `name` is empty when its writer's trust has left the commons.

    `read` is how far the viewer has read: 0 for what is new, None for what is no news to them.
    """

    id: UUID
    title: str
    name: str
    is_staff: bool
    tags: tuple[str, ...]
    is_pinned: bool
    is_locked: bool
    is_seeded: bool
    last_position: int
    last_shown_at: datetime
    read: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A thread that is read. `read` is how far the viewer has read it before, 0 for not at all."""

    id: UUID
    trust_id: UUID
    board_id: UUID
    board_name: str
    board_is_closed: bool
    is_commons: bool
    member_id: UUID
    title: str
    tags: tuple[str, ...]
    state: ThreadState
    is_locked: bool
    is_pinned: bool
    is_seeded: bool
    last_position: int
    read: int
    follows: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which threads of a board: with this tag, of people like the viewer, without a reply."""

    tag: str = ""
    like_me: bool = False
    unanswered: bool = False


_LISTING = """
    SELECT t.id, t.title, coalesce(n.name, '') AS name, coalesce(n.is_staff, false) AS is_staff, t.tags, t.is_pinned, t.is_locked, t.is_seeded, t.last_position,
           t.last_shown_at,
           CASE WHEN r.position IS NULL AND t.last_shown_at <= me.joined_at THEN NULL
                ELSE coalesce(r.position, 0) END AS read
    FROM forum_threads t
    LEFT JOIN forum_names n ON n.member_id = t.member_id
    JOIN forum_members me ON me.id = :member_id
    LEFT JOIN forum_readings r ON r.thread_id = t.id AND r.member_id = :member_id
    WHERE t.board_id IN (SELECT board_id FROM forum_places WHERE trust_id = :trust_id)
      AND t.state = 'shown'
      AND t.member_id NOT IN (SELECT muted_id FROM forum_mutes WHERE member_id = :member_id)"""
_LIKE = "(t.tags && CAST(:like AS text[]) OR n.tags && CAST(:like AS text[]))"
_WANTED = f"""
      AND (:tag = '' OR CAST(:tag AS text) = ANY (t.tags))
      AND (NOT :like_me OR {_LIKE})
      AND (NOT :unanswered OR t.last_position = 1)"""
_NEWEST_FIRST = " ORDER BY t.last_shown_at DESC, t.id DESC"
_PINNED = text(f"{_LISTING} AND t.board_id = :board_id AND t.is_pinned {_NEWEST_FIRST} LIMIT {MOST_PINNED}")
_OF_BOARD = f"{_LISTING} AND t.board_id = :board_id AND NOT t.is_pinned {_WANTED}"
_FIRST_PAGE = text(f"{_OF_BOARD} {_NEWEST_FIRST} LIMIT {PER_PAGE + 1}")
# From a moment on and not from a number on: what is written meanwhile moves nothing from one page to the next.
_OLDER = text(f"{_OF_BOARD} AND t.last_shown_at < :before {_NEWEST_FIRST} LIMIT {PER_PAGE + 1}")
_LIKE_YOU = text(
    f"{_LISTING} AND {_LIKE} AND t.member_id <> :member_id AND t.board_id <> ALL (:without)"
    " AND t.last_shown_at > :since"
    f"{_NEWEST_FIRST} LIMIT {MOST_LIKE_YOU}"
)
_IS_FOLLOWED = "t.id IN (SELECT thread_id FROM forum_follows WHERE member_id = :member_id)"
_FOLLOWED = text(
    f"{_LISTING} AND {_IS_FOLLOWED} AND t.board_id <> ALL (:without) {_NEWEST_FIRST} LIMIT {MOST_FOLLOWED}"
)
_ONE = (
    select(
        _T.id,
        _T.trust_id,
        _T.board_id,
        _B.name.label("board_name"),
        _B.closed_at.is_not(None).label("board_is_closed"),
        _B.is_commons,
        _T.member_id,
        _T.title,
        _T.tags,
        _T.state,
        _T.is_locked,
        _T.is_pinned,
        _T.is_seeded,
        _T.last_position,
        _R.position.label("read"),
        _F.member_id.is_not(None).label("follows"),
    )
    .join(Board, _B.id == _T.board_id)
    .outerjoin(Reading, (_R.thread_id == _T.id) & (_R.member_id == bindparam("member_id")))
    .outerjoin(Follow, (_F.thread_id == _T.id) & (_F.member_id == bindparam("member_id")))
    .where(_T.id == bindparam("thread_id"), _T.board_id.in_(OWN_BOARDS))
)


def pinned(session: Session, *, viewer: Viewer, board_id: UUID) -> list[Listing]:
    """What moderators have put on top of a board."""
    return _listings(session, _PINNED, viewer, board_id=board_id)


def of_board(
    session: Session, *, viewer: Viewer, board_id: UUID, wanted: Wanted, before: datetime | None = None
) -> tuple[list[Listing], bool]:
    """A page of a board's other threads, what moved last on top, and whether there are older ones."""
    about = {"tag": wanted.tag, "like_me": wanted.like_me, "unanswered": wanted.unanswered, "like": list(viewer.tags)}
    older = {"before": before} if before else {}
    found = _listings(session, _OLDER if before else _FIRST_PAGE, viewer, board_id=board_id, **about, **older)
    return found[:PER_PAGE], len(found) > PER_PAGE


def like_you(session: Session, *, viewer: Viewer) -> list[Listing]:
    """The newest threads of the last months by people who said the same of themselves, or about the same things."""
    since = clock.now() - _LIKE_YOU_IN
    return _listings(session, _LIKE_YOU, viewer, like=list(viewer.tags), without=closed_to(viewer), since=since)


def followed(session: Session, *, viewer: Viewer) -> list[Listing]:
    """The threads that the viewer follows, what moved last on top."""
    return _listings(session, _FOLLOWED, viewer, without=closed_to(viewer))


def thread(session: Session, *, viewer: Viewer, thread_id: UUID) -> Opened:
    """One that the viewer may read: shown, or their own, or for moderators. Raises NotFound; Elsewhere when closed."""
    own = {"trust_id": viewer.trust_id, "member_id": viewer.member_id}
    row = session.execute(_ONE, {"thread_id": thread_id, **own}).one_or_none()
    if row is None or not _may_read(viewer, row):
        raise NotFound
    require_open(viewer, board_id=row.board_id)
    values = row._asdict() | {"tags": tuple(row.tags), "state": ThreadState(row.state), "read": row.read or 0}
    return Opened(**values)


def closed_to(viewer: Viewer) -> list[UUID]:
    """The boards that are closed to this member for a time."""
    boards = {each.board_id for each in viewer.stopped if each.board_id}
    return [each for each in boards if viewer.banned_until(board_id=each)]


def _may_read(viewer: Viewer, row: Row[Any]) -> bool:
    if row.state == ThreadState.SHOWN.value:
        return True
    # Nothing is left of a deleted one.
    return row.state != ThreadState.DELETED.value and (viewer.moderates or row.member_id == viewer.member_id)


def _listings(session: Session, statement: TextClause, viewer: Viewer, **given: object) -> list[Listing]:
    rows = session.execute(statement, {"trust_id": viewer.trust_id, "member_id": viewer.member_id, **given})
    return [Listing(**{**row._asdict(), "tags": tuple(row.tags)}) for row in rows]
