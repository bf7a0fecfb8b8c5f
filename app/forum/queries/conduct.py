"""What moderators see of a member: the name that others see, posts, stops that run, notes. Never another trust's person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import NotFound
from app.forum.models import Board, Member, Name, Note, Post, Sanction, Thread
from app.forum.models import Place as Shared
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import SanctionKind
from app.forum.rules.offering import MemberStanding
from app.forum.rules.posts import PostState
from app.keys import queries as keys

MOST_POSTS = 100
SPAM_WITHIN = timedelta(days=7)
_M, _N, _P, _T, _B = (each.__table__.c for each in (Member, Name, Post, Thread, Board))
_S, _NOTE = Sanction.__table__.c, Note.__table__.c
# By another name than in OWN_BOARDS, which would take it for its own.
_PLACE = Shared.__table__.alias().c


@dataclass(frozen=True, slots=True)
class Seen:
    """A member as a moderator sees them."""

    id: UUID
    trust_id: UUID
    name: str
    is_staff: bool
    has_left: bool

    @property
    def standing(self) -> MemberStanding:
        """What decides what can be done about them."""
        return MemberStanding(self.is_staff, self.has_left)


@dataclass(frozen=True, slots=True)
class Stop:
    """A time in which they may not write or come in, on one board or (None) everywhere."""

    id: UUID
    kind: SanctionKind
    board_id: UUID | None
    board: str | None
    since: datetime
    until: datetime
    lifted_at: datetime | None

    def runs(self, *, now: datetime) -> bool:
        """Whether it still holds."""
        return self.lifted_at is None and self.until > now


@dataclass(frozen=True, slots=True)
class Written:
    """One of their posts, in short."""

    id: UUID
    title: str
    board: str
    text: str
    state: PostState
    at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """What a colleague wrote down about them; empty words are not kept any more."""

    words: str
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A board on which the viewer can do something about a member."""

    id: UUID
    name: str
    is_commons: bool


_HERE = exists().where(_P.member_id == _N.member_id, _P.board_id.in_(OWN_BOARDS))
_SEEN = select(_N.member_id, _N.trust_id, _N.name, _N.is_staff, _N.has_left).where(
    _N.member_id == bindparam("member_id"), _N.member_id != bindparam("me"), or_(_N.trust_id == bindparam("own"), _HERE)
)
_STOPS = (
    select(_S.id, _S.kind, _S.board_id, _B.name, _S.since, _S.until, _S.lifted_at)
    .outerjoin(Board, _B.id == _S.board_id)
    .where(
        _S.member_id == bindparam("member_id"),
        or_(_S.board_id.in_(OWN_BOARDS), (_S.trust_id == bindparam("own")) & _S.board_id.is_(None)),
    )
    .order_by(_S.since.desc())
)
_POSTS = (
    select(_P.id, _T.title, _B.name, _P.text, _P.state, _P.created_at)
    .join(Thread, _T.id == _P.thread_id)
    .join(Board, _B.id == _P.board_id)
    .where(_P.member_id == bindparam("member_id"), _P.board_id.in_(OWN_BOARDS))
    .order_by(_P.created_at.desc(), _P.id)
    .limit(MOST_POSTS)
)
_NOTES = (
    select(Note)
    .where(_NOTE.member_id == bindparam("member_id"), _NOTE.trust_id == bindparam("trust_id"))
    .order_by(_NOTE.written_at.desc())
)
# Boards that both trusts take part in; for the viewer's own members all of theirs.
_SHARED = (
    select(_B.id, _B.name, _B.is_commons)
    .where(_B.id.in_(OWN_BOARDS), or_(bindparam("same") == True, _B.is_commons), _B.closed_at.is_(None))  # noqa: E712
    .order_by(_B.is_commons, _B.place, _B.name)
)
_TAKE_PART = select(_PLACE.board_id, _PLACE.trust_id).where(_PLACE.board_id.in_(OWN_BOARDS))
_PERSON = select(_M.person_id).where(_M.id == bindparam("member_id"), _M.trust_id == bindparam("trust_id"))
_COUNTED = (
    select(_P.state, func.count())
    .where(_P.member_id == bindparam("member_id"), _P.board_id.in_(OWN_BOARDS))
    .group_by(_P.state)
)


def member(session: Session, *, viewer: Viewer, member_id: UUID) -> Seen:
    """A member of the viewer's trust, or one who writes on a board that both share; nobody oneself. Raises NotFound."""
    if not viewer.moderates:
        raise NotFound
    row = session.execute(_SEEN, _which(viewer, member_id)).one_or_none()
    if row is None:
        raise NotFound
    return Seen(*row)


def stops(session: Session, *, viewer: Viewer, member_id: UUID) -> list[Stop]:
    """Their stops that concern the viewer's boards, over or not, the newest first."""
    rows = session.execute(_STOPS, _which(viewer, member_id))
    return [Stop(row[0], SanctionKind(row[1]), *row[2:]) for row in rows]


def posts(session: Session, *, viewer: Viewer, member_id: UUID) -> list[Written]:
    """What they wrote on the viewer's boards, the newest first."""
    rows = session.execute(_POSTS, _which(viewer, member_id))
    return [Written(*row[:4], PostState(row[4]), row[5]) for row in rows]


def counted(session: Session, *, viewer: Viewer, member_id: UUID) -> dict[PostState, int]:
    """How many of their posts are in each state."""
    rows = session.execute(_COUNTED, _which(viewer, member_id))
    return {PostState(state): number for state, number in rows}


def removable(session: Session, *, viewer: Viewer, member_id: UUID) -> list[Written]:
    """What can be hidden at one stroke when it turns out to be advertising: what others see or will see, of a week."""
    since = clock.now() - SPAM_WITHIN
    shown = {PostState.SHOWN, PostState.HELD}
    found = posts(session, viewer=viewer, member_id=member_id)
    return [each for each in found if each.state in shown and each.at >= since]


def notes(session: Session, *, viewer: Viewer, member_id: UUID) -> list[Noted]:
    """What colleagues of the same trust wrote down, the newest first; nothing about another trust's member."""
    key = keys.find(session, owner_id=member_id)
    found = session.scalars(_NOTES, {"member_id": member_id, "trust_id": viewer.trust_id})
    return [
        Noted(str(key.unseal(each.sealed, place=f"note/{each.id}")) if key else "", each.written_by, each.written_at)
        for each in found
    ]


def places(session: Session, *, viewer: Viewer, seen: Seen) -> list[Place]:
    """Where the viewer can act on this member, the trust's own boards first."""
    same = seen.trust_id == viewer.trust_id
    return [Place(*row) for row in session.execute(_SHARED, {"trust_id": viewer.trust_id, "same": same})]


def boards_like(session: Session, *, viewer: Viewer, board_id: UUID) -> list[Place]:
    """Other open boards on which exactly the same trusts take part, so that a thread can move there."""
    own = {"trust_id": viewer.trust_id}
    trusts: dict[UUID, set[UUID]] = {}
    for board, trust in session.execute(_TAKE_PART, own):
        trusts.setdefault(board, set()).add(trust)
    boards = (Place(*row) for row in session.execute(_SHARED, {**own, "same": True}))
    return [each for each in boards if each.id != board_id and trusts[each.id] == trusts[board_id]]


def person_of(session: Session, *, viewer: Viewer, member_id: UUID) -> UUID | None:
    """The person behind a member of the viewer's own trust; None for others and for those who have left."""
    return session.scalar(_PERSON, {"member_id": member_id, "trust_id": viewer.trust_id})


def _which(viewer: Viewer, member_id: UUID) -> dict[str, Any]:
    return {"member_id": member_id, "trust_id": viewer.trust_id, "own": viewer.trust_id, "me": viewer.member_id}
