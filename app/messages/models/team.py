"""The supporters: how they show themselves, what they keep at hand, and the time that they give."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned
from app.messages.rules.promise import MOST_DAYS


class PromiseOfTrust(Base):
    """Within how many working days a trust promises an answer."""

    __tablename__ = "message_promises"
    __table_args__ = (CheckConstraint(f"days BETWEEN 1 AND {MOST_DAYS}", name="days_within_reason"),)

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    days: Mapped[int]
    set_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(default=clock.now)


class SupporterProfile(TrustOwned, Base):
    """How a supporter shows themself to relatives. In training: a second reader looks at each answer."""

    __tablename__ = "supporter_profiles"
    __table_args__ = (
        CheckConstraint("(picture IS NULL) = (picture_type IS NULL)", name="picture_with_type"),
        CheckConstraint("picture_type IN ('image/jpeg', 'image/png')", name="picture_type_known"),
        CheckConstraint("octet_length(picture) <= 400000", name="picture_small"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    shown_name: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    picture: Mapped[bytes | None]
    picture_type: Mapped[str | None]
    is_shown: Mapped[bool] = mapped_column(default=False)
    in_training: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class CannedReply(Identified, TrustOwned, Base):
    """Words that supporters use often, with links to modules and the directory. Nothing about anybody."""

    __tablename__ = "canned_replies"
    __table_args__ = (
        CheckConstraint("title <> '' AND text <> ''", name="says_something"),
        Index("uq_canned_replies_title", "trust_id", "title", unique=True, postgresql_where="removed_at IS NULL"),
    )

    title: Mapped[str]
    text: Mapped[str]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]


class Minutes(Identified, TrustOwned, Base):
    """Time that a supporter gave to one conversation, for the cost per person."""

    __tablename__ = "supporter_minutes"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 600", name="within_a_day"),
        Index(None, "conversation_id"),
        Index(None, "trust_id", "day"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    minutes: Mapped[int]
    day: Mapped[date]
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)


class SupervisionPoint(Identified, TrustOwned, Base):
    """Something that a supporter wants to talk over with their supervisor, without names; a key of its own."""

    __tablename__ = "supervision_points"
    __table_args__ = (Index(None, "person_id", "written_at"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    sealed: Mapped[bytes]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    discussed_at: Mapped[datetime | None]
