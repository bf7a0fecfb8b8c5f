"""Writing to somebody no more: by the link in a mail, and by staff; and what happened to an email. In a real browser."""

import pytest

from app.core.db import unit_of_work
from app.invitations.rules import State
from app.mail import log, stopping, suppression
from app.mail.rules import DeliveryStep, Suppressed
from tests.browser.visitor import Visitor
from tests.builders.invitations import make_invitation
from tests.builders.mails import make_mail, stopped_now
from tests.people import Cast

pytestmark = pytest.mark.browser

LONG = "margaret.elizabeth.featherstonehaugh-cholmondeley@a-very-long-domain-name.example.org"
STORY = (
    (DeliveryStep.QUEUED, ""),
    (DeliveryStep.LATER, "SMTP 451"),
    (DeliveryStep.LATER, "SMTP 451"),
    (DeliveryStep.ACCEPTED, ""),
    (DeliveryStep.DELAYED, "4.4.1"),
    (DeliveryStep.BOUNCED, "5.1.1"),
)


def test_jane_wants_no_more_mail_and_then_does(visitor: Visitor, cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)
    mail = make_mail(cast.riverside, subject_id=invitation.id)
    visitor.open(f"/mail/stop/{stopping.token_for(mail.id)}")
    visitor.look("stop-mail")
    visitor.press("Stop all emails to me")
    visitor.sees("It is done")
    visitor.look("stop-mail-done")
    assert stopped_now() == {"jane@example.org": "stopped"}
    visitor.press("Write to me again")
    visitor.sees("An invitation that was turned down")
    visitor.look("stop-mail-again")
    assert stopped_now() == {}


def test_cora_stops_all_contact(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("cora@example.org")
    visitor.follow("Stop all contact")
    visitor.look("no-contact-empty")
    visitor.press("Go on")
    visitor.look("no-contact-slip")
    visitor.fill("Their email address", LONG)
    visitor.page.get_by_label("Somebody has died").check()
    visitor.press("Go on")
    visitor.sees("We are sorry")
    visitor.look("no-contact-check")
    visitor.press("Stop all contact")
    visitor.sees("We no longer write to this address")
    visitor.look("no-contact-done")
    assert stopped_now() == {LONG: "bereaved"}


def test_tess_allows_it_again(visitor: Visitor, cast: Cast) -> None:
    who = {"trust_id": cast.riverside.id, "added_by": cast.cora.id}
    with unit_of_work(cast.riverside.id) as session:
        suppression.suppress(session, email=LONG, reason=Suppressed.WITHDREW, **who)
        suppression.suppress(session, email="john@example.org", reason=Suppressed.BEREAVED, **who)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/no-contact")
    visitor.look("no-contact-lead")
    visitor.page.get_by_role("button", name="Allow again").first.click()
    visitor.sees("This address can be written to again")
    assert stopped_now() == {LONG: "withdrew"}


def test_cora_sees_what_happened_to_the_email(visitor: Visitor, cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, email=LONG, state=State.UNDELIVERABLE, failure="5.1.1")
    mail = make_mail(cast.riverside, subject_id=invitation.id, recipient=LONG)
    with unit_of_work(cast.riverside.id) as session:
        for step, code in STORY:
            log.note(session, mail_id=mail.id, trust_id=cast.riverside.id, step=step, code=code)
    visitor.sign_in("cora@example.org")
    visitor.open(f"/staff/invitations/{invitation.id}")
    visitor.sees("What happened to the email")
    visitor.look("what-happened")
