"""Members: which person one is (their own trust only), the name that others see, and what they read, follow and draft."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from app.core import clock
from app.core.db import Base, Identified, TrustOwned


class Member(Identified, TrustOwned, Base):
    """One person in the forum. The only row that joins a person to what they write there."""

    __tablename__ = "forum_members"
    __table_args__ = (
        Index("uq_forum_members_person_id", "person_id", unique=True, postgresql_where="left_at IS NULL"),
        CheckConstraint("(left_at IS NOT NULL) OR (person_id IS NOT NULL)", name="somebody_while_here"),
    )

    # Empty once they have left: what they wrote then belongs to nobody.
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    rules_version: Mapped[int]
    rules_accepted_at: Mapped[datetime] = mapped_column(default=clock.now)
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]
    # Mails about threads that they follow, and one a week; each switched off by one click in any of them.
    mails_replies: Mapped[bool] = mapped_column(default=True)
    mails_weekly: Mapped[bool] = mapped_column(default=False)


class Name(TrustOwned, Base):
    """What other members see of a member, in commons too. Knows nothing of the person."""

    __tablename__ = "forum_names"
    __table_args__ = (
        CheckConstraint("name <> '' AND length(name) <= 40", name="name_fits"),
        Index("uq_forum_names_key", "key", unique=True),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"), primary_key=True)
    name: Mapped[str]
    # The name in small letters without accents, spaces and look-alikes, so that nobody can pose as another.
    key: Mapped[str]
    # What they chose to say of themselves, from the tags of rules.posts.
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    # Supporters and moderators are shown as staff.
    is_staff: Mapped[bool] = mapped_column(default=False)
    has_left: Mapped[bool] = mapped_column(default=False)


class Draft(TrustOwned, Base):
    """What somebody began to write, locked with the member's own key. `place`: a thread's or a board's id."""

    __tablename__ = "forum_drafts"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[UUID] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)


class Follow(TrustOwned, Base):
    """A member wants to hear of new replies in a thread."""

    __tablename__ = "forum_follows"
    __table_args__ = (Index(None, "thread_id"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("forum_threads.id", ondelete="CASCADE"), primary_key=True)
    # The last position that a mail has told of.
    told_position: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(default=clock.now)


class Reading(TrustOwned, Base):
    """How far a member has read a thread."""

    __tablename__ = "forum_readings"
    __table_args__ = (Index(None, "thread_id"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("forum_threads.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(default=clock.now)


class Mute(TrustOwned, Base):
    """A member does not want to read another; the other never learns of it."""

    __tablename__ = "forum_mutes"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id", ondelete="CASCADE"), primary_key=True)
    muted_id: Mapped[UUID] = mapped_column(ForeignKey("forum_members.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
