"""What each relative wants to be reminded of, what was sent, and who was sent which numbers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.reminders.kinds import Channel, DigestKind, ReminderKind


class ReminderChoice(TrustOwned, Base):
    """How one relative wants to be reminded of one kind of thing. Without a row: not at all."""

    __tablename__ = "reminder_choices"
    __table_args__ = (known("kind", ReminderKind), known("channel", Channel))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class QuietHours(TrustOwned, Base):
    """When one relative wants no mail, as full hours in London from 0 to 23. Without a row: the house's quiet hours."""

    __tablename__ = "quiet_hours"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="hours_of_a_day"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]


class Reminder(Identified, TrustOwned, Base):
    """One reminder that was decided on. `subject_id` and `step` make it the only one: the second of an invitation is 2."""

    __tablename__ = "reminders"
    __table_args__ = (
        known("kind", ReminderKind),
        known("channel", Channel),
        UniqueConstraint("kind", "subject_id", "step"),
        CheckConstraint("(person_id IS NULL) <> (invitation_id IS NULL)", name="to_one_person"),
        Index(None, "person_id", "decided_at"),
    )

    kind: Mapped[str]
    channel: Mapped[str]
    subject_id: Mapped[UUID]
    step: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), index=True)
    decided_at: Mapped[datetime] = mapped_column(default=clock.now)
    # On the site: when they put it away.
    put_away_at: Mapped[datetime | None]


class Digest(Identified, TrustOwned, Base):
    """One mail with numbers to one member of staff, about the days from `begins_on`."""

    __tablename__ = "digests"
    __table_args__ = (
        known("kind", DigestKind),
        UniqueConstraint("kind", "person_id", "team_id", "begins_on", postgresql_nulls_not_distinct=True),
    )

    kind: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    begins_on: Mapped[date]
    decided_at: Mapped[datetime] = mapped_column(default=clock.now)


class DigestStopped(TrustOwned, Base):
    """A member of staff who wants no such mails."""

    __tablename__ = "digests_stopped"
    __table_args__ = (known("kind", DigestKind),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    stopped_at: Mapped[datetime] = mapped_column(default=clock.now)
