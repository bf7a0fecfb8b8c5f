"""Appeals as moderators see them: against what, in which words, by when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Act, Appeal, Board, Name, Post
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import Decided, Reason, Verb
from app.forum.rules.posts import PostState


@dataclass(frozen=True, slots=True)
class Asked:
    """An appeal. `by` is a name in the forum; `is_own_act`: the viewer did what it is about, so another one answers."""

    id: UUID
    by: str
    board: str
    words: str
    created_at: datetime
    due_at: datetime
    version: int
    decided: Decided | None
    verb: Verb
    reason: Reason | None
    told: str
    until: datetime | None
    done_at: datetime
    member_id: UUID
    post_id: UUID | None
    text: str
    state: PostState | None
    is_own_act: bool


_O, _A, _P, _N, _B = Appeal.__table__.c, Act.__table__.c, Post.__table__.c, Name.__table__.c, Board.__table__.c
# Nobody reads appeals of their own here: those stand on their page.
_SEEN: Select[Any] = (
    select(
        *(_O.id, _N.name.label("by"), _B.name.label("board"), _O.words, _O.created_at, _O.due_at, _O.version),
        *(_O.decided, _A.verb, _A.reason, _A.words.label("told"), _A.until, _A.done_at, _O.member_id, _A.post_id),
        _P.text,
        _P.state,
        (_A.moderator_id == bindparam("person_id")).label("is_own_act"),
    )
    .join(Act.__table__, _A.id == _O.act_id)
    .join(Board.__table__, _B.id == _O.board_id)
    .join(Name.__table__, _N.member_id == _O.member_id)
    .outerjoin(Post.__table__, _P.id == _A.post_id)
    .where(_O.board_id.in_(OWN_BOARDS), _O.member_id != bindparam("member_id"))
)
_OPEN = _SEEN.where(_O.decided.is_(None)).order_by(_O.due_at, _O.id)
_ONE = _SEEN.where(_O.id == bindparam("appeal_id"))


def open_ones(session: Session, *, viewer: Viewer) -> list[Asked]:
    """What nobody has answered yet, what is due first on top."""
    return [_asked(row) for row in session.execute(_OPEN, _who(viewer))]


def appeal(session: Session, *, viewer: Viewer, appeal_id: UUID) -> Asked:
    """One of them, answered or not. Raises NotFound."""
    row = session.execute(_ONE, _who(viewer) | {"appeal_id": appeal_id}).one_or_none()
    if row is None:
        raise NotFound
    return _asked(row)


def _who(viewer: Viewer) -> dict[str, UUID]:
    return {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "person_id": viewer.person_id}


def _asked(row: Row[Any]) -> Asked:
    closed = {
        "decided": Decided(row.decided) if row.decided else None,
        "verb": Verb(row.verb),
        "reason": Reason(row.reason) if row.reason else None,
        "state": PostState(row.state) if row.state else None,
        "text": row.text or "",
    }
    return Asked(**{**row._asdict(), **closed})
