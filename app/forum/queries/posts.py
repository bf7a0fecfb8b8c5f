"""Reads of posts: a page of a thread, each with the words that this viewer may read and no others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select, text
from sqlalchemy.orm import Session

from app.forum.models import Post
from app.forum.queries.threads import Opened
from app.forum.queries.viewer import Viewer
from app.forum.rules import looking
from app.forum.rules.posts import HeldFor, PostState

_P = Post.__table__.c
_MOST_QUOTED = 400  # characters


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a post answers to. `text` is empty when it is not for this viewer to read."""

    id: UUID
    position: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A post as one viewer may read it: `text` is empty when they may not. Knows no person.

    `name` is empty when the writer's trust has left the commons.
    """

    id: UUID
    trust_id: UUID
    member_id: UUID
    position: int | None
    name: str
    tags: tuple[str, ...]
    is_staff: bool
    has_left: bool
    text: str
    state: PostState
    held_for: HeldFor | None
    created_at: datetime
    shown_at: datetime | None
    edited_at: datetime | None
    version: int
    is_own: bool
    is_muted: bool
    mentions_viewer: bool
    quoted: Quoted | None


# What has no position stands below the last page, for its writer and for moderators.
_PAGE = text(
    f"""
    SELECT p.id, p.trust_id, p.member_id, p.position, p.text, p.state, p.held_for,
           coalesce(n.name, '') AS name, coalesce(n.tags, '{{}}') AS tags, coalesce(n.is_staff, false) AS is_staff,
           coalesce(n.has_left, false) AS has_left, p.created_at, p.shown_at, p.edited_at, p.version,
           p.member_id = :member_id AS is_own,
           mute.muted_id IS NOT NULL AS is_muted,
           mention.member_id IS NOT NULL AS mentions_viewer,
           q.id AS quoted_id, q.position AS quoted_position, q.member_id AS quoted_by, coalesce(qn.name, '') AS quoted_name,
           q.state AS quoted_state, left(q.text, {_MOST_QUOTED}) AS quoted_text
    FROM forum_posts p
    LEFT JOIN forum_names n ON n.member_id = p.member_id
    LEFT JOIN forum_mutes mute ON mute.member_id = :member_id AND mute.muted_id = p.member_id
    LEFT JOIN forum_mentions mention ON mention.post_id = p.id AND mention.member_id = :member_id
    LEFT JOIN forum_posts q ON q.id = p.quoted_id AND q.thread_id = p.thread_id
    LEFT JOIN forum_names qn ON qn.member_id = q.member_id
    WHERE p.thread_id = :thread_id
      AND (p.position BETWEEN :first AND :last
           OR (:is_last_page AND p.position IS NULL AND p.state <> 'deleted'
               AND (p.member_id = :member_id OR :moderates)))
    ORDER BY p.position NULLS LAST, p.created_at, p.id"""  # noqa: S608 - the number is ours
)
_NEW = select(func.count()).where(
    _P.thread_id == bindparam("thread_id"),
    _P.position > bindparam("after"),
    _P.state == PostState.SHOWN.value,
    _P.member_id != bindparam("member_id"),
)


def page(session: Session, *, viewer: Viewer, thread: Opened, number: int) -> list[Reading]:
    """The posts of a page, in their order for ever; on the last one also what waits, if the viewer may see it."""
    first, last = looking.positions(number)
    is_last = number >= looking.pages(thread.last_position)
    own = {"member_id": viewer.member_id, "moderates": viewer.moderates}
    asked = {"thread_id": thread.id, "first": first, "last": last, "is_last_page": is_last, **own}
    return [_reading(row, viewer) for row in session.execute(_PAGE, asked)]


def new_since(session: Session, *, viewer: Viewer, thread_id: UUID, after: int) -> int:
    """How many posts of others came after a position. The thread must have been fetched for this viewer before."""
    asked = {"thread_id": thread_id, "after": after, "member_id": viewer.member_id}
    return session.scalar(_NEW, asked) or 0


def _reading(row: Row[Any], viewer: Viewer) -> Reading:
    state = PostState(row.state)
    may_read = state is PostState.SHOWN or row.is_own or viewer.moderates
    return Reading(
        id=row.id,
        trust_id=row.trust_id,
        member_id=row.member_id,
        position=row.position,
        name=row.name,
        tags=tuple(row.tags),
        is_staff=row.is_staff,
        has_left=row.has_left,
        text=row.text if may_read else "",
        state=state,
        held_for=HeldFor(row.held_for) if row.held_for else None,
        created_at=row.created_at,
        shown_at=row.shown_at,
        edited_at=row.edited_at,
        version=row.version,
        is_own=row.is_own,
        is_muted=row.is_muted,
        mentions_viewer=row.mentions_viewer,
        quoted=_quoted(row) if row.quoted_id else None,
    )


def _quoted(row: Row[Any]) -> Quoted:
    # A quote never says more than the post it comes from says now: to nobody, a moderator either.
    is_shown = row.quoted_state == PostState.SHOWN.value
    return Quoted(row.quoted_id, row.quoted_position, row.quoted_name, row.quoted_text if is_shown else "")
