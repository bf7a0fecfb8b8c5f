"""How many posts wait for a moderator, for the menu."""

from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.forum.models import Member, Post, Review
from app.forum.queries.viewer import OWN_BOARDS
from app.forum.rules.moderation import ReviewState

_R, _P, _M = Review.__table__.c, Post.__table__.c, Member.__table__.c
# Nobody decides about their own posts. By person, not by member: a moderator who has not joined yet is none.
_OWN = select(_M.id).where(_M.person_id == bindparam("person_id"))
_WAITING = (
    select(func.count())
    .select_from(Review)
    .join(Post, _P.id == _R.post_id)
    .where(_R.state != ReviewState.DONE.value, _R.board_id.in_(OWN_BOARDS), _P.member_id.not_in(_OWN))
)


def number(session: Session, *, trust_id: UUID, person_id: UUID) -> int:
    """The posts on the trust's boards that somebody must look at, but for this person's own."""
    return session.scalar(_WAITING, {"trust_id": trust_id, "person_id": person_id}) or 0
