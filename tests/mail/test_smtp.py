"""Connections to a mail server: kept, replaced, waited for, one a thread."""

import threading
import time
from pathlib import Path
from uuid import UUID

import pytest

from app.core.db import Platform, unit_of_work
from app.mail import handed_over, transports
from app.mail.models import OutboundMail
from app.mail.rules import MailState
from tests.builders.mails import set_to
from tests.mail import sending
from tests.mail_sink import sink
from tests.mailbox import Mailbox
from tests.people import Cast


def test_one_connection_serves_many_mails(cast: Cast, mailbox: Mailbox) -> None:
    for _mail in range(3):
        sending.send(sending.queue())

    assert len(mailbox.connections) == 1


def test_a_connection_that_the_server_has_closed_is_replaced_without_a_wait(cast: Cast, mailbox: Mailbox) -> None:
    sending.send(sending.queue())
    transports.mine()._connection.sock.shutdown(2)  # type: ignore[attr-defined]

    assert sending.send(sending.queue()).state == MailState.SENT
    assert len(mailbox.connections) == 2


def test_a_server_that_does_not_accept_our_sender_gets_the_mail_later(cast: Cast, mailbox: Mailbox) -> None:
    mailbox.greetings += ["550 We do not know you"]

    mail = sending.send(sending.queue())

    assert (mail.state, mail.last_error) == (MailState.QUEUED, "SMTP 550")
    assert sending.send(sending.queue()).state == MailState.SENT


def test_a_server_that_does_not_know_our_password_gets_the_mail_later_and_the_log_says_why(
    cast: Cast, mailbox: Mailbox
) -> None:
    with set_to(SMTP_URL=mailbox.url.replace("//", "//holdfast:wrong@")):
        transports.close()
        mail = sending.send(sending.queue())
    transports.close()

    assert (mail.state, mail.last_error) == (MailState.QUEUED, "SMTP 535")


def test_a_server_that_ends_a_long_conversation_gets_the_mail_in_a_new_one(cast: Cast, mailbox: Mailbox) -> None:
    sending.send(sending.queue())
    mailbox.greetings += ["421 Too many messages in this session"]

    assert sending.send(sending.queue()).state == MailState.SENT
    assert len(mailbox.connections) == 2


def test_a_server_that_says_nothing_is_waited_for_as_long_as_the_setting_says(cast: Cast, tmp_path: Path) -> None:
    mail_id = sending.queue()
    with sink(tmp_path, hangs=1.0) as where, set_to(SMTP_URL=where.url, MAIL_TIMEOUT="0.5"):
        transports.close()
        began = time.monotonic()
        mail = sending.send(mail_id)
    transports.close()

    assert (mail.state, mail.last_error) == (MailState.QUEUED, "SMTP no answer")
    assert 0.5 <= time.monotonic() - began < 5


def _send_until_taken(mail_id: UUID) -> None:
    while sending.send(mail_id).state == MailState.QUEUED:
        with unit_of_work(Platform.SWEEP) as session:
            session.get_one(OutboundMail, mail_id).due_at = sending.now(mail_id).created_at


@pytest.mark.parametrize(("needs", "copies"), [(0.1, 1), (1.4, 2), (2.7, 3)])
def test_a_slow_server_gets_a_mail_a_few_times_at_most(cast: Cast, mailbox: Mailbox, needs: float, copies: int) -> None:
    mailbox.slowness = needs

    with set_to(MAIL_TIMEOUT="1"):
        _send_until_taken(sending.queue())

    assert len(mailbox.mails) == copies
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 1


def test_a_worker_that_was_killed_has_tried_it_too(cast: Cast, mailbox: Mailbox) -> None:
    mailbox.slowness = 1.4
    mail_id = sending.queue()
    handed_over.begin(mail_id)

    with set_to(MAIL_TIMEOUT="1"):
        assert sending.send(mail_id).state == MailState.SENT


def test_each_thread_has_a_connection_of_its_own_and_all_are_closed_in_the_end(cast: Cast, mailbox: Mailbox) -> None:
    mails = [sending.queue() for _each in range(3)]
    threads = [threading.Thread(target=sending.send, args=[mail_id]) for mail_id in mails]
    for thread in threads:
        thread.start()
        thread.join()

    assert len(mailbox.connections) == 3
    opened = list(transports._open)
    transports.close()
    assert [each._connection for each in opened] == [None] * len(opened)  # type: ignore[attr-defined]
