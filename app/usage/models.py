"""What happened, event by event, and what each relative did each day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, TrustOwned, known
from app.usage.events import Event


class UsageEvent(TrustOwned, Base):
    """One thing that one person did. A ledger: people are named by id only."""

    __tablename__ = "usage_events"
    __table_args__ = (
        known("event", Event),
        Index(None, "person_id", "happened_at"),
        Index("ix_usage_events_happened_at", "happened_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    person_id: Mapped[UUID]
    event: Mapped[str]
    # What it was about: "what-is-psychosis/first-page", an activity's address; never what was written.
    subject: Mapped[str]
    is_staff: Mapped[bool]
    happened_at: Mapped[datetime]


class UsageDay(TrustOwned, Base):
    """One relative's day in London, made anew from the events as often as needed."""

    __tablename__ = "usage_days"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    logins: Mapped[int]
    visits: Mapped[int]
    active_seconds: Mapped[int]
    pages: Mapped[int]
    modules: Mapped[int]
    activities: Mapped[int]
