"""Leaving the forum, by oneself or because the account is closed."""

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.models import Draft, Follow, Member, Mention, Mute, Name, Notice, Reading
from app.forum.service import removing
from app.keys import service as keys

GONE_NAME = "Somebody who left"


def leave(session: Session, *, member_id: UUID, removes_posts: bool) -> None:
    """The member is gone: nothing says any more which person they were, and nothing they kept for themselves stays.

    What they wrote stays under the name they chose, unless `removes_posts`; then the name goes too.
    """
    # Whatever is being written just now is finished first, and goes with the rest.
    session.execute(select(Member.id).where(Member.id == member_id).with_for_update(key_share=True))
    if removes_posts:
        removing.remove_all(session, member_id=member_id)
    keys.shred(session, owner_id=member_id)
    for kept in (Draft, Follow, Reading, Mute, Notice):
        session.execute(delete(kept).where(kept.member_id == member_id))
    session.execute(delete(Mention).where(Mention.member_id == member_id))
    gone = {"has_left": True, "tags": []} | ({"name": GONE_NAME, "key": f"left {member_id}"} if removes_posts else {})
    session.execute(update(Name).where(Name.member_id == member_id).values(gone))
    left = update(Member).where(Member.id == member_id).values(person_id=None, left_at=clock.now())
    session.execute(left.values(mails_replies=False, mails_weekly=False))


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed; what the person wrote stays, under the name they chose."""
    for member_id in session.scalars(select(Member.id).where(Member.person_id == person_id)).all():
        leave(session, member_id=member_id, removes_posts=False)
