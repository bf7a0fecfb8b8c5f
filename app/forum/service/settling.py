"""Closing a review, with or without anything done to its post."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.models import Post, Review
from app.forum.rules.moderation import ReviewState


def done(session: Session, *, review: Review, by: UUID) -> None:
    """Somebody has decided; `by` is a person's id."""
    review.state, review.done_at, review.done_by = ReviewState.DONE.value, clock.now(), by
    review.taken_by = review.lease_until = None
    review.version += 1
    session.flush()


def open_review(session: Session, *, post: Post) -> Review | None:
    """The post's open review, locked; None when nobody has to look at it."""
    wanted = select(Review).where(Review.post_id == post.id, Review.state != ReviewState.DONE.value).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def settle_open(session: Session, *, post: Post, by: UUID) -> None:
    """Closes the post's open review, if there is one: its writer took it away, or it was decided elsewhere."""
    review = open_review(session, post=post)
    if review is not None:
        done(session, review=review, by=by)
