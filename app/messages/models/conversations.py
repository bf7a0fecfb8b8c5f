"""Conversations, their messages, supporters' notes on them, and everything that happened to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.messages.rules import conversations as rules


class Conversation(Identified, TrustOwned, Base):
    """What one relative and the supporters of their trust write to each other about one matter."""

    __tablename__ = "conversations"
    __table_args__ = (
        known("state", rules.State),
        known("escalation", rules.Escalation),
        CheckConstraint("(state = 'waiting') = (waiting_since IS NOT NULL)", name="waiting_since_a_time"),
        CheckConstraint("(waiting_since IS NULL) = (due_at IS NULL)", name="due_while_waiting"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at_a_time"),
        CheckConstraint("last_number >= 0 AND seen_number <= last_number", name="seen_what_is_there"),
        CheckConstraint("version >= 1", name="from_one"),
        Index(None, "relative_id"),
        Index("ix_conversations_inbox", "trust_id", "state", "due_at"),
        Index("ix_conversations_overdue", "next_escalation_at", postgresql_where="next_escalation_at IS NOT NULL"),
    )

    # Empty once the account is gone.
    relative_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    sealed_topic: Mapped[bytes | None]
    state: Mapped[str]
    # The supporter who looks after it; everybody in the team can read and answer.
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    # Each message has the next number; what is not seen yet by a supporter, or by the relative, is above theirs.
    last_number: Mapped[int] = mapped_column(default=0)
    seen_number: Mapped[int] = mapped_column(default=0)
    relative_seen_number: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_at: Mapped[datetime] = mapped_column(default=clock.now)
    # The first message that has no answer: when it was written, and by when the promise is broken.
    waiting_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    escalation: Mapped[str] = mapped_column(default=rules.Escalation.NONE.value)
    next_escalation_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Grows with each change by staff, so that two cannot both win.
    version: Mapped[int] = mapped_column(default=1)


class Message(Identified, TrustOwned, Base):
    """One message, locked."""

    __tablename__ = "messages"
    __table_args__ = (
        known("kind", rules.Kind),
        UniqueConstraint("conversation_id", "number"),
        UniqueConstraint("conversation_id", "once"),
        CheckConstraint("number >= 1", name="from_one"),
        CheckConstraint("(kind = 'automatic') OR (once IS NOT NULL)", name="sent_once"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str]
    # Empty for the program, and once the account is gone.
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    # rules.writing.Written as JSON, locked with the conversation's key to this id.
    sealed: Mapped[bytes]
    # From the form: the same form sent twice is one message.
    once: Mapped[UUID | None]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    # Written while nobody reads.
    after_hours: Mapped[bool] = mapped_column(default=False)
    # The detector's version that read it last; empty for what is not read by it.
    detector: Mapped[str] = mapped_column(default="")


class Note(Identified, TrustOwned, Base):
    """A note of supporters for supporters; the relative never sees it here, but may ask for it by law."""

    __tablename__ = "message_notes"
    __table_args__ = (Index(None, "conversation_id"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    sealed: Mapped[bytes]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)


class Act(Base, TrustOwned):
    """One thing that happened to a conversation. Never changed; `facts` are plain, never what somebody wrote."""

    __tablename__ = "message_acts"
    __table_args__ = (
        known("act", rules.Act),
        Index(None, "conversation_id", "id"),
        Index("ix_message_acts_answered", "trust_id", "happened_at", postgresql_where="act = 'answered'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    # No foreign keys: what happened stays true although somebody is gone.
    conversation_id: Mapped[UUID]
    act: Mapped[str]
    actor_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    happened_at: Mapped[datetime] = mapped_column(default=clock.now)
