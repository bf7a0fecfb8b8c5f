"""What a moderator does with a thread as a whole: lock, pin, move, and back."""

from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.core.errors import Conflict, NotFound
from app.forum.models import Act, Appeal, Mention, Place, Post, Report, Review, Revision, Thread
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import Reason, Verb
from app.forum.rules.offering import ThreadStanding
from app.forum.rules.posts import ThreadState
from app.forum.service import acting

_SEEN = select(Thread).where(Thread.id == bindparam("thread_id"), Thread.board_id.in_(OWN_BOARDS))
_HELD = _SEEN.with_for_update(key_share=True).execution_options(populate_existing=True)
_OF_POSTS = (Revision, Mention, Review, Report)
_CHANGES: dict[Verb, dict[str, bool]] = {
    Verb.LOCK: {"is_locked": True},
    Verb.UNLOCK: {"is_locked": False},
    Verb.PIN: {"is_pinned": True},
    Verb.UNPIN: {"is_pinned": False},
}


def seen(session: Session, *, viewer: Viewer, thread_id: UUID) -> Thread:
    """A thread on the viewer's boards, for moderators. Raises NotFound."""
    return _found(viewer, session.scalars(_SEEN, {"thread_id": thread_id, "trust_id": viewer.trust_id}).one_or_none())


def change(
    session: Session, *, viewer: Viewer, thread_id: UUID, verb: Verb, reason: Reason | None = None, words: str = ""
) -> Act:
    """Locks, unlocks, pins or unpins. Raises Conflict when it is not offered now, as for the second of two at once."""
    thread = _hold(session, viewer, thread_id)
    if verb not in _CHANGES or verb not in offered(thread) or not offering.fits(verb, reason=reason, words=words):
        raise Conflict
    for name, value in _CHANGES[verb].items():
        setattr(thread, name, value)
    session.flush()
    return acting.on_thread(session, viewer=viewer, thread=thread, verb=verb, reason=reason, words=words)


def move(session: Session, *, viewer: Viewer, thread_id: UUID, board_id: UUID, words: str = "") -> Act:
    """Brings a thread with all its posts to another board of the same trusts. Raises Conflict for any other board."""
    thread = seen(session, viewer=viewer, thread_id=thread_id)
    # The posts first and the thread last, as whoever decides about a post does.
    posts = select(Post.id).where(Post.thread_id == thread.id).order_by(Post.id).with_for_update(key_share=True)
    ids = list(session.scalars(posts))
    thread = _hold(session, viewer, thread_id)
    if Verb.MOVE not in offered(thread) or board_id == thread.board_id:
        raise Conflict
    if _trusts(session, board_id) != _trusts(session, thread.board_id):
        raise Conflict(
            "Others would see it there who cannot see it here, or the other way round. Choose another board."
        )
    session.execute(update(Post).where(Post.thread_id == thread.id).values(board_id=board_id))
    for table in _OF_POSTS:
        session.execute(update(table).where(table.post_id.in_(ids)).values(board_id=board_id))
    acts = select(Act.id).where(Act.thread_id == thread.id)
    session.execute(update(Appeal).where(Appeal.act_id.in_(acts)).values(board_id=board_id))
    thread.board_id = board_id
    session.flush()
    return acting.on_thread(session, viewer=viewer, thread=thread, verb=Verb.MOVE, words=words)


def offered(thread: Thread) -> frozenset[Verb]:
    """What may be done with it now."""
    return offering.offered_for_thread(
        ThreadStanding(ThreadState(thread.state), is_locked=thread.is_locked, is_pinned=thread.is_pinned)
    )


def _hold(session: Session, viewer: Viewer, thread_id: UUID) -> Thread:
    return _found(viewer, session.scalars(_HELD, {"thread_id": thread_id, "trust_id": viewer.trust_id}).one_or_none())


def _found(viewer: Viewer, thread: Thread | None) -> Thread:
    if thread is None or not viewer.moderates:
        raise NotFound
    return thread


def _trusts(session: Session, board_id: UUID) -> set[UUID]:
    return set(session.scalars(select(Place.trust_id).where(Place.board_id == board_id)))
