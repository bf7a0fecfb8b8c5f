"""Bringing a post before the others: it gets its place in the thread, once and for good."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import clock, hints
from app.forum.models import Post, Thread
from app.forum.rules.posts import PostState, ThreadState, may_become

LOCKED_THREAD = (
    select(Thread)
    .where(Thread.id == bindparam("thread_id"))
    # Not the whole row: a reply that is being saved holds its thread's key, and two of them would wait for each other.
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)  # what was read before the lock may be old
)


def show(session: Session, post: Post) -> None:
    """The post is shown from now on. The first time it goes to the end of its thread; a thread's first post shows it.

    Locks the thread, so that two replies at once get two places. Raises ValueError for a step that is none.
    """
    if not may_become(PostState(post.state), PostState.SHOWN):
        raise ValueError(f"A post cannot be shown when it is {post.state}.")
    thread = session.scalars(LOCKED_THREAD, {"thread_id": post.thread_id}).one()
    post.state, post.held_for = PostState.SHOWN.value, None
    if post.position is None:
        now = clock.now()
        thread.last_position += 1
        thread.last_shown_at = post.shown_at = now
        post.position = thread.last_position
    if post.position == 1 and thread.state != ThreadState.DELETED.value:
        thread.state = ThreadState.SHOWN.value
    session.flush()
    hints.send(session, topic=f"forum.thread.{thread.id}", number=thread.last_position)
