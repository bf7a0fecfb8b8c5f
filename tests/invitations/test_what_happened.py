"""What staff see of an invitation's email: what happened to it and when, in plain words."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from app.accounts.models import Person
from app.core import clock
from app.core.db import unit_of_work
from app.invitations.mail_words import came_back, what_happened
from app.invitations.rules import State
from app.mail import log
from app.mail.queries import Happened
from app.mail.rules import DeliveryStep
from tests.builders.invitations import make_invitation
from tests.builders.mails import make_mail
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]


def _happened(*steps: tuple[DeliveryStep, str]) -> list[str]:
    mail_id, begun = uuid4(), clock.now()
    history = [
        Happened(mail_id, "jane@example.org", step, code, begun + timedelta(minutes=number))
        for number, (step, code) in enumerate(steps)
    ]
    return [line["value"] for line in what_happened(history)]


def test_every_step_has_words() -> None:
    for step in DeliveryStep:
        assert all(_happened((step, "5.1.1"), (step, "")))


def test_many_tries_are_one_line() -> None:
    tries = [(DeliveryStep.LATER, "SMTP 451")] * 7

    assert _happened((DeliveryStep.QUEUED, ""), *tries, (DeliveryStep.ACCEPTED, "")) == [
        "Ready to be sent to jane@example.org",
        "It could not leave, after 7 tries. We try again by ourselves",
        "Our mail server took it",
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("5.1.1", "no such mailbox"),
        ("SMTP 550", "no such mailbox"),
        ("Notify permanent-failure", "no such mailbox"),
        ("5.2.2", "mailbox is full"),
        ("4.4.1", "did not answer for days"),
        ("Notify temporary-failure", "did not answer for days"),
        ("5.7.26", "did not want mail from us"),
        ("Notify technical-failure", "did not want mail from us"),
        ("5.3.4", "did not take it"),
    ],
)
def test_why_it_came_back_is_said_in_words(code: str, words: str) -> None:
    assert words in came_back(code)
    assert code not in came_back(code)


def test_why_an_address_is_not_written_to_is_not_told() -> None:
    (line,) = _happened((DeliveryStep.SUPPRESSED, "bereaved"))

    assert line == "It was not sent: this address is not to be written to"


def test_cora_sees_it_on_the_invitations_page(cast: Cast, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.UNDELIVERABLE, failure="5.1.1")
    mail = make_mail(cast.riverside, subject_id=invitation.id)
    with unit_of_work(cast.riverside.id) as session:
        for step, code in ((DeliveryStep.QUEUED, ""), (DeliveryStep.ACCEPTED, ""), (DeliveryStep.BOUNCED, "5.1.1")):
            log.note(session, mail_id=mail.id, trust_id=cast.riverside.id, step=step, code=code)

    words = browser_as(cast.cora).visit(f"/staff/invitations/{invitation.id}").text

    assert "What happened to the email" in words
    assert words.count("there is no such mailbox, or it is closed") == 2
    assert "5.1.1" not in words


def test_the_other_trust_sees_nothing_of_it(cast: Cast, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)
    make_mail(cast.riverside, subject_id=invitation.id)

    assert browser_as(cast.harry).visit(f"/staff/invitations/{invitation.id}").status == 404


def test_a_long_history_asks_the_database_no_more(cast: Cast, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)
    mail, cora = make_mail(cast.riverside, subject_id=invitation.id), browser_as(cast.cora)
    with counted() as short:
        cora.visit(f"/staff/invitations/{invitation.id}")
    with unit_of_work(cast.riverside.id) as session:
        for _try in range(20):
            log.note(session, mail_id=mail.id, trust_id=cast.riverside.id, step=DeliveryStep.LATER, code="SMTP 451")
    with counted() as long:
        cora.visit(f"/staff/invitations/{invitation.id}")

    assert len(long) <= len(short)
