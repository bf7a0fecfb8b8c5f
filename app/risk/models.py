"""Flags, what happened to them, whom they called, and when a trust's people are there."""

from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.risk.rules import Event, Outcome, Rung, Source, State, SubjectKind, Urgency


class Channel(StrEnum):
    """How somebody is called."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class CallState(StrEnum):
    """Where a call is. Cancelled: the flag was closed before it left."""

    QUEUED = "queued"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    CANCELLED = "cancelled"


class Flag(Identified, TrustOwned, Base):
    """Something that a person must look at, by a time."""

    __tablename__ = "flags"
    __table_args__ = (
        known("source", Source),
        known("subject_kind", SubjectKind),
        known("urgency", Urgency),
        known("state", State),
        known("outcome", Outcome),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_with_time"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        CheckConstraint("state <> 'closed' OR outcome IS NOT NULL", name="closed_with_outcome"),
        CheckConstraint("outcome IS NULL OR state IN ('closed', 'awaiting_second')", name="outcome_at_the_end"),
        CheckConstraint("(state = 'taken') = (lease_until IS NOT NULL)", name="taken_with_lease"),
        CheckConstraint("(taken_by IS NULL) = (lease_until IS NULL)", name="taken_by_somebody"),
        CheckConstraint("state <> 'awaiting_second' OR first_closer IS NOT NULL", name="proposed_by_somebody"),
        CheckConstraint(
            "NOT (needs_two AND state = 'closed') OR (first_closer IS NOT NULL AND first_closer <> closed_by)",
            name="closed_by_two",
        ),
        CheckConstraint("NOT needs_two OR urgency = 'look_now'", name="two_for_look_now"),
        CheckConstraint("escalation BETWEEN 0 AND 3", name="on_the_ladder"),
        CheckConstraint("version >= 1", name="from_one"),
        Index("uq_flags_open_subject", "subject_kind", "subject_id", unique=True, postgresql_where="state <> 'closed'"),
        Index("ix_flags_next_escalation_at", "next_escalation_at", postgresql_where="next_escalation_at IS NOT NULL"),
        Index("ix_flags_lease_until", "lease_until", postgresql_where="lease_until IS NOT NULL"),
        Index(None, "writer_id"),
        Index(None, "trust_id", "due_at"),
    )

    source: Mapped[str]
    subject_kind: Mapped[str]
    # No foreign key: what it is about lives in rooms above this one.
    subject_id: Mapped[UUID]
    writer_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    urgency: Mapped[str]
    needs_two: Mapped[bool]
    state: Mapped[str] = mapped_column(default=State.NEW.value)
    # When it was raised, or raised again after it was closed; due_at and acknowledged_at belong to that.
    raised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    lease_until: Mapped[datetime | None]
    # Who proposed to close it.
    first_closer: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    # Which rung of the ladder was called last, and when the next one is; empty while somebody has it in hand.
    escalation: Mapped[int] = mapped_column(default=0)
    next_escalation_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    # Texts, reasons and spans, locked with the flag's own key: a list with one entry for each time it was raised.
    sealed: Mapped[bytes]


class FlagEvent(TrustOwned, Base):
    """One thing that happened to a flag. Nobody can change it: the database refuses."""

    __tablename__ = "flag_events"
    __table_args__ = (
        known("event", Event),
        # The same reason told twice, as after a crash, counts once.
        Index("uq_flag_events_reason", "flag_id", "reason_key", unique=True, postgresql_where="reason_key IS NOT NULL"),
        Index(None, "flag_id", "id"),
        Index(None, "actor_id", "event"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    flag_id: Mapped[UUID] = mapped_column(ForeignKey("flags.id"))
    happened_at: Mapped[datetime]
    event: Mapped[str]
    # No foreign key: it outlives an account. Empty: the program did it.
    actor_id: Mapped[UUID | None]
    from_state: Mapped[str | None]
    to_state: Mapped[str | None]
    # Plain facts such as the outcome, the rung or where it was referred; never what somebody wrote.
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason_key: Mapped[str | None]
    # What the actor wrote, locked with the flag's key.
    sealed: Mapped[bytes | None]


class FlagCall(Identified, TrustOwned, Base):
    """One person or pager that a flag called: the outbox row. The mail itself is a row of app.mail with this id."""

    __tablename__ = "flag_calls"
    __table_args__ = (
        known("rung", Rung),
        known("channel", Channel),
        known("state", CallState),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_with_time"),
        Index("ix_flag_calls_due", "due_at", postgresql_where="state = 'queued' AND channel = 'webhook'"),
        Index(None, "flag_id"),
    )

    flag_id: Mapped[UUID] = mapped_column(ForeignKey("flags.id"))
    rung: Mapped[str]
    channel: Mapped[str]
    # An address for mail, or the pager's web address.
    recipient: Mapped[str]
    state: Mapped[str] = mapped_column(default=CallState.QUEUED.value)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class HoursOfTrust(Base):
    """When a trust's people read. `days`: seven lists of ["09:00", "17:00"], Monday first."""

    __tablename__ = "service_hours"

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    days: Mapped[list[list[list[str]]]] = mapped_column(JSONB)
    # Whose bank holidays; empty: open on them.
    division: Mapped[str | None]
    # The trust's own closed days, as ISO dates.
    closed: Mapped[list[str]] = mapped_column(JSONB)
    # Single days with other hours: [ISO date, [["09:00", "12:00"]]].
    other: Mapped[list[tuple[str, list[list[str]]]]] = mapped_column(JSONB, server_default=text("'[]'"))
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))


class ClocksOfTrust(Base):
    """How long each urgency may wait here, and who signed that."""

    __tablename__ = "clocks"
    __table_args__ = (
        CheckConstraint(
            "look_now BETWEEN 5 AND 480 AND look_today BETWEEN 15 AND 2400 AND hold_conduct BETWEEN 15 AND 2400"
            " AND hold_identity BETWEEN 1 AND 10",
            name="within_reason",
        ),
    )

    trust_id: Mapped[UUID] = mapped_column(ForeignKey("trusts.id"), primary_key=True)
    look_now: Mapped[int]
    look_today: Mapped[int]
    hold_conduct: Mapped[int]
    hold_identity: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))


class DutyContact(Identified, TrustOwned, Base):
    """Somebody, or a shared mailbox or pager, that a rung of the ladder calls."""

    __tablename__ = "duty_contacts"
    __table_args__ = (
        known("rung", Rung),
        CheckConstraint("name <> '' AND email <> ''", name="can_be_reached"),
    )

    rung: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    webhook: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class Shift(Identified, TrustOwned, Base):
    """When one person is on duty each week; ends at 00:00 is midnight."""

    __tablename__ = "rota"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="day_of_week"),
        CheckConstraint("starts < ends OR ends = '00:00'", name="begins_first"),
        Index(None, "person_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
