"""Reads of what moderators did: the traces that everybody sees in a thread, and the history that moderators see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum import staff_words
from app.forum.models import Act
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.moderation import Reason, Verb

MOST_SHOWN = 100
_A = Act.__table__.c
# What is seen in the thread itself until something later undoes it.
_POST_TRACES = {Verb.HIDE: "Hidden by a moderator", Verb.REMOVE_SPAM: "Hidden by a moderator"}
_THREAD_TRACES = {Verb.LOCK: "Locked by a moderator", Verb.MOVE: "Moved here from another board by a moderator"}
_UNDONE_BY = {Verb.UNLOCK: Verb.LOCK}


@dataclass(frozen=True, slots=True)
class Trace:
    """What everybody reads where it happened, such as "Hidden by a moderator: unkind words". Never who did it."""

    verb: Verb
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that a moderator did, for moderators."""

    id: int
    verb: Verb
    reason: Reason | None
    words: str
    moderator_id: UUID
    member_id: UUID
    trust_id: UUID
    thread_id: UUID | None
    post_id: UUID | None
    until: datetime | None
    at: datetime


_IN_THREAD: Select[Any] = (
    select(_A.post_id, _A.verb, _A.reason, _A.done_at)
    .where(_A.thread_id == bindparam("thread_id"), _A.board_id.in_(OWN_BOARDS))
    .order_by(_A.id)
)
_COLUMNS = (_A.id, _A.verb, _A.reason, _A.words, _A.moderator_id, _A.member_id, _A.trust_id)
_DONE: Select[Any] = (
    select(*_COLUMNS, _A.thread_id, _A.post_id, _A.until, _A.done_at)
    .where(_A.board_id.in_(OWN_BOARDS))
    .order_by(_A.id.desc())
    .limit(MOST_SHOWN)
)
_TO_POST = _DONE.where(_A.post_id == bindparam("post_id"))
_TO_THREAD = _DONE.where(_A.thread_id == bindparam("in_thread"), _A.post_id.is_(None))
_TO_MEMBER = _DONE.where(_A.member_id == bindparam("member"))


def traces(session: Session, *, viewer: Viewer, thread_id: UUID) -> dict[UUID | None, list[Trace]]:
    """What moderators did in a thread, for everybody who may see it: by post, under None what was done to the thread.

    A hidden post has one trace, that of the last time it was hidden; show it only while the post is hidden.
    """
    found: dict[UUID | None, dict[Verb, Trace]] = defaultdict(dict)
    for row in session.execute(_IN_THREAD, {"trust_id": viewer.trust_id, "thread_id": thread_id}):
        verb, place = Verb(row.verb), found[row.post_id]
        if verb in _UNDONE_BY:
            place.pop(_UNDONE_BY[verb], None)
        elif row.post_id is not None:
            place.clear()  # only the last thing that was done to a post can be seen
        if trace := _trace(verb, row):
            place[verb] = trace
    return {post_id: list(each.values()) for post_id, each in found.items() if each}


def to_post(session: Session, *, viewer: Viewer, post_id: UUID) -> list[Done]:
    """What was done to a post, the newest first."""
    return _done(session, _TO_POST, viewer, post_id=post_id)


def to_thread(session: Session, *, viewer: Viewer, thread_id: UUID) -> list[Done]:
    """What was done to a thread as a whole, the newest first."""
    return _done(session, _TO_THREAD, viewer, in_thread=thread_id)


def to_member(session: Session, *, viewer: Viewer, member_id: UUID) -> list[Done]:
    """What was done to a member and their posts on the viewer's boards, the newest first."""
    return _done(session, _TO_MEMBER, viewer, member=member_id)


def newest(session: Session, *, viewer: Viewer, member_id: UUID) -> int:
    """The last thing that was done to a member; 0 for nothing. What a page about them was made from."""
    return max((each.id for each in to_member(session, viewer=viewer, member_id=member_id)), default=0)


def _trace(verb: Verb, row: Row[Any]) -> Trace | None:
    lead = (_THREAD_TRACES if row.post_id is None else _POST_TRACES).get(verb)
    if lead is None:
        return None
    why = f": {staff_words.TRACES[Reason(row.reason)]}" if row.reason else ""
    return Trace(verb, f"{lead}{why}.", row.done_at)


def _done(session: Session, statement: Select[Any], viewer: Viewer, **which: UUID) -> list[Done]:
    if not viewer.moderates:
        raise NotFound
    rows = session.execute(statement, {"trust_id": viewer.trust_id, **which})
    return [_one(row) for row in rows]


def _one(row: Row[Any]) -> Done:
    values = row._asdict()
    values |= {"verb": Verb(row.verb), "reason": row.reason and Reason(row.reason), "at": values.pop("done_at")}
    return Done(**values)
