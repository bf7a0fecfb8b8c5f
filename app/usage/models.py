"""What happened, event by event, and what is made from it: visits, and what each relative did each day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, Sequence, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, TrustOwned, known
from app.usage.events import Event

# Not an identity column: PostgreSQL 15 and 16 have none in tables of parts.
_NUMBERS = Sequence("usage_events_number", data_type=BigInteger)


class UsageEvent(TrustOwned, Base):
    """One thing that one person did. A ledger: people are named by id only. One part of the table for each month."""

    __tablename__ = "usage_events"
    __table_args__ = (
        PrimaryKeyConstraint("id", "happened_at"),
        known("event", Event),
        Index(None, "person_id", "happened_at"),
        Index("ix_usage_events_recorded_at", "recorded_at"),
        {"postgresql_partition_by": "RANGE (happened_at)"},
    )

    id: Mapped[int] = mapped_column(BigInteger, _NUMBERS, server_default=_NUMBERS.next_value())
    person_id: Mapped[UUID]
    event: Mapped[str]
    # What it was about: "what-is-psychosis/first-page", an activity's address; never what was written.
    subject: Mapped[str]
    is_staff: Mapped[bool]
    happened_at: Mapped[datetime]
    # When it was written down: later than it happened if a heartbeat came late. The roll-up goes by it.
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)


class UsageVisit(TrustOwned, Base):
    """One visit of one relative, made anew from the events as often as needed."""

    __tablename__ = "usage_visits"
    __table_args__ = (Index(None, "trust_id", "day"),)

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(primary_key=True)
    day: Mapped[date]
    active_seconds: Mapped[int]


class UsageDay(TrustOwned, Base):
    """One relative's day in London, made anew from the events as often as needed."""

    __tablename__ = "usage_days"
    __table_args__ = (Index(None, "trust_id", "day"),)

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    logins: Mapped[int]
    visits: Mapped[int]
    active_seconds: Mapped[int]
    pages: Mapped[int]
    modules: Mapped[int]
    activities: Mapped[int]
    toolbox: Mapped[int]
    shares: Mapped[int]
    threads: Mapped[int]
    posts: Mapped[int]
    conversations: Mapped[int]
    messages: Mapped[int]


class UsageModuleDay(TrustOwned, Base):
    """What one relative did with one module on one day, made anew likewise."""

    __tablename__ = "usage_module_days"
    __table_args__ = (Index(None, "trust_id", "day"),)

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    pages: Mapped[int]
    active_seconds: Mapped[int]
    is_viewed: Mapped[bool]
    is_completed: Mapped[bool]


class UsageKept(TrustOwned, Base):
    """From which day on all events of a trust are there. No row: none was ever deleted."""

    __tablename__ = "usage_kept"

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    first_day: Mapped[date]


class UsageRollUp(Base):
    """How far the events have been counted: one row."""

    __tablename__ = "usage_roll_ups"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, default=1, autoincrement=False)
    counted_to: Mapped[datetime]
