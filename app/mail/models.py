"""Outgoing email as rows. There is no body and no secret here: a mail is written when it is sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, known
from app.mail.rules import MailState


class OutboundMail(Identified, Base):
    """One email to one person about one thing."""

    __tablename__ = "outbound_mail"
    __table_args__ = (
        known("state", MailState),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_with_time"),
        Index("ix_outbound_mail_due", "due_at", postgresql_where="state = 'queued'"),
        Index(None, "subject_id"),
    )

    trust_id: Mapped[UUID | None] = mapped_column(ForeignKey("trusts.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    recipient: Mapped[str]
    state: Mapped[str] = mapped_column(default=MailState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
