"""Taking a review for a time, laying it down, and holding one to decide: of two moderators at once, one wins."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Conflict, NotFound
from app.forum.models import Post, Review
from app.forum.queries import reviews
from app.forum.queries.reviews import ReviewLine
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules import offering
from app.forum.rules.moderation import LEASE, ReviewKind, ReviewState
from app.forum.rules.offering import Standing
from app.forum.rules.posts import PostState
from app.forum.service import reviewing

# What was read before the lock may be old.
_FRESH = {"populate_existing": True}
_POST = (
    select(Post)
    .where(Post.id == bindparam("post_id"), Post.board_id.in_(OWN_BOARDS))
    .with_for_update(key_share=True)
    .execution_options(**_FRESH)
)
_REVIEW = select(Review).where(Review.id == bindparam("review_id")).with_for_update().execution_options(**_FRESH)


@dataclass(frozen=True, slots=True)
class Held:
    """A review and its post, locked, and what decides what the viewer may do with them."""

    review: Review
    post: Post
    standing: Standing


def take(session: Session, *, viewer: Viewer, review_id: UUID, seen: str) -> None:
    """The viewer looks at it, and nobody else decides meanwhile, for half an hour. Raises Conflict for the second."""
    held = hold(session, viewer=viewer, review_id=review_id, seen=seen)
    if not offering.may_take(held.standing, person_id=viewer.person_id, now=clock.now()):
        raise Conflict
    review = held.review
    review.state, review.version = ReviewState.TAKEN.value, review.version + 1
    review.taken_by, review.lease_until = viewer.person_id, clock.now() + LEASE
    session.flush()


def release(session: Session, *, viewer: Viewer, review_id: UUID, seen: str) -> None:
    """The viewer lays it down for others. Raises Conflict when it is not theirs."""
    review = hold(session, viewer=viewer, review_id=review_id, seen=seen).review
    if review.taken_by != viewer.person_id:
        raise Conflict
    review.state, review.version = ReviewState.OPEN.value, review.version + 1
    review.taken_by = review.lease_until = None
    session.flush()


def look_again(session: Session, *, viewer: Viewer, post_id: UUID) -> UUID:
    """The open review of a post on the viewer's boards, made if there is none: to decide anew. Raises NotFound."""
    if not viewer.moderates:
        raise NotFound
    post = session.scalars(_POST, {"post_id": post_id, "trust_id": viewer.trust_id}).one_or_none()
    if post is None or post.state == PostState.DELETED.value or post.member_id == viewer.member_id:
        raise NotFound
    open_ = select(Review.id).where(Review.post_id == post.id, Review.state != ReviewState.DONE.value)
    if found := session.scalar(open_):
        return found
    due_at = reviewing.due_for(session, trust_id=post.trust_id, kind=ReviewKind.FIRST_LOOK)
    return reviewing.ask(session, post=post, kind=ReviewKind.FIRST_LOOK, due_at=due_at).id


def hold(session: Session, *, viewer: Viewer, review_id: UUID, seen: str) -> Held:
    """The review and its post, locked, as they were seen. Raises Conflict when either has changed, and NotFound.

    The post is locked first, as by its writer's edit: so nobody shows words that changed while they read them.
    """
    line = reviews.one(session, viewer=viewer, review_id=review_id)
    post = session.scalars(_POST, {"post_id": line.post_id, "trust_id": viewer.trust_id}).one()
    review = session.scalars(_REVIEW, {"review_id": review_id}).one()
    if f"{review.version}.{post.version}" != seen:
        raise Conflict
    may = line.standing(viewer)
    now = (ReviewState(review.state), PostState(post.state), may.did_it, review.taken_by, review.lease_until)
    return Held(review, post, Standing(*now))


def who_was_first(line: ReviewLine, *, viewer: Viewer) -> UUID | None:
    """Who has it or has decided it, if it was somebody else; None when it changed for another reason."""
    who = line.done_by if line.state is ReviewState.DONE else line.taken_by
    return who if who != viewer.person_id else None
