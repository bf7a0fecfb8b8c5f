"""Putting a post before the moderators' eyes: one open review a post, by the soonest time that was asked for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock, turns
from app.core.turns import Turn
from app.forum.models import Post, Review
from app.forum.rules.moderation import ReviewKind
from app.forum.rules.posts import HeldFor
from app.forum.service import settling
from app.risk import due, duty
from app.risk.rules import Urgency
from app.trusts.hours import working

_APPEAL_DAYS = 2
_MORE_PRESSING = (ReviewKind.REPORT, ReviewKind.HELD, ReviewKind.APPEAL, ReviewKind.FIRST_LOOK)


def ask(session: Session, *, post: Post, kind: ReviewKind, due_at: datetime) -> Review:
    """The post's open review, with this reason in it: made, or made sooner and more pressing."""
    # Else two who ask at once would each find no review.
    turns.wait(session, Turn.FORUM_REVIEW, of=post.id)
    review = settling.open_review(session, post=post)
    if review is None:
        review = Review(
            trust_id=post.trust_id, board_id=post.board_id, post_id=post.id, kind=kind.value, due_at=due_at, version=1
        )
        session.add(review)
    else:
        review.kind = min(ReviewKind(review.kind), kind, key=_MORE_PRESSING.index).value
        review.due_at, review.version = min(review.due_at, due_at), review.version + 1
    session.flush()
    return review


def due_for(session: Session, *, trust_id: UUID, kind: ReviewKind, held_for: HeldFor | None = None) -> datetime:
    """By when, in the working hours of the trust whose people look first."""
    on_duty, now = duty.of_trust(session, trust_id=trust_id), clock.now()
    if kind is ReviewKind.FIRST_LOOK:
        return working.add_working_days(on_duty.hours, at=now, days=1)
    if kind is ReviewKind.APPEAL:
        return working.add_working_days(on_duty.hours, at=now, days=_APPEAL_DAYS)
    urgency = Urgency.HOLD_IDENTITY if held_for is HeldFor.IDENTITY else Urgency.HOLD_CONDUCT
    return due.due_at(on_duty, urgency=urgency, at=now)
