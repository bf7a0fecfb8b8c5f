"""Each change of a mail together with its line in the log of delivery: one statement, since crowds go through here."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.core import clock
from app.mail.models import OutboundMail
from app.mail.rules import DeliveryStep, EmailKind, MailState

_QUEUE = text("""
WITH mail AS (
    INSERT INTO outbound_mail (id, trust_id, kind, subject_id, recipient, state, attempts, due_at, created_at)
    VALUES (:id, :trust_id, :kind, :subject_id, :recipient, 'queued', 0, :now, :now)
    RETURNING id, trust_id
)
INSERT INTO mail_events (trust_id, mail_id, step, code, happened_at)
SELECT trust_id, id, 'queued', '', :now FROM mail""")
_CHANGE = text("""
WITH mail AS (
    UPDATE outbound_mail
    SET state = :state, attempts = :attempts, due_at = COALESCE(:due_at, due_at), last_error = NULLIF(:code, ''),
        sent_at = CASE WHEN :state = 'sent' THEN :now ELSE sent_at END
    WHERE id = :id
    RETURNING id, trust_id
)
INSERT INTO mail_events (trust_id, mail_id, step, code, happened_at)
SELECT trust_id, id, :step, :code, :now FROM mail""")
_CANCEL = text("""
WITH mail AS (
    UPDATE outbound_mail SET state = 'cancelled' WHERE subject_id = :subject_id AND state = 'queued'
    RETURNING id, trust_id
)
INSERT INTO mail_events (trust_id, mail_id, step, code, happened_at)
SELECT trust_id, id, 'cancelled', '', :now FROM mail""")
_NO_ATTEMPT = {DeliveryStep.CANCELLED, DeliveryStep.SUPPRESSED}


class Mail(Protocol):
    """What is changed: a row of outbound_mail, or what was read of it."""

    @property
    def id(self) -> UUID:
        """Its own."""

    @property
    def attempts(self) -> int:
        """How often it was tried before."""


def queue(
    session: Session, *, mail_id: UUID, kind: EmailKind, subject_id: UUID, recipient: str, trust_id: UUID | None
) -> None:
    """A new mail, due at once."""
    facts = {"id": mail_id, "kind": kind.value, "subject_id": subject_id, "recipient": recipient, "trust_id": trust_id}
    session.execute(_QUEUE, {**facts, "now": clock.now()})


def change(
    session: Session,
    mail: Mail,
    *,
    state: MailState,
    step: DeliveryStep,
    code: str = "",
    due_at: datetime | None = None,
) -> None:
    """What became of an attempt."""
    attempts = mail.attempts + (step not in _NO_ATTEMPT)
    facts = {"id": mail.id, "state": state.value, "step": step.value, "code": code, "due_at": due_at}
    session.execute(_CHANGE, {**facts, "attempts": attempts, "now": clock.now()})


def cancel(session: Session, *, subject_id: UUID) -> None:
    """What has not left yet about something that no longer holds."""
    session.execute(_CANCEL, {"subject_id": subject_id, "now": clock.now()})


def put_off(session: Session, mail: Mail, *, until: datetime) -> None:
    """It may not leave before then; nothing has happened to it."""
    session.execute(update(OutboundMail).where(OutboundMail.id == mail.id).values(due_at=until))


def name(session: Session, mail: Mail, *, provider_id: str) -> None:
    """What the provider calls it."""
    session.execute(update(OutboundMail).where(OutboundMail.id == mail.id).values(provider_id=provider_id))
