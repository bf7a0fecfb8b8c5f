"""What the trust lead sets and sees, and what supporters see of themselves. Nobody's words."""

import struct
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation, SupporterProfile
from app.messages.queries import promise
from app.messages.service import escalating
from tests.builders.accounts import make_person
from tests.builders.hours import london
from tests.builders.messages import fresh, make_conversation
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WORDS, TOPIC = "She has stopped her tablets.", "Tablets again"
LEAD_ONLY = ("/staff/messages/waiting", "/staff/messages/settings")
SUPPORTER_ONLY = ("/staff/messages/profile", "/staff/messages/profile/picture", "/staff/messages/supervision")


def audited(cast: Cast, action: str) -> list[dict[str, object]]:
    with unit_of_work(cast.riverside.id) as session:
        return list(session.scalars(select(AuditEntry.details).where(AuditEntry.action == action)))


def make_overdue(cast: Cast, *, owner: Person | None = None) -> UUID:
    conversation_id = make_conversation(cast.alice, WORDS, topic=TOPIC)
    then = {"due_at": clock.now() - timedelta(hours=1), "owner_id": owner.id if owner else None}
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Conversation).where(Conversation.id == conversation_id).values(then))
    return conversation_id


@pytest.mark.parametrize("path", [*LEAD_ONLY, *SUPPORTER_ONLY, "/staff/messages/figures"])
@pytest.mark.parametrize("who", ["alice", "cora", "max", "ada"])
def test_nobody_else_finds_these_pages(cast: Cast, browser_as: Browsers, path: str, who: str) -> None:
    assert browser_as(getattr(cast, who)).visit(path).status == 404


@pytest.mark.parametrize(
    ("who", "path"), [*(("sue", each) for each in LEAD_ONLY), *(("tess", each) for each in SUPPORTER_ONLY)]
)
def test_lead_and_supporters_have_pages_of_their_own(cast: Cast, browser_as: Browsers, who: str, path: str) -> None:
    assert browser_as(getattr(cast, who)).visit(path).status == 404


def test_tess_sees_that_something_waits_and_with_whom_and_nothing_else(cast: Cast, browser_as: Browsers) -> None:
    make_overdue(cast, owner=cast.sue)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Conversation).values(next_escalation_at=clock.now()))
        escalating.escalate_due(session)

    page = browser_as(cast.tess).visit("/staff/messages/waiting")

    for words in ("1 conversation waits too long", "Sue", "The trust lead, on", "(1 too long)"):
        assert words in page.text
    for secret in (cast.alice.name, cast.alice.email, TOPIC, "tablets"):
        assert secret not in page.response.text


def test_the_other_trusts_lead_sees_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    make_overdue(cast)

    page = browser_as(cast.hanna).visit("/staff/messages/waiting")

    assert "Nothing waits longer than it should." in page.text
    assert "too long)" not in page.text


def test_what_waits_within_the_promise_is_not_there(cast: Cast, browser_as: Browsers) -> None:
    make_conversation(cast.alice)

    assert "Nothing waits longer than it should." in browser_as(cast.tess).visit("/staff/messages/waiting").text


def test_tess_changes_the_promise_and_that_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    tess.submit("/staff/messages/settings", days="3")
    page = tess.submit("/staff/messages/settings", days="4")

    assert "The promise is changed" in page.text
    assert "The team aims to answer within 4 working days." in page.text
    with unit_of_work(cast.riverside.id) as session:
        assert promise.of_trust(session, trust_id=cast.riverside.id).days == 4
    assert audited(cast, "message.promise-changed") == [{"days": 3, "before": 2}, {"days": 4, "before": 3}]


def test_the_new_promise_holds_for_what_is_written_then(cast: Cast, browser_as: Browsers) -> None:
    with time_machine.travel(london("2026-11-23 11:00"), tick=False):
        before = make_conversation(cast.alice)
        browser_as(cast.tess).submit("/staff/messages/settings", days="1")
        after = make_conversation(cast.ben)

    assert [fresh(each).due_at for each in (before, after)] == [london("2026-11-25 17:00"), london("2026-11-24 17:00")]


@pytest.mark.parametrize("days", ["", "0", "11", "two", "1.5"])
def test_a_promise_that_is_none_is_asked_for_again(cast: Cast, browser_as: Browsers, days: str) -> None:
    page = browser_as(cast.tess).submit("/staff/messages/settings", days=days)

    assert page.status == 422
    assert "Write a number of working days from 1 to 10" in page.text
    assert page.value("days") == (days or None)


def test_tess_puts_sue_into_training_and_ends_it(cast: Cast, browser_as: Browsers) -> None:
    tess, address = browser_as(cast.tess), f"/staff/messages/settings/training/{cast.sue.id}"

    assert "In training" in tess.submit(address, in_training="yes").text
    assert "In training" not in tess.submit(address, in_training="no").text
    assert audited(cast, "supporter.training-changed") == [{"in_training": True}, {"in_training": False}]


@pytest.mark.parametrize("who", ["alice", "cora", "harry"])
def test_only_a_supporter_of_the_trust_can_be_in_training(cast: Cast, browser_as: Browsers, who: str) -> None:
    address = f"/staff/messages/settings/training/{getattr(cast, who).id}"

    assert browser_as(cast.tess).submit(address, in_training="yes").status == 404


def test_tess_sees_who_does_not_show_themselves_yet(cast: Cast, browser_as: Browsers) -> None:
    sam = make_person("Sam", Role.SUPPORTER, team=cast.early_help)
    browser_as(sam).submit("/staff/messages/profile", shown_name="Sam", is_shown="yes")

    page = browser_as(cast.tess).visit("/staff/messages/settings")

    assert "Each supporter decides that for themself: Sue." in page.text
    assert "/staff/settings/hours" in page.links


def test_without_a_supporter_the_lead_is_told_that_nobody_answers(cast: Cast, browser_as: Browsers) -> None:
    assert "Nobody answers yet" in browser_as(cast.hanna).visit("/staff/messages/settings").text


def test_sue_shows_herself_to_relatives_of_her_trust(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.sue).submit(
        "/staff/messages/profile", shown_name="Sue", story="My sister\nhas psychosis.", is_shown="yes"
    )

    assert "relatives can see it" in page.text
    assert "My sister" in browser_as(cast.alice).visit("/messages/supporters").text
    assert "My sister" not in browser_as(cast.hugo).visit("/messages/supporters").text


def test_what_sue_does_not_show_stays_with_her(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.sue).submit("/staff/messages/profile", shown_name="Sue", story="Not yet.")

    assert "You are not shown" not in page.text
    assert "Nothing yet: you are not shown." in page.text
    assert "Not yet." not in browser_as(cast.alice).visit("/messages/supporters").text


def test_a_story_that_is_too_long_is_kept_in_the_box(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.sue).submit("/staff/messages/profile", shown_name="Sue", story="a" * 501)

    assert page.status == 422
    assert "Use 500 characters or fewer. You typed 501" in page.text
    assert page.value("story") == "a" * 501


def test_who_shows_herself_says_by_which_name(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.sue).submit("/staff/messages/profile", story="Hello", is_shown="yes")

    assert (page.status, page.value("story")) == (422, "Hello")


def test_training_and_profile_do_not_overwrite_each_other(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.sue).submit("/staff/messages/profile", shown_name="Sue", story="Mine", is_shown="yes")
    browser_as(cast.tess).submit(f"/staff/messages/settings/training/{cast.sue.id}", in_training="yes")
    browser_as(cast.sue).submit("/staff/messages/profile", shown_name="Susan", story="Mine", is_shown="yes")

    with unit_of_work(cast.riverside.id) as session:
        kept = session.get_one(SupporterProfile, cast.sue.id)
    assert (kept.shown_name, kept.story, kept.is_shown, kept.in_training) == ("Susan", "Mine", True, True)


def png(*, told: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + b"crc!"

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + told + chunk(b"IDAT", b"pixels") + chunk(b"IEND", b"")


def send_picture(browser: Browser, content: bytes, *, name: str = "me.png") -> tuple[int, str]:
    answer = browser.client.post(
        "/staff/messages/profile/picture", files={"picture": (name, content, "image/png")}, follow_redirects=True
    )
    return answer.status_code, answer.text


def test_sue_adds_a_picture_and_removes_it(cast: Cast, browser_as: Browsers) -> None:
    sue = browser_as(cast.sue)

    status, text = send_picture(sue, png())
    assert (status, "data:image/png;base64," in text) == (200, True)
    assert "data:image/" not in sue.submit("/staff/messages/profile/picture/remove").response.text


def test_relatives_are_served_the_picture_of_one_who_is_shown(cast: Cast, browser_as: Browsers) -> None:
    sue, address = browser_as(cast.sue), f"/messages/supporters/{cast.sue.id}/picture"
    send_picture(sue, png())
    hidden = browser_as(cast.alice).client.get(address)
    sue.submit("/staff/messages/profile", shown_name="Sue", is_shown="yes")
    shown = browser_as(cast.alice).client.get(address)

    assert (hidden.status_code, shown.status_code) == (404, 200)
    assert (shown.content, shown.headers["content-type"]) == (png(), "image/png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a picture"),
        (b"<svg onload=alert(1)>", "must be a JPEG or a PNG"),
        (b"GIF89a", "must be a JPEG or a PNG"),
        (png()[:-20], "cannot be read"),
        (png(told=struct.pack(">I", 450_000) + b"zzzz" + bytes(450_004)), "It can be at most 400 kB"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_in_words(
    cast: Cast, browser_as: Browsers, content: bytes, sentence: str
) -> None:
    sue = browser_as(cast.sue)
    sue.submit("/staff/messages/profile", shown_name="Sue", story="My story.")

    status, text = send_picture(sue, content)

    assert (status, sentence in text) == (422, True)
    assert sue.visit("/staff/messages/profile").value("story") == "My story."


def test_sue_opens_the_page_for_her_picture(cast: Cast, browser_as: Browsers) -> None:
    assert "at most 400 kB" in browser_as(cast.sue).visit("/staff/messages/profile/picture").text


def test_a_huge_photo_is_answered_with_a_page(cast: Cast, browser_as: Browsers) -> None:
    status, text = send_picture(browser_as(cast.sue), png() + bytes(1_200_000))

    assert (status, "choose a smaller picture" in text) == (413, True)
