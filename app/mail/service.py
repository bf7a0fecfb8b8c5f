"""Queueing mail, in the transaction of what it tells of."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core import queue as tasks
from app.core.queue import Task
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState


def queue(session: Session, *, kind: EmailKind, subject_id: UUID, recipient: str, trust_id: UUID | None) -> UUID:
    """Writes the row and wakes the worker once this transaction has committed."""
    mail = OutboundMail(kind=kind.value, subject_id=subject_id, recipient=recipient, trust_id=trust_id)
    session.add(mail)
    session.flush()
    tasks.wake(session, Task.SEND_MAIL, mail.id)
    return mail.id


def cancel(session: Session, *, subject_id: UUID) -> None:
    """Cancels what has not left yet about something that no longer holds."""
    waiting = (OutboundMail.subject_id == subject_id) & (OutboundMail.state == MailState.QUEUED.value)
    session.execute(update(OutboundMail).where(waiting).values(state=MailState.CANCELLED.value))
