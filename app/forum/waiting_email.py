"""The mail that says that posts wait for too long: how many, and nothing of what is in them."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Permission, permissions_of
from app.core import clock
from app.core.config import settings
from app.forum.models import Review
from app.forum.rules.moderation import ReviewState
from app.mail.message import Email, write
from app.trusts import queries as trusts


def waiting(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail to one member of staff; None when nothing waits any more, or their account is closed."""
    person = accounts.find_open(session, person_id=subject_id)
    if person is None or person.trust_id is None:
        return None
    overdue = (Review.trust_id == person.trust_id, Review.state != ReviewState.DONE.value, Review.due_at <= clock.now())
    number = session.scalar(select(func.count()).select_from(Review).where(*overdue)) or 0
    if not number:
        return None
    moderates = Permission.FORUM_MODERATE in permissions_of(accounts.roles_of(session, person_id=person.id))
    return write(
        "forum/emails/waiting",
        to=person.email,
        trust=trusts.trust(session, trust_id=person.trust_id).name,
        number=number,
        link=f"{settings().base_url}/{'staff/moderation' if moderates else 'staff/settings/rota'}",
        moderates=moderates,
    )
