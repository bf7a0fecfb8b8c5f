"""Several threads at one table of mails: one moves, and nobody waits for long behind a mail that a server hangs on."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.core.db import Platform, unit_of_work
from app.mail import delivery, service, sweeping
from app.mail.mailer import Mailer
from app.mail.message import Email
from app.mail.models import OutboundMail
from app.mail.rules import LONG_FROM, EmailKind, MailState
from tests.builders.mails import mail_now
from tests.mailbox import Mailbox
from tests.people import Cast


@pytest.fixture(autouse=True)
def _nobody_sweeps() -> Iterator[None]:
    yield
    sweeping._sweepers.clear()
    sweeping.worker_stops.clear()


def _write(_session: Session, *, subject_id: UUID) -> Email:
    return Email(to="jane@example.org", subject="Hello", text="Words", html="<p>Words</p>")


def _queue(attempts: int) -> OutboundMail:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        facts = {"kind": EmailKind.INVITATION, "subject_id": uuid4(), "recipient": "jane@example.org", "trust_id": None}
        mail = session.get_one(OutboundMail, service.queue(session, **facts))  # type: ignore[arg-type]
        mail.attempts = attempts
    return mail


def _sweep() -> int:
    return delivery.send_all_due(mailers={EmailKind.INVITATION: Mailer(write=_write)})


def _is_stuck() -> sweeping.Turn:
    """Another thread that hangs at one mail."""
    other = sweeping.Turn()
    assert other.goes_on()
    other.moved_at -= sweeping.STUCK
    return other


def test_who_sweeps_alone_takes_every_mail(cast: Cast, mailbox: Mailbox) -> None:
    _queue(0), _queue(LONG_FROM)

    assert _sweep() == 2


def test_nobody_joins_a_thread_that_moves(cast: Cast, mailbox: Mailbox) -> None:
    _queue(0)
    _is_stuck().moved_at += sweeping.STUCK

    assert _sweep() == 0


def test_only_one_thread_is_at_a_mail_that_may_take_long(cast: Cast, mailbox: Mailbox) -> None:
    late, fresh = _queue(LONG_FROM), _queue(LONG_FROM - 1)
    _is_stuck()

    assert _sweep() == 1
    assert (mail_now(late).state, mail_now(fresh).state) == (MailState.QUEUED, MailState.SENT)


def test_one_thread_is_left_for_whoever_is_woken_for_one_mail(cast: Cast, mailbox: Mailbox) -> None:
    _queue(0)
    for _each in range(sweeping.MOST):
        _is_stuck()

    assert _sweep() == 0


def test_a_sweep_that_was_taken_over_ends(cast: Cast) -> None:
    held_up = _is_stuck()

    with sweeping.turn() as other:
        assert other is not None
        assert not held_up.goes_on()
        assert other.goes_on()


def test_a_worker_that_stops_begins_no_other_mail(cast: Cast, mailbox: Mailbox) -> None:
    mail = _queue(0)

    sweeping.worker_stops.set()

    assert (_sweep(), mail_now(mail).state) == (0, MailState.QUEUED)
