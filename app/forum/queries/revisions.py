"""The words of a post before its edits: for its writer and for moderators, since people edit names out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select, true
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Post, Revision
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.edits import Words
from app.forum.rules.posts import PostState

_P, _R = Post.__table__.c, Revision.__table__.c
_POST: Select[Any] = select(_P.id, _P.thread_id, _P.heading, _P.text, _P.member_id, _P.created_at, _P.edited_at).where(
    _P.id == bindparam("post_id"),
    _P.board_id.in_(OWN_BOARDS),
    _P.state != PostState.DELETED.value,
    or_(_P.member_id == bindparam("member_id"), bindparam("moderates") == true()),
)
_EARLIER: Select[Any] = (
    select(_R.heading, _R.text, _R.written_at)
    .where(_R.post_id == bindparam("post_id"), _R.board_id.in_(OWN_BOARDS))
    .order_by(_R.written_at, _R.id)
)


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a post from a moment on."""

    words: Words
    written_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """Every version of a post, the oldest first; the last stands now."""

    post_id: UUID
    thread_id: UUID
    is_own: bool
    versions: tuple[Version, ...]


def history(session: Session, *, viewer: Viewer, post_id: UUID) -> History:
    """How a post came to say what it says. Raises NotFound for everybody but its writer and moderators of the board."""
    given = {"post_id": post_id, "trust_id": viewer.trust_id}
    who = {"member_id": viewer.member_id, "moderates": viewer.moderates}
    post = session.execute(_POST, {**given, **who}).one_or_none()
    if post is None:
        raise NotFound
    earlier = [Version(Words(row.heading, row.text), row.written_at) for row in session.execute(_EARLIER, given)]
    now = Version(Words(post.heading, post.text), post.edited_at or post.created_at)
    return History(post.id, post.thread_id, post.member_id == viewer.member_id, (*earlier, now))
