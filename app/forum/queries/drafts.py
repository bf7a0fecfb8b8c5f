"""What a member began to write, opened with their own key in the same statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.encryption import Unreadable
from app.forum.models import Board, Draft, Thread
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.keys import queries as keys

log = structlog.get_logger()

_D, _T, _B = Draft.__table__.c, Thread.__table__.c, Board.__table__.c
_MINE: Select[Any] = keys.with_key(
    select(_D.place, _D.sealed, _D.saved_at, _T.id.label("thread_id"), func.coalesce(_T.title, _B.name).label("where"))
    .select_from(Draft.__table__)
    .outerjoin(Thread.__table__, (_T.id == _D.place) & _T.board_id.in_(OWN_BOARDS))
    .outerjoin(Board.__table__, (_B.id == _D.place) & _B.id.in_(OWN_BOARDS)),
    owner=_D.member_id,
).where(_D.member_id == bindparam("member_id"))
_ONE = _MINE.where(_D.place == bindparam("place"))
_ALL = _MINE.order_by(_D.saved_at.desc())


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft. `where` is the thread's title or the board's name; `href` is where it can be finished."""

    place: UUID
    title: str
    text: str
    tags: tuple[str, ...]
    quote: str
    where: str
    href: str
    saved_at: datetime


def find(session: Session, *, viewer: Viewer, place: UUID) -> Kept | None:
    """What the viewer began to write on a board or in a thread."""
    given = {"member_id": viewer.member_id, "trust_id": viewer.trust_id, "place": place}
    row = session.execute(_ONE, given).one_or_none()
    return _kept(row) if row else None


def all_of(session: Session, *, viewer: Viewer) -> list[Kept]:
    """Everything that the viewer began to write where they still can, the newest first."""
    rows = session.execute(_ALL, {"member_id": viewer.member_id, "trust_id": viewer.trust_id})
    return [kept for row in rows if row.where and (kept := _kept(row))]


def _kept(row: Row[Any]) -> Kept | None:
    try:
        words = keys.opened(row).unseal(row.sealed, place=f"draft/{row.place}")
    except Unreadable:
        # A page must open although one draft cannot be read.
        log.exception("forum.draft_unreadable")
        return None
    href = f"/forum/threads/{row.place}/reply" if row.thread_id else f"/forum/boards/{row.place}/new"
    return Kept(
        row.place,
        words["title"],
        words["text"],
        tuple(words["tags"]),
        words["quote"],
        row.where or "",
        href,
        row.saved_at,
    )
