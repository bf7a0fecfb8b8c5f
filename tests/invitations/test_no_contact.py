"""Staff say that somebody is not to be written to any more: at once, kindly, and without learning anything by it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail import delivery, service
from app.mail.models import Suppression
from app.mail.rules import EmailKind, MailState
from app.mailers import MAILERS
from tests.builders.invitations import make_invitation, now_of
from tests.builders.mails import mail_now, make_mail, stopped_now
from tests.mailbox import Mailbox
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PLACE = "/staff/no-contact"


def _stops(browser: Browser, email: str, reason: str = "bereaved") -> Page:
    return browser.submit(PLACE, email=email, reason=reason)


def _stopped() -> list[Suppression]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(Suppression)))


def test_cora_sees_what_will_happen_before_it_does(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(f"{PLACE}/check", email="Jane@Example.org ", reason="bereaved")

    assert page.h1 == "Is this right?"
    for words in ("jane@example.org", "We are sorry", "Nobody is told", "it stays"):
        assert words in page.text
    assert stopped_now() == {}


def test_then_it_is_done_and_written_down(cast: Cast, browser_as: BrowserAs) -> None:
    page = _stops(browser_as(cast.cora), "jane@example.org")

    assert "We no longer write to this address" in page.text
    assert stopped_now() == {"jane@example.org": "bereaved"}
    with unit_of_work(cast.riverside.id) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "contact.stopped")).one()
    assert (entry.actor_id, entry.details) == (cast.cora.id, {"reason": "bereaved"})


@pytest.mark.parametrize("email", ["alice@example.org", "jane@example.org", "nobody@example.org", "cora@example.org"])
def test_the_pages_are_the_same_for_every_address(cast: Cast, browser_as: BrowserAs, email: str) -> None:
    make_invitation(cast.sue, cast.early_help, email="jane@example.org")
    browser = browser_as(cast.cora)

    check = browser.submit(f"{PLACE}/check", email=email, reason="withdrew").text.replace(email, "X")
    done = _stops(browser, email, "withdrew").text.replace(email, "X")

    other = "somebody-else@example.org"
    assert check == browser.submit(f"{PLACE}/check", email=other, reason="withdrew").text.replace(other, "X")
    assert done.count("X") == 1


def test_what_waits_already_does_not_leave(cast: Cast, mailbox: Mailbox, browser_as: BrowserAs) -> None:
    invitation = make_invitation(cast.sue, cast.early_help, state=State.QUEUED)
    with unit_of_work(cast.riverside.id) as session:
        facts = {"subject_id": invitation.id, "recipient": "jane@example.org", "trust_id": cast.riverside.id}
        mail_id = service.queue(session, kind=EmailKind.INVITATION, **facts)  # type: ignore[arg-type]

    _stops(browser_as(cast.cora), "jane@example.org")
    delivery.send(mail_id, mailers=MAILERS)

    assert mailbox.mails == []
    assert now_of(invitation.id).state == State.REVOKED


def test_what_is_queued_afterwards_does_not_leave_either(cast: Cast, mailbox: Mailbox, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "alice@example.org")
    mail = make_mail(cast.riverside, kind=EmailKind.GLASS_OPENED, recipient="alice@example.org", state=MailState.QUEUED)

    delivery.send(mail.id, mailers=MAILERS)

    assert (mailbox.mails, mail_now(mail).state) == ([], MailState.CANCELLED)


def test_a_new_password_that_alice_asks_for_still_comes(
    cast: Cast, mailbox: Mailbox, stranger: Browser, browser_as: BrowserAs
) -> None:
    _stops(browser_as(cast.cora), "alice@example.org", "withdrew")
    stranger.submit("/forgot-password", email="alice@example.org")

    delivery.send_all_due(mailers=MAILERS)

    assert [mail["To"] for mail in mailbox.mails] == ["alice@example.org"]


def test_alices_account_stays_open(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "alice@example.org")

    assert browser_as(cast.alice).visit("/home").status == 200


def test_cora_sees_only_what_she_stopped_herself(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "jane@example.org")
    _stops(browser_as(cast.sue), "john@example.org")

    page = browser_as(cast.cora).visit(PLACE)

    assert "jane@example.org" in page.text
    assert "john@example.org" not in page.text
    assert "Allow again" not in page.text


def test_tess_sees_all_with_reason_day_and_by_whom(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "jane@example.org")
    _stops(browser_as(cast.sue), "john@example.org", "withdrew")

    words = browser_as(cast.tess).visit(PLACE).text

    for each in ("jane@example.org", "john@example.org", "by Cora", "by Sue", "Somebody has died"):
        assert each in words


def test_tess_allows_it_again(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "jane@example.org")
    (stopped,) = _stopped()

    page = browser_as(cast.tess).submit(f"{PLACE}/{stopped.id}/allow")

    assert "can be written to again" in page.text
    assert stopped_now() == {}


def test_nobody_else_can(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "jane@example.org")
    (stopped,) = _stopped()

    for person in (cast.cora, cast.sue, cast.hanna, cast.alice, cast.max):
        assert browser_as(person).submit(f"{PLACE}/{stopped.id}/allow").status == 404
    assert stopped_now() == {"jane@example.org": "bereaved"}


def test_what_somebody_stopped_themselves_is_nobodys_business(cast: Cast, browser_as: BrowserAs) -> None:
    with unit_of_work(cast.riverside.id) as session:
        session.add(Suppression(trust_id=cast.riverside.id, email="jane@example.org", reason="stopped"))
    (stopped,) = _stopped()
    tess = browser_as(cast.tess)

    assert "jane@example.org" not in tess.visit(PLACE).text
    assert tess.submit(f"{PLACE}/{stopped.id}/allow").status == 404


@pytest.mark.parametrize("fields", [{}, {"email": "no address", "reason": "bereaved"}, {"email": "j@example.org"}])
@pytest.mark.parametrize("path", [PLACE, f"{PLACE}/check"])
def test_a_slip_is_named_and_nothing_typed_is_lost(
    cast: Cast, browser_as: BrowserAs, path: str, fields: dict[str, str]
) -> None:
    page = browser_as(cast.cora).submit(path, **fields)

    assert (page.status, stopped_now()) == (422, {})
    assert (page.value("email") or "") == fields.get("email", "")


@pytest.mark.parametrize("reason", ["bounced", "stopped", "complained"])
def test_staff_give_staffs_reasons_only(cast: Cast, browser_as: BrowserAs, reason: str) -> None:
    assert _stops(browser_as(cast.cora), "jane@example.org", reason).status == 422


def test_who_may_not_stop_contact_finds_no_such_page(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.max, cast.ada):
        assert browser_as(person).visit(PLACE).status == 404


def test_the_other_trust_writes_as_before(cast: Cast, browser_as: BrowserAs) -> None:
    _stops(browser_as(cast.cora), "jane@example.org")

    assert "jane@example.org" not in browser_as(cast.hanna).visit(PLACE).text


def test_a_long_list_asks_the_database_no_more_than_a_short_one(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    with counted() as short:
        tess.visit(PLACE)
    with unit_of_work(cast.riverside.id) as session:
        rows = (
            {"email": f"j{number}@example.org", "reason": "withdrew", "added_by": cast.cora.id} for number in range(50)
        )
        session.add_all(Suppression(trust_id=cast.riverside.id, **row) for row in rows)
    with counted() as long:
        tess.visit(PLACE)

    assert len(long) <= len(short) + 1
