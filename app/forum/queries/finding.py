"""Finding posts: by their words within what the viewer may see, and the viewer's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from app.forum.models import Post, Thread
from app.forum.queries.threads import closed_to
from app.forum.queries.viewer import OWN_BOARDS, Viewer
from app.forum.rules.boards import PER_PAGE
from app.forum.rules.posts import HeldFor, PostState

# Round found words, from a range that no text of ours uses.
START, STOP = "\ue000", "\ue001"
MOST_OWN, MOST_MENTIONS = 50, 10
_P, _T = Post.__table__.c, Thread.__table__.c


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found. `snippet` has START and STOP round the words that were asked for."""

    id: UUID
    thread_id: UUID
    position: int
    title: str
    board: str
    name: str
    is_staff: bool
    snippet: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwnPost:
    """Something that the viewer wrote and has not taken away."""

    id: UUID
    thread_id: UUID
    position: int | None
    title: str
    text: str
    state: PostState
    held_for: HeldFor | None
    created_at: datetime


# Newest first: to rank them, all would have to be read. Board by board, so that a common word is found among the newest
# posts of each and the search ends there; for a rare one docs/operating.md says what the index needs.
_FOUND = f"""
    SELECT p.id, p.thread_id, p.position, t.title, b.name AS board, coalesce(n.name, '') AS name,
           coalesce(n.is_staff, false) AS is_staff, p.created_at,
           ts_headline('english', p.text, q.words, :marks) AS snippet
    FROM (
        SELECT found.*
        FROM forum_places place
        CROSS JOIN LATERAL (
            SELECT post.id, post.thread_id, post.board_id, post.member_id, post.position, post.text, post.created_at
            FROM forum_posts post
            WHERE post.board_id = place.board_id
              AND post.state = 'shown'
              AND post.member_id NOT IN (SELECT muted_id FROM forum_mutes WHERE member_id = :member_id)
              AND post.search @@ websearch_to_tsquery('english', :question)
              %s
              AND EXISTS (
                  SELECT 1 FROM forum_threads thread WHERE thread.id = post.thread_id AND thread.state = 'shown')
            ORDER BY post.created_at DESC
            LIMIT {PER_PAGE + 1}
        ) found
        WHERE place.trust_id = :trust_id
          AND place.board_id <> ALL (:without)
        ORDER BY found.created_at DESC
        LIMIT {PER_PAGE + 1}
    ) p
    CROSS JOIN websearch_to_tsquery('english', :question) AS q (words)
    JOIN forum_threads t ON t.id = p.thread_id
    JOIN forum_boards b ON b.id = p.board_id
    LEFT JOIN forum_names n ON n.member_id = p.member_id
    ORDER BY p.created_at DESC"""  # noqa: S608 - the numbers are ours
# What is best for a common word is worst for a rare one, so no plan is kept for whatever somebody looks for.
_PLAN_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")
_NEWEST = text(_FOUND % "")
_OLDER = text(_FOUND % "AND post.created_at < :before")
# How to look depends on how many posts hold the words: a plan that is kept for all questions took 300 ms and not 9.
_PLAN_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")
_MARKS = f'StartSel="{START}", StopSel="{STOP}", MaxWords=30, MinWords=15, MaxFragments=1'
_OWN: Select[Any] = (
    select(_P.id, _P.thread_id, _P.position, _T.title, _P.text, _P.state, _P.held_for, _P.created_at)
    .join(Thread, _T.id == _P.thread_id)
    .where(_P.member_id == bindparam("member_id"), _P.state != PostState.DELETED.value, _P.board_id.in_(OWN_BOARDS))
    .order_by(_P.created_at.desc())
    .limit(MOST_OWN)
)
_MENTIONS = text(
    f"""
    SELECT p.id, p.thread_id, p.position, t.title, b.name AS board, coalesce(n.name, '') AS name,
           coalesce(n.is_staff, false) AS is_staff, left(p.text, 200) AS snippet, p.created_at
    FROM forum_mentions m
    JOIN forum_posts p ON p.id = m.post_id AND p.state = 'shown'
    JOIN forum_threads t ON t.id = p.thread_id AND t.state = 'shown'
    JOIN forum_boards b ON b.id = p.board_id
    LEFT JOIN forum_names n ON n.member_id = p.member_id
    WHERE m.member_id = :member_id
      AND m.board_id IN (SELECT board_id FROM forum_places WHERE trust_id = :trust_id)
      AND m.board_id <> ALL (:without)
      AND p.member_id NOT IN (SELECT muted_id FROM forum_mutes WHERE member_id = :member_id)
    ORDER BY p.created_at DESC
    LIMIT {MOST_MENTIONS}"""  # noqa: S608 - as above
)


def search(
    session: Session, *, viewer: Viewer, question: str, before: datetime | None = None
) -> tuple[list[Hit], bool]:
    """A page of the posts with these words that everybody may read, the newest first, and whether there are more."""
    older = {"before": before} if before else {}
    asked = {"question": question, "marks": _MARKS, **older}
    session.execute(_PLAN_ANEW)
    session.execute(_PLAN_ANEW)
    found = _hits(session, _OLDER if before else _NEWEST, viewer, **asked)
    return found[:PER_PAGE], len(found) > PER_PAGE


def mentions(session: Session, *, viewer: Viewer) -> list[Hit]:
    """The newest posts in which others call the viewer by name."""
    return _hits(session, _MENTIONS, viewer)


def own_posts(session: Session, *, viewer: Viewer) -> list[OwnPost]:
    """What the viewer wrote, the newest first, with what waits and what came back."""
    rows = session.execute(_OWN, {"member_id": viewer.member_id, "trust_id": viewer.trust_id})
    return [_own(row) for row in rows]


def _hits(session: Session, statement: TextClause, viewer: Viewer, **asked: object) -> list[Hit]:
    own = {"trust_id": viewer.trust_id, "member_id": viewer.member_id, "without": closed_to(viewer)}
    return [Hit(**row._asdict()) for row in session.execute(statement, {**own, **asked})]


def _own(row: Row[Any]) -> OwnPost:
    states = {"state": PostState(row.state), "held_for": HeldFor(row.held_for) if row.held_for else None}
    return OwnPost(**{**row._asdict(), **states})
