"""What a member keeps for themselves: threads they follow, and people they do not want to read."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Conflict
from app.forum.models import Follow, Mute
from app.forum.queries.members import Other
from app.forum.queries.threads import Opened
from app.forum.queries.viewer import Viewer

NOT_STAFF = "You cannot mute somebody who works here: what they write may matter for your safety."


def follow(session: Session, *, viewer: Viewer, thread: Opened) -> None:
    """The member hears of what is new from now on; a second time changes nothing."""
    row = insert(Follow).values(
        trust_id=viewer.trust_id,
        member_id=viewer.member_id,
        thread_id=thread.id,
        told_position=thread.last_position,
        since=clock.now(),
    )
    session.execute(row.on_conflict_do_nothing())


def stop_following(session: Session, *, viewer: Viewer, thread_id: UUID) -> None:
    """The member does not want to hear of it any more."""
    session.execute(delete(Follow).where(Follow.member_id == viewer.member_id, Follow.thread_id == thread_id))


def mute(session: Session, *, viewer: Viewer, other: Other) -> None:
    """The member does not want to read the other, who never learns of it. Raises Conflict for staff."""
    if other.is_staff:
        raise Conflict(NOT_STAFF)
    ids = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "muted_id": other.member_id}
    session.execute(insert(Mute).values(since=clock.now(), **ids).on_conflict_do_nothing())


def unmute(session: Session, *, viewer: Viewer, member_id: UUID) -> None:
    """The member reads the other again."""
    session.execute(delete(Mute).where(Mute.member_id == viewer.member_id, Mute.muted_id == member_id))
