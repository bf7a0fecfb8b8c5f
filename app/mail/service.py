"""Queueing mail, in the transaction of what it tells of."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.core import queue as tasks
from app.core.queue import Task
from app.mail import changes
from app.mail.rules import EmailKind


def queue(session: Session, *, kind: EmailKind, subject_id: UUID, recipient: str, trust_id: UUID | None) -> UUID:
    """Writes the row and wakes the worker once this transaction has committed."""
    mail_id = uuid4()
    changes.queue(session, mail_id=mail_id, kind=kind, subject_id=subject_id, recipient=recipient, trust_id=trust_id)
    tasks.wake(session, Task.SEND_MAIL, mail_id, for_many=Task.SWEEP_MAIL)
    return mail_id


def cancel(session: Session, *, subject_id: UUID) -> None:
    """Cancels what has not left yet about something that no longer holds."""
    changes.cancel(session, subject_id=subject_id)
