"""Where a post stands, for a moderator who comes from a flag about it."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.forum.models import Post
from app.forum.presenters.boards import post_href
from app.forum.queries.viewer import OWN_BOARDS

_P = Post.__table__.c
_PLACE = select(_P.thread_id, _P.position).where(_P.id == bindparam("post_id"), _P.board_id.in_(OWN_BOARDS))


def href_of(session: Session, *, user: SignedIn, subject_id: UUID) -> str:
    """The address of the post in its thread; empty for whoever may not moderate, and for what was never shown."""
    if not user.may(Permission.FORUM_MODERATE):
        return ""
    row = session.execute(_PLACE, {"post_id": subject_id, "trust_id": user.own_trust}).one_or_none()
    return post_href(row.thread_id, row.position) if row and row.position else ""
