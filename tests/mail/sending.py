"""One mail to Jane, queued and sent."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import Platform, unit_of_work
from app.mail import delivery, service
from app.mail.mailer import Mailer
from app.mail.message import Email
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind

TO = "jane@example.org"


def write(_session: Session, *, subject_id: UUID) -> Email:
    """Always the same."""
    return Email(to=TO, subject="Hello", text="Words", html="<p>Words</p>")


def queue(
    trust_id: UUID | None = None, *, subject_id: UUID | None = None, kind: EmailKind = EmailKind.INVITATION
) -> UUID:
    """A mail that is due now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        about = subject_id or uuid4()
        return service.queue(session, kind=kind, subject_id=about, recipient=TO, trust_id=trust_id)


def send(mail_id: UUID, mailer: Mailer | None = None) -> OutboundMail:
    """Tries to send it, and gives what became of it."""
    delivery.send(mail_id, mailers=dict.fromkeys(EmailKind, mailer or Mailer(write=write)))
    return now(mail_id)


def now(mail_id: UUID) -> OutboundMail:
    """The mail as it is in the database at this moment."""
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(OutboundMail).where(OutboundMail.id == mail_id)).one()
