"""The way out that mails to relatives carry: one button, no account needed, and nothing that anybody keeps is lost."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.mail import delivery, service, stopping
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState, Suppressed, has_way_out, may_go
from app.mail.suppression import suppress
from app.mailers import MAILERS
from tests.builders.invitations import make_invitation, now_of
from tests.builders.mails import mail_now, make_mail, stopped_now
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058


def _path(mail: OutboundMail) -> str:
    return f"/mail/stop/{stopping.token_for(mail.id)}"


def _queued_for(cast: Cast, invitation_id: UUID, email: str = "jane@example.org") -> UUID:
    with unit_of_work(cast.riverside.id) as session:
        facts = {"subject_id": invitation_id, "recipient": email, "trust_id": cast.riverside.id}
        return service.queue(session, kind=EmailKind.INVITATION, **facts)  # type: ignore[arg-type]


def _link_in(mailbox: Mailbox) -> str:
    (mail,) = mailbox.mails
    found = re.findall(r"(/mail/stop/\S+)", mailbox.words_in(mail))
    assert len(found) == 1
    return str(found[0])


def test_jane_who_did_not_expect_it_follows_the_link_in_the_mail(
    cast: Cast, mailbox: Mailbox, stranger: Browser
) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)
    delivery.send(_queued_for(cast, invitation.id), mailers=MAILERS)

    page = stranger.submit(_link_in(mailbox))

    assert page.h1 == "We have stopped writing to you"
    assert (stopped_now(), now_of(invitation.id).state) == ({"jane@example.org": "stopped"}, State.DECLINED)


def test_the_link_does_not_show_the_address(cast: Cast, mailbox: Mailbox) -> None:
    mail = make_mail(cast.riverside)

    assert not re.search(r"jane|example\.org|@", _path(mail))


def test_looking_changes_nothing_since_mail_scanners_look_too(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)
    page = stranger.visit(_path(make_mail(cast.riverside, subject_id=invitation.id)))

    assert (page.status, page.h1) == (200, "Stop all emails from us?")
    assert (stopped_now(), now_of(invitation.id).state) == ({}, State.SENT)


def test_the_page_tells_neither_whose_mail_it_was_nor_from_whom(cast: Cast, stranger: Browser) -> None:
    words = stranger.visit(_path(make_mail(cast.riverside))).text

    for word in ("Riverside", "Early Help", "jane@", "Cora"):
        assert word not in words


@pytest.mark.parametrize("state", [State.EXPIRED, State.DECLINED, State.REVOKED, State.OPENED, State.UNDELIVERABLE])
def test_it_works_whatever_became_of_the_invitation(cast: Cast, stranger: Browser, state: State) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state, days_old=40)

    page = stranger.submit(_path(make_mail(cast.riverside, subject_id=invitation.id)))

    assert (page.status, stopped_now()) == (200, {"jane@example.org": "stopped"})


def test_twice_is_as_good_as_once(cast: Cast, stranger: Browser) -> None:
    path = _path(make_mail(cast.riverside))

    assert [stranger.submit(path).status for _time in range(2)] == [200, 200]
    assert stopped_now() == {"jane@example.org": "stopped"}


def test_the_button_of_a_mail_program_does_the_same(cast: Cast, stranger: Browser) -> None:
    stranger.submit(_path(make_mail(cast.riverside)), **ONE_CLICK)

    assert stopped_now() == {"jane@example.org": "stopped"}


@pytest.mark.parametrize(
    ("kind", "reason"), [(EmailKind.REMINDER, Suppressed.STOPPED), (EmailKind.JOIN_CONFIRM, Suppressed.COMPLAINED)]
)
def test_in_a_mail_that_was_asked_for_it_says_that_it_was_not_they_who_asked(
    cast: Cast, stranger: Browser, kind: EmailKind, reason: Suppressed
) -> None:
    stranger.submit(_path(make_mail(cast.riverside, kind=kind)))

    assert set(stopped_now().values()) == {reason}


def test_alices_account_stays(cast: Cast, stranger: Browser) -> None:
    stranger.submit(_path(make_mail(cast.riverside, kind=EmailKind.MESSAGE_ANSWERED, recipient="alice@example.org")))

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Person.closed_at).where(Person.id == cast.alice.id)).one() is None


def test_what_waits_does_not_leave(cast: Cast, mailbox: Mailbox, stranger: Browser) -> None:
    earlier = make_mail(cast.riverside)
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)
    waiting = _queued_for(cast, invitation.id)

    stranger.submit(_path(earlier))
    delivery.send(waiting, mailers=MAILERS)

    assert mailbox.mails == []
    assert now_of(invitation.id).state == State.DECLINED


def test_a_mail_on_the_wire_is_not_waited_for(cast: Cast, stranger: Browser) -> None:
    leaving = make_mail(cast.riverside, kind=EmailKind.REMINDER, state=MailState.QUEUED)
    with unit_of_work(Platform.SWEEP) as worker:
        worker.get_one(OutboundMail, leaving.id, with_for_update=True)
        page = stranger.submit(_path(make_mail(cast.riverside)))

    assert (page.status, stopped_now()) == (200, {"jane@example.org": "stopped"})


def test_what_goes_to_others_about_the_same_thing_still_leaves(cast: Cast, stranger: Browser) -> None:
    about = make_mail(cast.riverside, kind=EmailKind.GLASS_OPENED, state=MailState.QUEUED)
    to_sue = make_mail(
        cast.riverside,
        kind=EmailKind.GLASS_ASKED,
        recipient="sue@example.org",
        subject_id=about.subject_id,
        state=MailState.QUEUED,
    )

    stranger.submit(_path(about))

    assert (mail_now(about).state, mail_now(to_sue).state) == (MailState.CANCELLED, MailState.QUEUED)


def test_a_mail_of_another_trust_still_leaves(cast: Cast, stranger: Browser) -> None:
    other = make_mail(cast.hillside, state=MailState.QUEUED)

    stranger.submit(_path(make_mail(cast.riverside)))

    assert mail_now(other).state == MailState.QUEUED


def test_jane_changes_her_mind(cast: Cast, stranger: Browser) -> None:
    path = _path(make_mail(cast.riverside))
    stranger.submit(path)

    assert stranger.submit(path, again="yes").h1 == "We can write to you again"
    assert stopped_now() == {}


def test_what_staff_stopped_stays_stopped(cast: Cast, stranger: Browser) -> None:
    path = _path(make_mail(cast.riverside))
    with unit_of_work(cast.riverside.id) as session:
        who = {"trust_id": cast.riverside.id, "email": "jane@example.org", "added_by": cast.cora.id}
        suppress(session, reason=Suppressed.BEREAVED, **who)  # type: ignore[arg-type]

    page = stranger.submit(path)
    stranger.submit(path, again="yes")

    assert "Write to me again" not in page.text
    assert stopped_now() == {"jane@example.org": "bereaved"}


@pytest.mark.parametrize("token", ["nonsense", "WyJ4Il0.aaaa.bbbb"])
def test_a_link_that_was_cut_off_says_so(stranger: Browser, token: str) -> None:
    for page in (stranger.visit(f"/mail/stop/{token}"), stranger.submit(f"/mail/stop/{token}")):
        assert (page.status, page.h1) == (404, "This link is not complete")


def test_an_invitations_link_does_not_open_this(cast: Cast, stranger: Browser) -> None:
    from tests.builders.invitations import link_of

    token = link_of(make_invitation(cast.cora, cast.early_help)).rpartition("/")[2]

    assert stranger.visit(f"/mail/stop/{token}").status == 404


def test_mails_to_staff_have_no_way_out() -> None:
    without = {kind for kind in EmailKind if not has_way_out(kind)}

    assert {EmailKind.STAFF_INVITATION, EmailKind.FLAG, EmailKind.PASSWORD_RESET, EmailKind.MESSAGE_WAITS} <= without
    assert {
        EmailKind.INVITATION,
        EmailKind.REMINDER,
        EmailKind.JOIN_CONFIRM,
        EmailKind.MESSAGE_ANSWERED,
    } & without == set()


@pytest.mark.parametrize("kind", sorted(EmailKind))
def test_whoever_can_say_stop_is_heard_and_a_new_password_always_goes(kind: EmailKind) -> None:
    asked_for = {EmailKind.JOIN_CONFIRM, EmailKind.JOIN_HAS_ACCOUNT}

    assert may_go(kind, Suppressed.STOPPED) is (kind in asked_for or not has_way_out(kind))
    assert may_go(kind, Suppressed.WITHDREW) is not has_way_out(kind)


@pytest.mark.parametrize("reason", [Suppressed.STOPPED, Suppressed.BOUNCED, Suppressed.COMPLAINED])
def test_alice_starts_again_on_the_page_of_her_account(
    cast: Cast, browser_as: Callable[[Person], Browser], reason: Suppressed
) -> None:
    with unit_of_work(cast.riverside.id) as session:
        suppress(session, trust_id=cast.riverside.id, email="alice@example.org", reason=reason)
    alice = browser_as(cast.alice)

    assert "You get no emails from us" in alice.visit("/account").text
    assert "You get our emails again" in alice.submit("/account/emails").text
    assert stopped_now() == {}


def test_what_staff_stopped_is_not_told_there(cast: Cast, browser_as: Callable[[Person], Browser]) -> None:
    with unit_of_work(cast.riverside.id) as session:
        who = {"trust_id": cast.riverside.id, "email": "alice@example.org", "added_by": cast.cora.id}
        suppress(session, reason=Suppressed.WITHDREW, **who)  # type: ignore[arg-type]
    alice = browser_as(cast.alice)

    assert "no emails from us" not in alice.visit("/account").text
    alice.submit("/account/emails")
    assert stopped_now() == {"alice@example.org": "withdrew"}
