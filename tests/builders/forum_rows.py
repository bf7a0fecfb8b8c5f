"""Rows of the forum's tables that break no rule but the wall between trusts; what they hang on is made with them."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Act, Board, Member, Place, Post, Thread

# What is made in the order in which one hangs on the other; each table names what its rows need.
_NEEDS = {
    "forum_names": ("member_id",),
    "forum_drafts": ("member_id",),
    "forum_follows": ("member_id", "thread_id"),
    "forum_readings": ("member_id", "thread_id"),
    "forum_mutes": ("member_id",),
    "forum_notes": ("member_id",),
    "forum_notices": ("member_id",),
    "forum_threads": ("member_id", "board_id"),
    "forum_posts": ("member_id", "board_id", "thread_id"),
    "forum_revisions": ("board_id", "post_id"),
    "forum_mentions": ("member_id", "board_id", "post_id"),
    "forum_reviews": ("board_id", "post_id"),
    "forum_reports": ("member_id", "board_id", "post_id"),
    "forum_acts": ("member_id", "board_id"),
    "forum_sanctions": ("member_id", "act_id"),
    "forum_appeals": ("member_id", "board_id", "act_id"),
}


def row(table: str, trust_id: UUID, person: Person) -> dict[str, Any]:
    """A row for `table` without its own id and trust."""
    made = _made(trust_id, person) if table in _NEEDS else {}
    return {**_words(table, trust_id, person, made), **{column: made[column] for column in _NEEDS.get(table, ())}}


def _words(table: str, trust_id: UUID, person: Person, made: dict[str, Any]) -> dict[str, Any]:
    now, new = clock.now(), str(uuid4())
    sealed = {"sealed": b"s"}
    known: dict[str, dict[str, Any]] = {
        "forum_boards": _BOARD,
        "forum_members": {"rules_version": 1, "left_at": now},
        "forum_names": {"name": new, "key": new},
        "forum_drafts": {"place": uuid4(), **sealed},
        "forum_readings": {"position": 1},
        "forum_mutes": {"muted_id": made.get("member_id")},
        "forum_notes": {"written_by": person.id, **sealed},
        "forum_notices": {"kind": "weekly"},
        "forum_threads": {"title": "t", "state": "held"},
        "forum_posts": _POST,
        "forum_revisions": {"heading": "", "text": "t", "written_at": now},
        "forum_reviews": {"kind": "held", "due_at": now},
        "forum_reports": {"about_trust_id": trust_id, "reason": "worried", "words": "w"},
        "forum_acts": {"moderator_id": person.id, "verb": "warn"},
        "forum_sanctions": {"kind": "ban", "until": now.replace(year=now.year + 1)},
        "forum_appeals": {"words": "w", "due_at": now},
        "forum_complaints": {"reference": new, "acknowledge_by": now, "answer_by": now, **sealed},
    }
    return known.get(table, {})


_BOARD = {"name": "b", "about": "a", "purpose": "talk"}
_POST = {"text": "t", "state": "held", "held_for": "first_posts", "detector": "1"}


def _made(trust_id: UUID, person: Person) -> dict[str, Any]:
    """One of each, new: a row of most tables stands once for a member and a post."""
    now = clock.now()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        member = Member(trust_id=trust_id, rules_version=1, left_at=now)
        board = Board(trust_id=trust_id, **_BOARD)
        session.add_all([member, board])
        session.flush()
        of = {"trust_id": trust_id, "board_id": board.id, "member_id": member.id}
        thread = Thread(title="t", state="held", **of)
        session.add_all([thread, Place(board_id=board.id, trust_id=trust_id)])
        session.flush()
        post = Post(thread_id=thread.id, **_POST, **of)
        act = session.scalar(insert(Act).values(moderator_id=person.id, verb="ban", **of).returning(Act.id))
        session.add(post)
    ids = {"member_id": member.id, "board_id": board.id, "thread_id": thread.id, "post_id": post.id, "act_id": act}
    return dict(ids)
