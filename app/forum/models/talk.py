"""Boards, the trusts that take part in them, threads, posts and their earlier words."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.forum.rules.boards import DEFAULT_FIRST, Mode, Purpose
from app.forum.rules.posts import MOST_TEXT, MOST_TITLE, HeldFor, PostState, ThreadState


class Board(Identified, TrustOwned, Base):
    """A room of the forum. A commons is shared by several trusts; `trust_id` is the one that opened it."""

    __tablename__ = "forum_boards"
    __table_args__ = (
        known("purpose", Purpose),
        known("mode", Mode),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("first BETWEEN 1 AND 20", name="first_within_reason"),
    )

    name: Mapped[str]
    about: Mapped[str]
    purpose: Mapped[str]
    is_commons: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[str] = mapped_column(default=Mode.PRE_FIRST.value)
    # How many posts of a member are looked at first, in mode pre_first.
    first: Mapped[int] = mapped_column(default=DEFAULT_FIRST)
    place: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]


class Place(Base):
    """A trust that takes part in a board: its own, or a commons it opted in to. Nothing about any person."""

    __tablename__ = "forum_places"
    __table_args__ = (Index(None, "trust_id"),)

    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id", ondelete="CASCADE"), primary_key=True)
    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)


class Thread(Identified, TrustOwned, Base):
    """A conversation; `trust_id` is its writer's."""

    __tablename__ = "forum_threads"
    __table_args__ = (
        known("state", ThreadState),
        CheckConstraint(f"title <> '' AND length(title) <= {MOST_TITLE}", name="title_fits"),
        CheckConstraint("last_position >= 0", name="counted"),
        Index("ix_forum_threads_board", "board_id", "is_pinned", "last_shown_at"),
        Index(None, "member_id"),
        Index("ix_forum_threads_tags", "tags", postgresql_using="gin"),
    )

    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    title: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    state: Mapped[str]
    is_locked: Mapped[bool] = mapped_column(default=False)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    # Begun by staff so that the room is not empty; the page says so.
    is_seeded: Mapped[bool] = mapped_column(default=False)
    # Posts that were shown so far, tombstones included; the position of the newest.
    last_position: Mapped[int] = mapped_column(default=0)
    last_shown_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Post(Identified, TrustOwned, Base):
    """What one member wrote. Its position in the thread is given when it is first shown, and never changes."""

    __tablename__ = "forum_posts"
    __table_args__ = (
        known("state", PostState),
        known("held_for", HeldFor),
        CheckConstraint(f"length(text) <= {MOST_TEXT}", name="text_fits"),
        CheckConstraint("(state = 'deleted') = (text = '')", name="deleted_without_words"),
        CheckConstraint("(state = 'held') = (held_for IS NOT NULL)", name="held_for_a_reason"),
        CheckConstraint("state <> 'shown' OR position IS NOT NULL", name="shown_somewhere"),
        CheckConstraint("version >= 1", name="from_one"),
        Index("uq_forum_posts_position", "thread_id", "position", unique=True),
        Index("ix_forum_posts_member", "member_id", "created_at"),
        Index("ix_forum_posts_search", "search", postgresql_using="gin"),
        Index("ix_forum_posts_created", "board_id", "created_at"),
    )

    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("forum_threads.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"))
    position: Mapped[int | None]
    # The thread's title, in its first post only, so that one search finds both.
    heading: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    state: Mapped[str]
    held_for: Mapped[str | None]
    quoted_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_posts.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    shown_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    # When a person first decided about it, for the time to review.
    reviewed_at: Mapped[datetime | None]
    # The detector's version that read it last; another one reads it again.
    detector: Mapped[str]
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed("to_tsvector('english', heading || ' ' || text)", persisted=True), deferred=True
    )


class Revision(Identified, TrustOwned, Base):
    """The words of a post before an edit. For its writer and for moderators: people edit names out."""

    __tablename__ = "forum_revisions"
    __table_args__ = (Index(None, "post_id", "written_at"),)

    post_id: Mapped[UUID] = mapped_column(ForeignKey("forum_posts.id"))
    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
    heading: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime]


class Mention(TrustOwned, Base):
    """A post that names a member with @; `trust_id` is the writer's."""

    __tablename__ = "forum_mentions"
    __table_args__ = (Index(None, "member_id"),)

    post_id: Mapped[UUID] = mapped_column(ForeignKey("forum_posts.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"), primary_key=True)
    board_id: Mapped[UUID] = mapped_column(ForeignKey("forum_boards.id"))
