"""Mail: written when it is sent, tried again or given up, never lost."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.mail import delivery, service
from app.mail.mailer import Mailer
from app.mail.message import Email
from app.mail.models import OutboundMail
from app.mail.rules import MOST_ATTEMPTS, EmailKind, MailState, is_final, next_attempt, patience
from tests.mailbox import Mailbox
from tests.people import Cast


def _write(session: Session, *, subject_id: UUID) -> Email | None:
    return Email(to="somebody@example.org", subject="Hello", text="Words", html="<p>Words</p>")


def _write_nothing(session: Session, *, subject_id: UUID) -> Email | None:
    return None


def _queue() -> UUID:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return service.queue(
            session, kind=EmailKind.INVITATION, subject_id=uuid4(), recipient="somebody@example.org", trust_id=None
        )


def _mail(mail_id: UUID) -> OutboundMail:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(OutboundMail).where(OutboundMail.id == mail_id)).one()


def _send(mail_id: UUID, mailer: Mailer | None = None) -> OutboundMail:
    delivery.send(mail_id, mailers={EmailKind.INVITATION: mailer or Mailer(write=_write)})
    return _mail(mail_id)


def test_a_mail_is_sent_once_however_often_the_job_runs(cast: Cast, mailbox: Mailbox) -> None:
    mail_id = _queue()

    assert _send(mail_id).state == MailState.SENT
    _send(mail_id)

    assert [mail["Message-ID"] for mail in mailbox.mails] == [f"<{mail_id}@localhost>"]


def test_a_busy_mail_server_is_tried_again_later(cast: Cast, mailbox: Mailbox) -> None:
    mailbox.answers.append("451 Try again")

    mail = _send(_queue())

    assert (mail.state, mail.attempts, mail.last_error) == (MailState.QUEUED, 1, "SMTP 451")
    assert mail.due_at > clock.now() + timedelta(seconds=30)


def test_a_refusal_for_ever_is_told_to_whoever_asked(cast: Cast, mailbox: Mailbox) -> None:
    told: list[str] = []
    mailer = Mailer(write=_write, undeliverable=lambda _session, *, subject_id, recipient, reason: told.append(reason))
    mailbox.answers.append("550 No such mailbox")

    assert _send(_queue(), mailer).state == MailState.UNDELIVERABLE
    assert told == ["SMTP 550"]


def test_a_refused_mail_does_not_spoil_the_connection_for_the_next(cast: Cast, mailbox: Mailbox) -> None:
    mailbox.answers.append("550 No such mailbox")
    _send(_queue())

    assert _send(_queue()).state == MailState.SENT


def test_a_mail_that_no_longer_holds_is_not_sent(cast: Cast, mailbox: Mailbox) -> None:
    mail = _send(_queue(), Mailer(write=_write_nothing))

    assert mail.state == MailState.CANCELLED
    assert mailbox.mails == []


def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(cast: Cast, mailbox: Mailbox) -> None:
    broken, fine = _queue(), _queue()
    subject = _mail(broken).subject_id

    def write(session: Session, *, subject_id: UUID) -> Email | None:
        if subject_id == subject:
            raise KeyError("a template that does not fit")
        return _write(session, subject_id=subject_id)

    assert delivery.send_all_due(mailers={EmailKind.INVITATION: Mailer(write=write)}) == 2
    assert _mail(broken).state == MailState.QUEUED
    assert _mail(fine).state == MailState.SENT


def test_attempts_spread_out_and_end() -> None:
    now = clock.now()
    waits = [next_attempt(attempts=n, now=now, jitter=0.5) for n in range(1, MOST_ATTEMPTS + 1)]

    assert waits[0] == now + timedelta(minutes=1)
    assert waits[-1] is None
    assert timedelta(days=1) < sum((wait - now for wait in waits if wait), timedelta()) < timedelta(days=3)


def test_a_server_is_waited_for_twice_as_long_each_time() -> None:
    assert [patience(attempt=n, first=10) for n in (0, 1, 2, 3, 4, 5, 15)] == [10, 20, 40, 80, 160, 300, 300]


@pytest.mark.parametrize(("code", "final"), [(421, False), (452, False), (550, True), (599, True), (250, False)])
def test_which_answers_mean_never(code: int, *, final: bool) -> None:
    assert is_final(code) is final
