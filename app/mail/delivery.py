"""Sending what is due. The row is locked while its mail is on the wire, so each is sent by one worker at a time."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.mail import smtp
from app.mail.message import Email, as_message
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState, next_attempt

log = structlog.get_logger()


class Write(Protocol):
    """Writes the email about a subject, or returns None if it is no longer to be sent."""

    def __call__(self, session: Session, /, *, subject_id: UUID) -> Email | None:
        """The email, or None."""


class WriteTo(Protocol):
    """Writes the email about a subject to one of several people, or returns None if it is no longer to be sent."""

    def __call__(self, session: Session, /, *, subject_id: UUID, recipient: str) -> Email | None:
        """The email to this address, or None."""


def _at_once(now: datetime) -> datetime:
    return now


def _nothing(_session: Session, **_facts: object) -> None:
    return None


@dataclass(frozen=True)
class Mailer:
    """How one kind of email is written, and who is told what became of it.

    `write_to`: for what goes to several. `leaves_at`: the first moment from `now` on at which such a mail may leave.
    """

    write: Write = _nothing
    write_to: WriteTo | None = None
    leaves_at: Callable[[datetime], datetime] = _at_once
    sent: Callable[..., None] = _nothing
    undeliverable: Callable[..., None] = _nothing


Mailers = Mapping[EmailKind, Mailer]


def send(mail_id: UUID, *, mailers: Mailers) -> None:
    """Sends one mail if it is due and nobody else is sending it."""
    with smtp.LOCK:
        _send_one(mailers, OutboundMail.id == mail_id)


def send_all_due(*, mailers: Mailers) -> int:
    """Sends everything that is due, one transaction each; returns how many were handled."""
    handled = 0
    while True:
        # The lock is let go between mails, so that a fresh one need not wait for a long queue.
        with smtp.LOCK:
            found = _send_one(mailers)
        if not found:
            return handled
        handled += 1


def _send_one(mailers: Mailers, *which: ColumnElement[bool]) -> bool:
    # If the worker is killed in here, the row is simply still queued. The mail may then leave twice, with the same
    # Message-ID; it is never lost.
    with unit_of_work(Platform.SWEEP) as session:
        mail = session.scalar(_due(*which))
        if mail is None:
            return False
        mailer = mailers[EmailKind(mail.kind)]
        try:
            with session.begin_nested():
                _handle(session, mail, mailer)
        except Exception:
            # One mail that cannot be written must not keep the ones behind it waiting.
            log.exception("mail.broken", mail_id=str(mail.id), kind=mail.kind)
            mail.attempts += 1
            _later(session, mail, mailer, "could not be written")
        return True


def _handle(session: Session, mail: OutboundMail, mailer: Mailer) -> None:
    now = clock.now()
    if (later := mailer.leaves_at(now)) > now:
        mail.due_at = later
        return
    email = _written(session, mail, mailer)
    if email is None:
        mail.state = MailState.CANCELLED
    else:
        _attempt(session, mail, mailer, email)


def _written(session: Session, mail: OutboundMail, mailer: Mailer) -> Email | None:
    if mailer.write_to:
        return mailer.write_to(session, subject_id=mail.subject_id, recipient=mail.recipient)
    return mailer.write(session, subject_id=mail.subject_id)


def _due(*which: ColumnElement[bool]) -> Select[OutboundMail]:
    return (
        select(OutboundMail)
        .where(OutboundMail.state == MailState.QUEUED.value, OutboundMail.due_at <= clock.now(), *which)
        .order_by(OutboundMail.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _attempt(session: Session, mail: OutboundMail, mailer: Mailer, email: Email) -> None:
    mail.attempts += 1
    try:
        smtp.send(as_message(email, mail_id=mail.id))
    except smtp.NotNow as reason:
        _later(session, mail, mailer, str(reason))
    except smtp.Never as reason:
        _give_up(session, mail, mailer, str(reason))
    else:
        mail.state, mail.sent_at = MailState.SENT, clock.now()
        mailer.sent(session, subject_id=mail.subject_id)


def _later(session: Session, mail: OutboundMail, mailer: Mailer, reason: str) -> None:
    # Jitter, not secrecy: any spread will do.
    due_at = next_attempt(attempts=mail.attempts, now=clock.now(), jitter=random.random())  # noqa: S311
    if due_at is None:
        _give_up(session, mail, mailer, reason)
        return
    mail.due_at, mail.last_error = due_at, reason
    log.warning("mail.later", mail_id=str(mail.id), attempts=mail.attempts, reason=reason)


def _give_up(session: Session, mail: OutboundMail, mailer: Mailer, reason: str) -> None:
    mail.state, mail.last_error = MailState.UNDELIVERABLE, reason
    mailer.undeliverable(session, subject_id=mail.subject_id, reason=reason)
    log.warning("mail.undeliverable", mail_id=str(mail.id), attempts=mail.attempts, reason=reason)
