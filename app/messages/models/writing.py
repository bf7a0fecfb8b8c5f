"""What is being written: drafts, answers that wait, and that somebody has understood what this place is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.messages.rules.replies import BackBecause, ReplyState


class Draft(Identified, TrustOwned, Base):
    """What somebody began to write, locked with a key of its own. `place`: a conversation's id, or the writer's own."""

    __tablename__ = "message_drafts"
    __table_args__ = (Index("uq_message_drafts_place", "person_id", "place", unique=True),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    place: Mapped[UUID]
    sealed: Mapped[bytes]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)


class Reply(Identified, TrustOwned, Base):
    """A supporter's answer that has not left; locked with the conversation's key to this id."""

    __tablename__ = "message_replies"
    __table_args__ = (
        known("state", ReplyState),
        known("back_because", BackBecause),
        CheckConstraint("(state = 'scheduled') <= (send_at IS NOT NULL)", name="scheduled_for_a_time"),
        CheckConstraint("(state = 'sent_back') <= (back_because IS NOT NULL)", name="sent_back_for_a_reason"),
        CheckConstraint("(reader_id IS NULL) = (read_at IS NULL)", name="reader_with_time"),
        CheckConstraint("version >= 1", name="from_one"),
        Index(None, "conversation_id"),
        Index("ix_message_replies_due", "send_at", postgresql_where="state = 'scheduled'"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str]
    sealed: Mapped[bytes]
    # The newest message that its writer had read.
    seen_number: Mapped[int]
    once: Mapped[UUID]
    send_at: Mapped[datetime | None]
    reader_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    read_at: Mapped[datetime | None]
    back_because: Mapped[str | None]
    # What the second reader says to the writer, locked like the answer.
    sealed_advice: Mapped[bytes | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column(default=1)


class Understanding(TrustOwned, Base):
    """A relative was told who reads, what a program looks for, what is not promised and when confidentiality ends."""

    __tablename__ = "message_understandings"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    accepted_at: Mapped[datetime] = mapped_column(default=clock.now)
