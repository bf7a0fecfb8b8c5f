"""Who may hear that a thread has something new."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core.errors import Elsewhere, NotFound
from app.forum.queries import threads
from app.forum.queries.viewer import viewer
from app.forum.rules.house_rules import VERSION


def newest_position(session: Session, *, user: SignedIn, named: UUID) -> int | None:
    """The position of the newest post in the thread that is named; None when they may not read the thread, or not at present."""
    member = viewer(session, user=user) if user.may(Permission.FORUM_USE) else None
    if member is None or member.rules_version < VERSION or member.banned_until():
        return None
    try:
        return threads.thread(session, viewer=member, thread_id=named).last_position
    except (NotFound, Elsewhere):
        return None
