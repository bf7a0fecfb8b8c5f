"""What moderators decided about a member and their posts, for that member; and what they said against it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Act, Appeal, Post, Review
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Decided, Reason, ReviewKind, Verb
from app.forum.rules.posts import PostState
from app.forum.rules.speaking import APPEALABLE, TOLD

_MOST_SHOWN = 100
_SAME_TIME = timedelta(minutes=1)
_A, _P, _O, _R = Act.__table__.c, Post.__table__.c, Appeal.__table__.c, Review.__table__.c
# That somebody read a shown post and left it as it was is no news to its writer; that a post which waited is shown is.
_WAITED = exists().where(
    _R.post_id == _A.post_id,
    _R.kind == ReviewKind.HELD.value,
    _R.done_at.between(_A.done_at - _SAME_TIME, _A.done_at + _SAME_TIME),
)
_SHOWN_BY_IT = _P.shown_at.between(_A.done_at - _SAME_TIME, _A.done_at + _SAME_TIME)
IS_TOLD = _A.verb.in_(sorted(TOLD)) & or_(_A.verb != Verb.APPROVE.value, _WAITED, _SHOWN_BY_IT)
OWN_POST = (_P.id == _A.post_id) & (_P.member_id == _A.member_id)


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was done, as the member it was done to sees it: never by whom. `text` is their own post's."""

    id: int
    board_id: UUID
    post_id: UUID | None
    verb: Verb
    reason: Reason | None
    words: str
    until: datetime | None
    done_at: datetime
    text: str
    state: PostState | None
    appealed_at: datetime | None
    appeal: str
    decided: Decided | None
    answer: str

    @property
    def may_appeal(self) -> bool:
        """Whether another moderator can be asked to look at it again."""
        return self.verb in APPEALABLE and self.appealed_at is None


_MINE: Select[Any] = (
    select(
        *(_A.id, _A.board_id, _A.post_id, _A.verb, _A.reason, _A.words, _A.until, _A.done_at),
        _P.text,
        _P.state,
        _O.created_at.label("appealed_at"),
        _O.words.label("appeal"),
        _O.decided,
        _O.answer,
    )
    .outerjoin(Post.__table__, OWN_POST)
    .outerjoin(Appeal.__table__, _O.act_id == _A.id)
    .where(_A.member_id == bindparam("member_id"), IS_TOLD)
    .order_by(_A.done_at.desc(), _A.id.desc())
    .limit(_MOST_SHOWN)
)


def mine(session: Session, *, viewer: Viewer) -> list[Decision]:
    """Everything that was decided about the viewer, the newest first."""
    return [_decision(row) for row in session.execute(_MINE, {"member_id": viewer.member_id})]


def one_of_mine(session: Session, *, viewer: Viewer, act_id: int) -> Decision:
    """One of them. Raises NotFound."""
    row = session.execute(_MINE.where(_A.id == act_id), {"member_id": viewer.member_id}).one_or_none()
    if row is None:
        raise NotFound
    return _decision(row)


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        *(row.id, row.board_id, row.post_id, Verb(row.verb), Reason(row.reason) if row.reason else None),
        *(row.words, row.until, row.done_at, row.text or ""),
        state=PostState(row.state) if row.state else None,
        appealed_at=row.appealed_at,
        appeal=row.appeal or "",
        decided=Decided(row.decided) if row.decided else None,
        answer=row.answer or "",
    )
