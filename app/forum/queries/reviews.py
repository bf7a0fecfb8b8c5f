"""Reads of what waits for moderators: the queue, one review, and the words that it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Act, Appeal, Board, Name, Post, Report, Review, Revision, Thread
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import ReportReason, ReviewKind, ReviewState
from app.forum.rules.offering import Standing
from app.forum.rules.posts import HeldFor, PostState

MOST_SHOWN = 200
_R, _P, _T, _B, _N = (each.__table__.c for each in (Review, Post, Thread, Board, Name))
_A, _APPEAL = Act.__table__.c, Appeal.__table__.c
_V, _REPORT = Revision.__table__.c, Report.__table__.c


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review with what it is about, without the post's own words. `writer` is the name that others see, too."""

    id: UUID
    kind: ReviewKind
    state: ReviewState
    raised_at: datetime
    due_at: datetime
    taken_by: UUID | None
    lease_until: datetime | None
    done_at: datetime | None
    done_by: UUID | None
    version: int
    board_id: UUID
    board: str
    thread_id: UUID
    title: str
    post_id: UUID
    post_state: PostState
    post_version: int
    held_for: HeldFor | None
    member_id: UUID
    trust_id: UUID  # the writer's
    writer: str
    appealed_from: UUID | None  # who did what the writer appeals against

    @property
    def seen(self) -> str:
        """What a page was made from: the review and the words of the post, as they were."""
        return f"{self.version}.{self.post_version}"

    def standing(self, viewer: Viewer) -> Standing:
        """What decides what this viewer may do."""
        did_it = self.appealed_from == viewer.person_id
        return Standing(self.state, self.post_state, did_it, self.taken_by, self.lease_until)

    def is_overdue(self, *, now: datetime) -> bool:
        """Whether it has waited for too long."""
        return self.state is not ReviewState.DONE and self.due_at <= now


@dataclass(frozen=True, slots=True)
class Words:
    """A post's words: the newest, or earlier ones."""

    heading: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What a member told about the post. Who it was stays out of the page."""

    reason: ReportReason
    words: str
    at: datetime


# Nobody moderates themselves, or learns as a moderator that somebody reported them.
_NOT_OWN = _P.member_id != bindparam("own")
_APPEALED_FROM = (
    select(_A.moderator_id)
    .join(Appeal, _APPEAL.act_id == _A.id)
    .where(_A.post_id == _R.post_id, _R.kind == ReviewKind.APPEAL.value, _APPEAL.decided.is_(None))
    .limit(1)
    .correlate(Review.__table__)
    .scalar_subquery()
)
_COLUMNS = (
    *(_R.id, _R.kind, _R.state, _R.raised_at, _R.due_at, _R.taken_by, _R.lease_until, _R.done_at, _R.done_by),
    *(_R.version, _R.board_id, _B.name.label("board"), _P.thread_id, _T.title, _R.post_id),
    *(_P.state.label("post_state"), _P.version.label("post_version"), _P.held_for),
    *(_P.member_id, _P.trust_id, _N.name.label("writer")),
    _APPEALED_FROM.label("appealed_from"),
)
_SEEN: Select[Any] = (
    select(*_COLUMNS)
    .join(Post, _P.id == _R.post_id)
    .join(Thread, _T.id == _P.thread_id)
    .join(Board, _B.id == _R.board_id)
    .join(Name, _N.member_id == _P.member_id)
    .where(_R.board_id.in_(OWN_BOARDS), _NOT_OWN)
)
_OPEN = _R.state != ReviewState.DONE.value
_QUEUE = _SEEN.where(_OPEN).order_by(_R.due_at, _R.raised_at, _R.id).limit(MOST_SHOWN)
_DONE = _SEEN.where(_R.state == ReviewState.DONE.value).order_by(_R.done_at.desc(), _R.id).limit(MOST_SHOWN)
_ONE = _SEEN.where(_R.id == bindparam("review_id"))
_OF_POST = _SEEN.where(_R.post_id == bindparam("post_id")).order_by(_R.raised_at.desc(), _R.id).limit(1)
_COUNTS = (
    select(_R.kind, func.count())
    .join(Post, _P.id == _R.post_id)
    .where(_R.board_id.in_(OWN_BOARDS), _NOT_OWN, _OPEN)
    .group_by(_R.kind)
)
_NEWEST = select(_P.heading, _P.text, func.coalesce(_P.edited_at, _P.created_at)).where(
    _P.id == bindparam("post_id"), _P.board_id.in_(OWN_BOARDS)
)
_EARLIER = (
    select(_V.heading, _V.text, _V.written_at)
    .where(_V.post_id == bindparam("post_id"), _V.board_id.in_(OWN_BOARDS))
    .order_by(_V.written_at.desc())
)
_TOLD = (
    select(_REPORT.reason, _REPORT.words, _REPORT.created_at)
    .where(_REPORT.post_id == bindparam("post_id"), _REPORT.board_id.in_(OWN_BOARDS), _REPORT.decided.is_(None))
    .order_by(_REPORT.created_at)
)


def queue(
    session: Session, *, viewer: Viewer, kind: ReviewKind | None = None, mine: bool = False, done: bool = False
) -> list[ReviewLine]:
    """What waits on the viewer's boards, the soonest due first; or what was done last."""
    statement = _DONE if done else _QUEUE
    if kind:
        statement = statement.where(_R.kind == kind.value)
    if mine:
        statement = statement.where((_R.done_by if done else _R.taken_by) == viewer.person_id)
    return [_line(row) for row in session.execute(statement, _own(viewer))]


def counts(session: Session, *, viewer: Viewer) -> dict[ReviewKind, int]:
    """How many wait, by kind."""
    found = {ReviewKind(kind): number for kind, number in session.execute(_COUNTS, _own(viewer))}
    return {kind: found.get(kind, 0) for kind in ReviewKind}


def one(session: Session, *, viewer: Viewer, review_id: UUID) -> ReviewLine:
    """One review. Raises NotFound for whoever does not moderate, for other trusts' boards, and for one's own posts."""
    return _found(session.execute(_ONE, {**_own(viewer), "review_id": review_id}).one_or_none())


def of_post(session: Session, *, viewer: Viewer, post_id: UUID) -> ReviewLine:
    """The newest review of a post, open or done. Raises NotFound."""
    return _found(session.execute(_OF_POST, {**_own(viewer), "post_id": post_id}).one_or_none())


def words(session: Session, *, viewer: Viewer, post_id: UUID) -> Words:
    """What stands in the post now. Raises NotFound."""
    row = session.execute(_NEWEST, {**_own(viewer), "post_id": post_id}).one_or_none()
    if row is None:
        raise NotFound
    return Words(*row)


def earlier(session: Session, *, viewer: Viewer, post_id: UUID) -> list[Words]:
    """What stood in it before edits, the newest first."""
    return [Words(*row) for row in session.execute(_EARLIER, {**_own(viewer), "post_id": post_id})]


def told(session: Session, *, viewer: Viewer, post_id: UUID) -> list[Told]:
    """What members reported about it that is not answered yet, in order."""
    rows = session.execute(_TOLD, {**_own(viewer), "post_id": post_id})
    return [Told(ReportReason(reason), words, at) for reason, words, at in rows]


def _own(viewer: Viewer) -> dict[str, object]:
    if not viewer.moderates:
        raise NotFound
    return {"trust_id": viewer.trust_id, "own": viewer.member_id}


def _found(row: Row[Any] | None) -> ReviewLine:
    if row is None:
        raise NotFound
    return _line(row)


def _line(row: Row[Any]) -> ReviewLine:
    values = row._asdict()
    closed = {
        "kind": ReviewKind(values["kind"]),
        "state": ReviewState(values["state"]),
        "post_state": PostState(values["post_state"]),
        "held_for": values["held_for"] and HeldFor(values["held_for"]),
    }
    return ReviewLine(**{**values, **closed})
