"""Telling a trust that posts wait for too long: its moderators, who can look, and its leads, who can see why."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import Role
from app.core import clock
from app.forum.models import Review
from app.forum.rules.moderation import ReviewState
from app.mail import service as mail
from app.mail.rules import EmailKind

# At most one mail in this time, however many posts become overdue in it.
PAUSE = timedelta(hours=1)
_TOLD = {Role.MODERATOR, Role.SUPPORTER, Role.TRUST_LEAD}


def tell_of_overdue(session: Session) -> int:
    """Queues one mail to each of those people about all that is newly overdue; gives how many mails.

    Once a review, and once an hour a trust. For the sweep: it looks at every trust.
    """
    now = clock.now()
    free = (Review.state == ReviewState.OPEN.value) | (Review.lease_until <= now)
    waiting = (Review.due_at <= now, Review.alerted_at.is_(None), free, Review.state != ReviewState.DONE.value)
    overdue: dict[UUID, list[UUID]] = defaultdict(list)
    for review_id, trust_id in session.execute(
        select(Review.id, Review.trust_id).where(*waiting).order_by(Review.id).with_for_update(skip_locked=True)
    ):
        overdue[trust_id].append(review_id)
    return sum(_tell(session, trust_id, ids) for trust_id, ids in overdue.items())


def _tell(session: Session, trust_id: UUID, review_ids: list[UUID]) -> int:
    now = clock.now()
    just_told = exists().where(Review.trust_id == trust_id, Review.alerted_at > now - PAUSE)
    if session.scalar(select(just_told)):
        return 0
    session.execute(update(Review).where(Review.id.in_(review_ids)).values(alerted_at=now))
    told = [each for each in people.staff(session, trust_id=trust_id) if each.closed_at is None]
    told = [each for each in told if any(role in _TOLD for role, _team in each.grants)]
    for each in told:
        mail.queue(session, kind=EmailKind.FORUM_WAITING, subject_id=each.id, recipient=each.email, trust_id=trust_id)
    return len(told)
