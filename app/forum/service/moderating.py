"""What a moderator decides about a post: show it, send it back, hide it, show it again, or leave it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Conflict
from app.forum.models import Act, Post
from app.forum.queries.viewer import Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import Reason, Verb
from app.forum.rules.posts import PostState, ThreadState, may_become
from app.forum.service import acting, settling, showing, taking

_BECOMES = {Verb.HIDE: PostState.HIDDEN, Verb.REMOVE_SPAM: PostState.HIDDEN, Verb.RETURN: PostState.RETURNED}


def decide(
    session: Session,
    *,
    viewer: Viewer,
    review_id: UUID,
    seen: str,
    verb: Verb,
    reason: Reason | None = None,
    words: str = "",
) -> Act:
    """Approves, returns, hides or restores a post and closes its review; `seen` is what the page was made from.

    Raises Conflict when somebody was first, when the writer changed the words meanwhile, or when it is not offered.
    """
    held = taking.hold(session, viewer=viewer, review_id=review_id, seen=seen)
    offered = offering.offered(held.standing, person_id=viewer.person_id, now=clock.now())
    if verb not in offered or not offering.fits(verb, reason=reason, words=words):
        raise Conflict
    carry_out(session, post=held.post, verb=verb)
    settling.done(session, review=held.review, by=viewer.person_id)
    return acting.on_post(session, viewer=viewer, post=held.post, verb=verb, reason=reason, words=words)


def leave(session: Session, *, viewer: Viewer, review_id: UUID, seen: str) -> None:
    """Closes the review of a post that others cannot see, and leaves the post as it is. Raises Conflict."""
    held = taking.hold(session, viewer=viewer, review_id=review_id, seen=seen)
    if not offering.may_leave(held.standing, person_id=viewer.person_id, now=clock.now()):
        raise Conflict
    settling.done(session, review=held.review, by=viewer.person_id)


def carry_out(session: Session, *, post: Post, verb: Verb) -> None:
    """Brings a locked post to where a verb leads, and with its first post the thread. Raises Conflict."""
    post.reviewed_at = post.reviewed_at or clock.now()
    if verb in {Verb.APPROVE, Verb.RESTORE}:
        showing.show(session, post)
        return
    if not may_become(PostState(post.state), _BECOMES[verb]):
        raise Conflict
    post.state, post.held_for = _BECOMES[verb].value, None
    session.flush()
    state = offering.thread_after(verb)
    if post.heading and state:
        _move_thread(session, post.thread_id, state)


def _move_thread(session: Session, thread_id: UUID, state: ThreadState) -> None:
    thread = session.scalars(showing.LOCKED_THREAD, {"thread_id": thread_id}).one()
    if thread.state != ThreadState.DELETED.value:
        thread.state = state.value
    session.flush()
