"""Sue answers: now, or later as a draft; what stands in the box is never lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.accounts.models import Person
from app.core import clock
from app.core.db import unit_of_work
from app.messages.queries import conversations
from app.messages.rules.conversations import Kind
from app.messages.rules.written import Attached
from app.trusts.hours.clocks import london_day
from tests.builders import inbox as build
from tests.builders.inbox import seen
from tests.builders.messages import fresh, make_conversation, write_to
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
WORDS = "You can ask for an assessment of your own."


@pytest.fixture
def conversation_id(cast: Cast) -> UUID:
    return make_conversation(cast.alice)


def test_sues_answer_is_with_alice(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    page = _answer(browser_as(cast.sue), conversation_id, WORDS)

    assert "Your answer is with them." in page.text
    assert _answers(cast, conversation_id) == [WORDS]
    assert (fresh(conversation_id).state, fresh(conversation_id).owner_id) == ("answered", cast.sue.id)


def test_the_same_form_sent_twice_is_one_answer_and_counts_its_minutes_once(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sue, fields = browser_as(cast.sue), seen(conversation_id)
    for _twice in range(2):
        page = sue.submit(f"/staff/inbox/{conversation_id}/answer", text=WORDS, minutes="20", do="send", **fields)

    assert page.status == 200
    assert _answers(cast, conversation_id) == [WORDS]
    assert "20 minutes so far" in page.text


def test_sue_is_shown_what_alice_wrote_meanwhile_and_keeps_her_words(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sue, before = browser_as(cast.sue), seen(conversation_id)
    write_to(cast.alice, conversation_id, "It is worse now.")

    page = sue.submit(f"/staff/inbox/{conversation_id}/answer", text=WORDS, do="send", **before)

    assert page.status == 409
    assert "It is worse now." in page.text
    assert (page.value("text") or "").strip() == WORDS
    assert page.value("seen") == str(fresh(conversation_id).last_number)
    assert WORDS in (sue.visit(f"/staff/inbox/{conversation_id}").value("text") or "")
    assert _answers(cast, conversation_id) == []


def test_what_the_program_says_meanwhile_does_not_send_sue_back(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    before = seen(conversation_id)
    build.say_by_program(conversation_id)

    fields = before | {"text": WORDS, "do": "send"}
    assert browser_as(cast.sue).submit(f"/staff/inbox/{conversation_id}/answer", **fields).status == 200
    assert _answers(cast, conversation_id) == [WORDS]


def test_of_two_who_answer_the_second_is_told(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    sam, before = browser_as(build.make_supporter(cast)), seen(conversation_id)
    _answer(browser_as(cast.sue), conversation_id, WORDS)

    page = sam.submit(f"/staff/inbox/{conversation_id}/answer", text="Mine.", do="send", **before)

    assert page.status == 409
    assert WORDS in page.text
    assert _answers(cast, conversation_id) == [WORDS]


def test_an_empty_answer_is_not_sent(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    page = _answer(browser_as(cast.sue), conversation_id, "  ")

    assert (page.status, "Write your answer first" in page.text) == (422, True)


def test_a_draft_is_kept_for_its_writer_alone_and_goes_when_it_is_sent(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sue, sam, place = browser_as(cast.sue), browser_as(build.make_supporter(cast)), f"/staff/inbox/{conversation_id}"

    assert "Your draft is kept." in _answer(sue, conversation_id, WORDS, do="keep").text
    assert WORDS in (sue.visit(place).value("text") or "")
    assert WORDS not in sam.visit(place).text

    _answer(sue, conversation_id, WORDS)
    assert WORDS not in (sue.visit(place).value("text") or "")


def test_a_reply_at_hand_goes_after_what_stands_in_the_box(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    canned = build.make_canned(cast.sue, text="Look at /directory.")

    page = _answer(browser_as(cast.sue), conversation_id, "Dear Alice,", do="insert", canned=str(canned))

    assert (page.value("text") or "").strip() == "Dear Alice,\n\nLook at /directory."
    assert _answers(cast, conversation_id) == []


def test_pages_that_are_named_are_shown_below_with_their_titles(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    href = next(link for link in browser_as(cast.alice).visit("/modules").links if link.startswith("/modules/"))
    _answer(browser_as(cast.sue), conversation_id, f"Read {href}. Or /evidence")

    with unit_of_work(cast.riverside.id) as session:
        answer = conversations.messages(session, conversation_id=conversation_id)[-1].written
    assert [each.href for each in answer.attached] == [href, "/evidence"]
    assert answer.attached[1] == Attached("How we know", "/evidence")


def test_a_page_that_is_not_there_cannot_be_named(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    page = _answer(browser_as(cast.sue), conversation_id, "Read /modules/no-such-thing")

    assert page.status == 422
    assert "There is no page at /modules/no-such-thing" in page.text


@pytest.mark.parametrize("do", ["send", "later"])
def test_nobody_answers_a_closed_account(cast: Cast, browser_as: BrowserAs, conversation_id: UUID, do: str) -> None:
    browser_as(cast.alice).submit("/account/close")
    sue, tomorrow = browser_as(cast.sue), london_day(clock.now()) + timedelta(days=1)

    assert "The account of this relative is closed" in sue.visit(f"/staff/inbox/{conversation_id}").text
    later = {"send_day": tomorrow.isoformat(), "send_time": "9am"}
    assert _answer(sue, conversation_id, WORDS, do=do, **later).status == 409
    assert (_answers(cast, conversation_id), build.replies()) == ([], [])


def _answer(browser: Browser, conversation_id: UUID, text: str, *, do: str = "send", **more: str) -> Page:
    return browser.submit(f"/staff/inbox/{conversation_id}/answer", text=text, do=do, **seen(conversation_id), **more)


def _answers(cast: Cast, conversation_id: UUID) -> list[str]:
    with unit_of_work(cast.riverside.id) as session:
        found = conversations.messages(session, conversation_id=conversation_id)
    return [each.written.text for each in found if each.kind is Kind.SUPPORTER]
