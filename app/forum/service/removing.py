"""Taking own posts away: the words, their earlier versions and whom they mention go; a tombstone stays."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from app.core import clock
from app.forum.models import Mention, Post, Review, Revision, Thread
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import ReviewKind, ReviewState
from app.forum.rules.posts import PostState, ThreadState

GONE_TITLE = "A thread whose beginning was removed"
# What waits only because it was written; a report or an appeal is about more than the words.
_ONLY_WRITTEN = (ReviewKind.HELD.value, ReviewKind.FIRST_LOOK.value)


def remove(session: Session, *, viewer: Viewer, post_id: UUID) -> None:
    """Deletes one own post."""
    _wipe(session, Post.member_id == viewer.member_id, Post.id == post_id)


def remove_all(session: Session, *, member_id: UUID) -> int:
    """Deletes everything that a member wrote; returns how many posts."""
    return _wipe(session, Post.member_id == member_id)


def _wipe(session: Session, *which: ColumnElement[bool]) -> int:
    held = select(Post.id, Post.thread_id, Post.heading).where(*which, Post.state != PostState.DELETED.value)
    rows = session.execute(held.order_by(Post.id).with_for_update(key_share=True)).all()
    ids = [row.id for row in rows]
    session.execute(delete(Revision).where(Revision.post_id.in_(ids)))
    session.execute(delete(Mention).where(Mention.post_id.in_(ids)))
    gone = {"state": PostState.DELETED.value, "held_for": None, "text": "", "heading": "", "version": Post.version + 1}
    session.execute(update(Post).where(Post.id.in_(ids)).values(gone).execution_options(synchronize_session="fetch"))
    _close_reviews(session, ids)
    _close_threads(session, [row.thread_id for row in rows if row.heading])
    return len(ids)


def _close_reviews(session: Session, post_ids: list[UUID]) -> None:
    done = {"state": ReviewState.DONE.value, "done_at": clock.now(), "taken_by": None, "lease_until": None}
    waiting = (Review.post_id.in_(post_ids), Review.state != ReviewState.DONE.value, Review.kind.in_(_ONLY_WRITTEN))
    session.execute(update(Review).where(*waiting).values(**done, version=Review.version + 1))


def _close_threads(session: Session, thread_ids: list[UUID]) -> None:
    """The titles were the writer's words too; a thread in which nobody else wrote goes with its beginning."""
    begun = Thread.id.in_(thread_ids)
    session.execute(update(Thread).where(begun).values(title=GONE_TITLE, tags=[]))
    other = aliased(Post)
    others = exists().where(other.thread_id == Thread.id, other.state != PostState.DELETED.value)
    session.execute(update(Thread).where(begun, ~others).values(state=ThreadState.DELETED.value))
