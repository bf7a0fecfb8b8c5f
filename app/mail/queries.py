"""Reading what happened to mails."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mail.models import MailEvent, OutboundMail
from app.mail.rules import DeliveryStep


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a mail; `code` is the other server's, without its words."""

    mail_id: UUID
    recipient: str
    step: DeliveryStep
    code: str
    at: datetime


def history(session: Session, *, subject_id: UUID) -> list[Happened]:
    """All that happened to the mails about a subject, oldest first."""
    rows = session.execute(
        select(MailEvent.mail_id, OutboundMail.recipient, MailEvent.step, MailEvent.code, MailEvent.happened_at)
        .join(OutboundMail, OutboundMail.id == MailEvent.mail_id)
        .where(OutboundMail.subject_id == subject_id)
        .order_by(MailEvent.id)
    )
    return [Happened(mail_id, recipient, DeliveryStep(step), code, at) for mail_id, recipient, step, code, at in rows]
