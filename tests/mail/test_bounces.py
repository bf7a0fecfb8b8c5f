"""What GOV.UK Notify and the mail server say of mails that left, and what is done about it."""

import json
from collections.abc import Callable

import pytest
from httpx2 import Response

from app.accounts.models import Person
from app.invitations.rules import State
from app.mail.models import OutboundMail
from app.mail.rules import MailState
from tests.builders.invitations import make_invitation, now_of
from tests.builders.mails import bounce_of, mail_now, make_mail, set_to, steps_of, stopped_now
from tests.page import Browser
from tests.people import Cast

TOKEN = "a long token that only Notify knows"
BOTH = {"NOTIFY_CALLBACK_TOKEN": TOKEN, "BOUNCE_TOKEN": TOKEN}


def _notify(stranger: Browser, reference: str, status: str, token: str = TOKEN) -> Response:
    said = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
        "reference": reference,
        "to": "jane@example.org",
        "status": status,
        "created_at": "2026-11-23T09:00:00.000000Z",
        "completed_at": "2026-11-23T09:00:05.000000Z",
        "sent_at": "2026-11-23T09:00:01.000000Z",
        "notification_type": "email",
        "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
        "template_version": 1,
    }
    return _post(stranger, "/mail/notify", json.dumps(said).encode(), token)


def _came_back(stranger: Browser, raw: bytes, token: str = TOKEN) -> Response:
    return _post(stranger, "/mail/bounces", raw, token)


def _post(stranger: Browser, path: str, body: bytes, token: str) -> Response:
    with set_to(**BOTH):
        return stranger.client.post(path, content=body, headers={"Authorization": f"Bearer {token}"})


def _janes(cast: Cast) -> OutboundMail:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.SENT)
    return make_mail(cast.riverside, subject_id=invitation.id)


@pytest.mark.parametrize("path", ["/mail/notify", "/mail/bounces"])
def test_without_a_token_in_the_settings_there_is_no_such_address(stranger: Browser, path: str) -> None:
    assert stranger.client.post(path, content=b"{}", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("shown", ["", "a long token that only Notify knew", f"{TOKEN} ", "ä"])
def test_who_does_not_know_the_token_changes_nothing(cast: Cast, stranger: Browser, shown: str) -> None:
    mail = _janes(cast)

    with set_to(**BOTH):
        header = {b"Authorization": f"Bearer {shown}".encode()}
        answer = stranger.client.post("/mail/bounces", content=bounce_of(mail), headers=header)

    assert answer.status_code == 401
    assert mail_now(mail).state == MailState.SENT


def test_another_sites_page_cannot_say_that_a_mail_came_back(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    with set_to(**BOTH):
        headers = {"Authorization": f"Bearer {TOKEN}", "Sec-Fetch-Site": "cross-site"}
        answer = stranger.client.post("/mail/bounces", content=bounce_of(mail), headers=headers)

    assert (answer.status_code, stopped_now()) == (403, {})


def test_notify_says_that_it_arrived(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    for _time in range(2):
        assert _notify(stranger, str(mail.id), "delivered").status_code == 204

    assert (steps_of(mail), mail_now(mail).state, stopped_now()) == (["delivered"], MailState.SENT, {})


def test_notify_says_that_nobody_has_this_address(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    for _time in range(2):
        _notify(stranger, str(mail.id), "permanent-failure")

    assert (steps_of(mail), stopped_now()) == (["bounced"], {"jane@example.org": "bounced"})
    assert now_of(mail.subject_id).state == State.UNDELIVERABLE


@pytest.mark.parametrize("status", ["temporary-failure", "technical-failure"])
def test_a_full_mailbox_or_a_fault_of_notify_shuts_nobody_out(cast: Cast, stranger: Browser, status: str) -> None:
    mail = _janes(cast)

    _notify(stranger, str(mail.id), status)

    assert (mail_now(mail).state, stopped_now()) == (MailState.UNDELIVERABLE, {})
    assert now_of(mail.subject_id).failure == f"Notify {status}"


@pytest.mark.parametrize("reference", ["", "none of ours", "740e5834-3a29-46b4-9a6f-16142fde533a"])
def test_notify_need_not_tell_again_of_a_mail_that_is_none_of_ours(
    cast: Cast, stranger: Browser, reference: str
) -> None:
    assert _notify(stranger, reference, "permanent-failure").status_code == 204
    assert stopped_now() == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"reference": "x", "status": "eaten"}'])
def test_what_notify_would_never_say_is_refused(cast: Cast, stranger: Browser, body: bytes) -> None:
    assert _post(stranger, "/mail/notify", body, TOKEN).status_code == 400


def test_a_mail_that_came_back_is_seen_by_who_invited(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    for _time in range(2):
        assert _came_back(stranger, bounce_of(mail)).status_code == 204

    assert (steps_of(mail), stopped_now()) == (["bounced"], {"jane@example.org": "bounced"})
    invitation = now_of(mail.subject_id)
    assert (invitation.state, invitation.failure) == (State.UNDELIVERABLE, "5.1.1")


@pytest.mark.parametrize("name", ["mailbox_full", "our_own_set_up", "given_up_after_days"])
def test_what_may_pass_shuts_nobody_out(cast: Cast, stranger: Browser, name: str) -> None:
    mail = _janes(cast)

    _came_back(stranger, bounce_of(mail, name))

    assert (mail_now(mail).state, stopped_now()) == (MailState.UNDELIVERABLE, {})


def test_a_delay_is_written_down_once_and_changes_nothing_else(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    for name in ("postfix_delayed", "greylisted"):
        _came_back(stranger, bounce_of(mail, name))

    assert (steps_of(mail), mail_now(mail).state) == (["delayed"], MailState.SENT)


def test_who_calls_a_mail_unwanted_gets_no_more(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)

    _came_back(stranger, bounce_of(mail, "complaint"))

    assert stopped_now() == {"jane@example.org": "complained"}


def test_an_old_mail_that_comes_back_late_does_not_touch_the_corrected_address(cast: Cast, stranger: Browser) -> None:
    mail = make_mail(cast.riverside, recipient="jnae@example.org")
    invitation = make_invitation(cast.cora, cast.early_help, email="jane@example.org", id=mail.subject_id)

    _came_back(stranger, bounce_of(mail))

    assert (now_of(invitation.id).state, stopped_now()) == (State.SENT, {"jnae@example.org": "bounced"})


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"Subject: hello\n\nhello", b"From: <>\n" * 5000])
def test_what_is_no_bounce_is_taken_and_forgotten(cast: Cast, stranger: Browser, raw: bytes) -> None:
    assert _came_back(stranger, raw).status_code == 204
    assert stopped_now() == {}


def test_nobody_can_be_shut_out_by_a_made_up_bounce(cast: Cast, stranger: Browser) -> None:
    mail = _janes(cast)
    forged = bounce_of(mail).replace(str(mail.id).encode(), b"740e5834-3a29-46b4-9a6f-16142fde533a")

    _came_back(stranger, forged)

    assert (mail_now(mail).state, stopped_now()) == (MailState.SENT, {})


def test_a_bounce_in_one_trust_stops_nothing_in_another(cast: Cast, stranger: Browser) -> None:
    elsewhere = make_mail(cast.hillside)

    _came_back(stranger, bounce_of(_janes(cast)))

    assert mail_now(elsewhere).state == MailState.SENT


def test_cora_has_asked_jane_and_sends_it_again(
    cast: Cast, stranger: Browser, browser_as: Callable[[Person], Browser]
) -> None:
    mail = _janes(cast)
    _came_back(stranger, bounce_of(mail))

    browser_as(cast.cora).submit(f"/staff/invitations/{mail.subject_id}/again")

    assert (now_of(mail.subject_id).state, stopped_now()) == (State.QUEUED, {})


def test_but_not_if_jane_said_that_she_wants_no_more(
    cast: Cast, stranger: Browser, browser_as: Callable[[Person], Browser]
) -> None:
    mail = _janes(cast)
    for name in ("complaint", "postfix_no_such_user"):
        _came_back(stranger, bounce_of(mail, name))

    browser_as(cast.cora).submit(f"/staff/invitations/{mail.subject_id}/again")

    assert (now_of(mail.subject_id).state, stopped_now()) == (State.UNDELIVERABLE, {"jane@example.org": "complained"})
