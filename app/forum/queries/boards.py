"""Reads of boards: those in which the viewer's trust takes part, with what is new to them, in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Elsewhere, NotFound
from app.forum.models import Board, Post, Thread
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.boards import QUIET_BELOW, Mode, Purpose
from app.forum.rules.posts import PostState, ThreadState

_B, _P, _T = Board.__table__.c, Post.__table__.c, Thread.__table__.c
_ACTIVE_IN = timedelta(days=30)
_USUAL_IN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Room:
    """A board. `is_closed`: it can be read, and nobody writes there any more."""

    id: UUID
    trust_id: UUID
    name: str
    about: str
    purpose: Purpose
    mode: Mode
    first: int
    is_commons: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A board on the forum's first page. `fresh`: its threads with something that the viewer has not read."""

    room: Room
    threads: int
    fresh: int
    last_at: datetime | None


_COLUMNS = (_B.id, _B.trust_id, _B.name, _B.about, _B.purpose, _B.mode, _B.first, _B.is_commons, _B.closed_at)
_ONE = select(*_COLUMNS).where(_B.id == bindparam("board_id"), _B.id.in_(OWN_BOARDS))
# A thread that somebody never opened is new to them only if it moved since they joined.
_ALL = text(
    """
    SELECT b.id, b.trust_id, b.name, b.about, b.purpose, b.mode, b.first, b.is_commons, b.closed_at,
           coalesce(t.threads, 0) AS threads, coalesce(t.fresh, 0) AS fresh, t.last_at
    FROM forum_boards b
    LEFT JOIN (
        SELECT thread.board_id, count(*) AS threads, max(thread.last_shown_at) AS last_at,
               count(*) FILTER (WHERE CASE WHEN reading.position IS NULL THEN thread.last_shown_at > me.joined_at
                                      ELSE thread.last_position > reading.position END) AS fresh
        FROM forum_threads thread
        JOIN forum_members me ON me.id = :member_id
        LEFT JOIN forum_readings reading ON reading.thread_id = thread.id AND reading.member_id = :member_id
        WHERE thread.board_id IN (SELECT board_id FROM forum_places WHERE trust_id = :trust_id)
          AND thread.state = 'shown'
          AND thread.member_id NOT IN (SELECT muted_id FROM forum_mutes WHERE member_id = :member_id)
        GROUP BY thread.board_id
    ) t ON t.board_id = b.id
    WHERE b.id IN (SELECT board_id FROM forum_places WHERE trust_id = :trust_id)
    ORDER BY b.closed_at IS NOT NULL, b.place, b.created_at, b.id"""
)
# Stops counting as soon as there are enough.
_ACTIVE = select(func.count()).select_from(
    select(_P.member_id)
    .where(_P.board_id.in_(OWN_BOARDS), _P.state == PostState.SHOWN.value, _P.created_at > bindparam("since"))
    .distinct()
    .limit(QUIET_BELOW)
    .subquery()
)
_HOUR = func.extract("hour", func.timezone("Europe/London", _P.created_at))
_HOURS = (
    select(_HOUR.label("hour"), func.count().label("posts"))
    .where(_P.board_id.in_(OWN_BOARDS), _P.state == PostState.SHOWN.value, _P.created_at > bindparam("since"))
    .group_by(_HOUR)
)
_SEEDED = (
    select(_T.id, _T.title)
    .where(_T.board_id.in_(OWN_BOARDS), _T.is_seeded, _T.state == ThreadState.SHOWN.value)
    .order_by(_T.last_shown_at.desc())
    .limit(5)
)


def boards(session: Session, *, viewer: Viewer) -> list[Listed]:
    """All boards of the viewer's trust and its commons, in their order, closed ones last."""
    rows = session.execute(_ALL, {"trust_id": viewer.trust_id, "member_id": viewer.member_id})
    return [Listed(_room(row), row.threads, row.fresh, row.last_at) for row in rows]


def board(session: Session, *, viewer: Viewer, board_id: UUID) -> Room:
    """One of them. Raises NotFound, and Elsewhere for one that is closed to this member for a time."""
    row = session.execute(_ONE, {"trust_id": viewer.trust_id, "board_id": board_id}).one_or_none()
    if row is None:
        raise NotFound
    require_open(viewer, board_id=board_id)
    return _room(row)


def require_open(viewer: Viewer, *, board_id: UUID) -> None:
    """Raises Elsewhere when the board is closed to this member for a time: they are told why, and until when."""
    if viewer.banned_until(board_id=board_id):
        raise Elsewhere(f"/forum/closed-to-you?board={board_id}")


def is_quiet(session: Session, *, viewer: Viewer) -> bool:
    """Whether fewer members than a set number wrote in the last 30 days on the viewer's boards."""
    since = clock.now() - _ACTIVE_IN
    return (session.scalar(_ACTIVE, {"trust_id": viewer.trust_id, "since": since}) or 0) < QUIET_BELOW


def hours(session: Session, *, viewer: Viewer) -> Mapping[int, int]:
    """How many posts of the last 90 days were written at each hour of the day in London."""
    rows = session.execute(_HOURS, {"trust_id": viewer.trust_id, "since": clock.now() - _USUAL_IN})
    return {int(row.hour): row.posts for row in rows}


def seeded(session: Session, *, viewer: Viewer) -> list[tuple[UUID, str]]:
    """The threads that staff began so that the room is not empty."""
    return [(row.id, row.title) for row in session.execute(_SEEDED, {"trust_id": viewer.trust_id})]


def _room(row: Any) -> Room:
    return Room(
        id=row.id,
        trust_id=row.trust_id,
        name=row.name,
        about=row.about,
        purpose=Purpose(row.purpose),
        mode=Mode(row.mode),
        first=row.first,
        is_commons=row.is_commons,
        is_closed=row.closed_at is not None,
    )
