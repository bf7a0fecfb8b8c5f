"""Within how many working days a trust promises an answer."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.messages.models import PromiseOfTrust
from app.messages.rules.promise import Promise


def of_trust(session: Session, *, trust_id: UUID) -> Promise:
    """The trust's own promise, or the one that holds until it has set one."""
    own = session.get(PromiseOfTrust, trust_id)
    return Promise(own.days, is_own=True) if own else Promise()
