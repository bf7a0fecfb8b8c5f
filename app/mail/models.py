"""Outgoing email as rows, what happened to each, and who is not written to.

There is no body and no secret here: a mail is written when it is sent.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Identified, TrustOwned, known
from app.mail.rules import DeliveryStep, MailState, Suppressed


class OutboundMail(Identified, Base):
    """One email to one person about one thing."""

    __tablename__ = "outbound_mail"
    __table_args__ = (
        known("state", MailState),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_with_time"),
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
    # What GOV.UK Notify calls it; a mail server gives no name.
    provider_id: Mapped[str | None]


class MailEvent(Base):
    """One thing that happened to a mail on its way. `code` is the server's or provider's, without its words."""

    __tablename__ = "mail_events"
    __table_args__ = (known("step", DeliveryStep), Index(None, "mail_id", "id"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    trust_id: Mapped[UUID | None] = mapped_column(ForeignKey("trusts.id"), index=True)
    mail_id: Mapped[UUID] = mapped_column(ForeignKey("outbound_mail.id", ondelete="CASCADE"))
    step: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    happened_at: Mapped[datetime] = mapped_column(default=clock.now)


class Suppression(Identified, TrustOwned, Base):
    """An address that this trust's mails to relatives are not sent to, and why."""

    __tablename__ = "mail_suppressions"
    __table_args__ = (UniqueConstraint("trust_id", "email"), known("reason", Suppressed))

    email: Mapped[str]
    reason: Mapped[str]
    # Who said so, if it was somebody who works here.
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
