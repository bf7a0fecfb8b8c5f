"""The bounce mailbox, in a real conversation with a small IMAP server."""

from collections.abc import Iterator
from threading import Thread

import pytest

from app.core import config
from app.core.errors import SettingsError
from app.mail import bounce_mailbox
from app.mail.bounce_mailbox import Counted
from app.mail.rules import MailState
from app.mailers import MAILERS
from tests.builders.mails import bounce_of, mail_now, make_mail, set_to, steps_of, stopped_now
from tests.imap import ImapServer
from tests.people import Cast

LETTER = b"From: Jane <jane@example.org>\nSubject: Who are you?\n\nWho?"


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer() as server:
        yield server


def _read(server: ImapServer, url: str = "") -> Counted:
    with set_to(BOUNCE_MAILBOX=url or server.url):
        return bounce_mailbox.read(mailers=MAILERS)


def test_bounces_are_taken_out_and_letters_stay(cast: Cast, server: ImapServer) -> None:
    mail = make_mail(cast.riverside)
    server.put(LETTER, bounce_of(mail), bounce_of(mail, "out_of_office"))

    assert _read(server) == Counted(read=3, understood=1)
    assert [kept.flags for kept in server.mails.values()] == [{"\\Seen"}, {"\\Seen"}]
    assert (steps_of(mail), stopped_now()) == (["bounced"], {"jane@example.org": "bounced"})


def test_what_was_left_is_not_read_again(cast: Cast, server: ImapServer) -> None:
    server.put(LETTER)
    _read(server)

    assert _read(server) == Counted()


def test_what_is_said_is_imap(cast: Cast, server: ImapServer) -> None:
    server.put(bounce_of(make_mail(cast.riverside)))
    _read(server)

    assert [line.split()[0] for line in server.said] == [
        "CAPABILITY", "LOGIN", "SELECT", "UID", "UID", "UID", "EXPUNGE", "LOGOUT"
    ]  # fmt: skip


def test_a_line_that_breaks_in_the_middle_loses_nothing(cast: Cast, server: ImapServer) -> None:
    mails = [make_mail(cast.riverside, recipient=f"jane{number}@example.org") for number in range(3)]
    server.put(*map(bounce_of, mails))

    for dies in range(12):
        server.said.clear()
        server.die_after = dies
        _read(server)
    server.die_after = None
    _read(server)

    assert (server.mails, [steps_of(mail) for mail in mails]) == ({}, [["bounced"]] * 3)


def test_several_workers_at_once_do_no_harm(cast: Cast, server: ImapServer) -> None:
    mails = [make_mail(cast.riverside, recipient=f"jane{number}@example.org") for number in range(20)]
    server.put(*map(bounce_of, mails))

    with set_to(BOUNCE_MAILBOX=server.url):
        workers = [Thread(target=bounce_mailbox.read, kwargs={"mailers": MAILERS}) for _worker in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    assert server.mails == {}
    assert [steps_of(mail) for mail in mails] == [["bounced"]] * 20
    assert all(mail_now(mail).state == MailState.UNDELIVERABLE for mail in mails)


@pytest.mark.parametrize(("right", "wrong"), [("/INBOX", "/Elsewhere"), ("bounces:", "nobody:")])
def test_a_mailbox_that_does_not_open_is_tried_again_later(
    cast: Cast, server: ImapServer, right: str, wrong: str
) -> None:
    server.put(bounce_of(make_mail(cast.riverside)))

    assert _read(server, server.url.replace(right, wrong)) == Counted()
    assert _read(server) == Counted(read=1, understood=1)


def test_without_a_mailbox_nothing_is_done(database: None) -> None:
    assert bounce_mailbox.read(mailers=MAILERS) == Counted()


def test_a_server_that_is_not_there_is_no_error(database: None, server: ImapServer) -> None:
    assert _read(server, "imap://a:b@127.0.0.1:1/INBOX") == Counted()


@pytest.mark.parametrize("url", ["imap://a:b@mail.example.org/INBOX", "pop3://localhost", "imap://localhost.evil.org/"])
def test_a_password_is_never_sent_in_the_open(url: str) -> None:
    with pytest.raises(SettingsError, match="BOUNCE_MAILBOX"), set_to(BOUNCE_MAILBOX=url):
        config.settings()


@pytest.mark.parametrize(
    "url", ["imaps://a:b@mail.example.org/INBOX", "imap://a%40b:c@localhost:1143/INBOX", "imap://[::1]/"]
)
def test_these_are_taken(url: str) -> None:
    with set_to(BOUNCE_MAILBOX=url):
        assert config.settings().bounce_mailbox == url
