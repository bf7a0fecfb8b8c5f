"""A forgotten password."""

from uuid import UUID

import time_machine
from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mail.models import OutboundMail
from app.mailers import MAILERS
from tests.builders.accounts import PASSWORD
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

NEW = "walnut ferry parasol hinge"


def _ask(stranger: Browser, mailbox: Mailbox, email: str = "alice@example.org") -> str:
    stranger.submit("/forgot-password", email=email)
    delivery.send_all_due(mailers=MAILERS)
    return mailbox.link_in(mailbox.mails[-1])


def test_alice_chooses_a_new_password_by_mail(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    link = _ask(stranger, mailbox)

    assert stranger.visit(link).h1 == "Your new password"
    assert stranger.submit(link, password=NEW).h1 == "Your password is changed"
    assert stranger.submit("/sign-in", email="alice@example.org", password=NEW, next="/account").h1 == "Your account"


def test_an_unknown_address_gets_the_same_page_and_the_same_rows(cast: Cast, stranger: Browser) -> None:
    known = stranger.submit("/forgot-password", email="alice@example.org")
    unknown = stranger.submit("/forgot-password", email="alicf@example.org")

    assert known.text.replace("alice@", "") == unknown.text.replace("alicf@", "")
    with unit_of_work(Platform.SWEEP) as session:
        assert sorted(session.scalars(select(OutboundMail.recipient))) == ["alice@example.org", "alicf@example.org"]


def test_no_mail_leaves_for_an_unknown_address(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    stranger.submit("/forgot-password", email="nobody@example.org")
    delivery.send_all_due(mailers=MAILERS)

    assert mailbox.mails == []


def test_the_link_works_once(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    link = _ask(stranger, mailbox)
    stranger.submit(link, password=NEW)

    again = stranger.submit(link, password="another willow basket tram")

    assert again.status == 404
    assert "used before" in again.text


def test_the_link_runs_out_after_an_hour(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    with time_machine.travel("2026-11-01 12:00 +0000", tick=True):
        link = _ask(stranger, mailbox)

    with time_machine.travel("2026-11-01 13:01 +0000", tick=True):
        assert stranger.visit(link).h1 == "This link is too old"


def test_looking_at_the_link_changes_nothing(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    stranger.visit(_ask(stranger, mailbox))

    assert stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD, next="/account").status == 200


def test_a_weak_new_password_is_refused_and_the_old_one_stays(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    page = stranger.submit(_ask(stranger, mailbox), password="alice-alice-1")

    assert page.status == 422
    assert "easy to guess" in page.text


def test_the_row_of_the_mail_holds_no_link(cast: Cast, stranger: Browser, mailbox: Mailbox) -> None:
    token = _ask(stranger, mailbox).rpartition("/")[2]

    with unit_of_work(Platform.SWEEP) as session:
        row = session.scalars(select(OutboundMail)).one()
        assert token not in str(vars(row))
        assert isinstance(row.subject_id, UUID)
