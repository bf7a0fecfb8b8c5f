"""An answer that waits: for its time, for a second reader, or for its writer to look again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.mail.rules import EmailKind
from app.messages.service import replying
from tests.builders import inbox as build
from tests.builders.inbox import ANSWER, MONDAY, acts, seen
from tests.builders.messages import answer_to, fresh, make_conversation, write_to
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
WORDS = ANSWER


@pytest.fixture
def conversation_id(cast: Cast) -> UUID:
    return make_conversation(cast.alice)


def test_an_answer_leaves_at_the_time_that_sue_chose(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        page = _later(sue, conversation_id, "2026-11-24", "9am")
        assert "It leaves tomorrow at 9am" in page.text
        assert (build.send_due(), build.answers(conversation_id)) == (0, [])
    with time_machine.travel(MONDAY + timedelta(days=1)):
        assert (build.send_due(), build.answers(conversation_id)) == (1, [WORDS])
        assert (build.send_due(), build.answers(conversation_id)) == (0, [WORDS])

    assert fresh(conversation_id).state == "answered"


@pytest.mark.parametrize(
    ("day", "at", "why"),
    [
        ("2026-11-23", "9am", "Choose a time that is still to come"),
        ("2026-12-08", "9am", "Choose a time within 14 days"),
        ("", "9am", "Choose a day"),
        ("2026-11-24", "", "Choose a time"),
        ("some day", "9am", "Write the day like"),
        ("2026-11-24", "nine", "is not a time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_the_words_are_kept(
    cast: Cast, browser_as: BrowserAs, day: str, at: str, why: str
) -> None:
    with time_machine.travel(MONDAY):
        page = _later(browser_as(cast.sue), make_conversation(cast.alice), day, at)

    assert (page.status, build.replies()) == (422, [])
    assert why in page.text
    assert (page.value("text") or "").strip() == WORDS


def test_the_next_working_morning_is_offered_first(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY - timedelta(days=3)):  # a Friday
        page = browser_as(cast.sue).visit(f"/staff/inbox/{make_conversation(cast.alice)}")

    assert (page.value("send_day"), page.value("send_time")) == ("2026-11-23", "9am")


def test_it_comes_back_if_alice_writes_before(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    reply_id = build.make_scheduled(cast.sue, conversation_id)
    write_to(cast.alice, conversation_id, "It is worse now.")

    assert (build.send_due(), build.answers(conversation_id)) == (0, [])
    text = browser_as(cast.sue).visit("/staff/inbox").text
    assert "Your answer to Alice came back since something new was written" in text
    assert "An answer came back" in text
    assert ("reply_sent_back", {"reply": str(reply_id), "because": "wrote_again"}) in acts(conversation_id)
    assert build.told(EmailKind.REPLY_CAME_BACK) == [cast.sue.email]


def test_it_comes_back_too_if_sam_answers_before(cast: Cast, conversation_id: UUID) -> None:
    build.make_scheduled(cast.sue, conversation_id)
    answer_to(build.make_supporter(cast), conversation_id, "Sam's.")

    assert (build.send_due(), build.answers(conversation_id)) == (0, ["Sam's."])
    assert build.replies()[0].back_because == "answered"


@pytest.mark.parametrize(("day", "is_one"), [("2026-11-24", True), ("2026-11-25", False)])
def test_the_same_form_is_one_answer_only_for_the_same_time(
    cast: Cast, browser_as: BrowserAs, day: str, is_one: bool
) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        once = seen(conversation_id)["once"]
        _later(sue, conversation_id, "2026-11-24", "9am", once=once)
        page = _later(sue, conversation_id, day, "9am", once=once)

    assert (page.status, len(build.replies())) == (200 if is_one else 409, 1)


def test_what_sue_cancelled_is_not_taken_for_kept_when_she_goes_back_and_sends_the_form_again(
    cast: Cast, browser_as: BrowserAs
) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        once = seen(conversation_id)["once"]
        _later(sue, conversation_id, "2026-11-24", "9am", once=once)
        _decide(sue, conversation_id, build.replies()[0].id, "cancel")
        page = _later(sue, conversation_id, "2026-11-24", "9am", once=once)

    assert page.status == 409
    assert "You have given this answer before" in page.text
    assert (page.value("text") or "").strip() == WORDS


def test_sue_cancels_it(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    reply_id = build.make_scheduled(cast.sue, conversation_id)

    page = _decide(browser_as(cast.sue), conversation_id, reply_id, "cancel")

    assert "It is not sent." in page.text
    assert (build.send_due(), build.replies()[0].state) == (0, "cancelled")


def test_what_comes_back_goes_into_the_box_again(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    reply_id = build.make_scheduled(cast.sue, conversation_id)
    write_to(cast.alice, conversation_id, "It is worse now.")
    build.send_due()

    page = _decide(browser_as(cast.sue), conversation_id, reply_id, "change", version=2)

    assert (page.value("text") or "").strip() == WORDS
    assert build.replies()[0].state == "cancelled"


def test_two_workers_send_it_once(cast: Cast, conversation_id: UUID) -> None:
    build.make_scheduled(cast.sue, conversation_id)

    with unit_of_work(Platform.SWEEP) as first:
        assert replying.send_due(first) == 1
        with unit_of_work(Platform.SWEEP) as second:
            assert replying.send_due(second) == 0

    assert build.answers(conversation_id) == [WORDS]


def test_the_workers_job_run_twice_sends_it_once(cast: Cast, conversation_id: UUID) -> None:
    from worker import tasks  # it looks for Redis as soon as it is there

    build.make_scheduled(cast.sue, conversation_id)

    tasks.send_replies()
    tasks.send_replies()

    assert build.answers(conversation_id) == [WORDS]


def test_a_colleague_reads_what_sue_in_training_would_send(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sam = build.make_supporter(cast)
    build.put_in_training(cast.sue)

    page = _send(browser_as(cast.sue), conversation_id)
    assert "Your answer waits for a second supporter." in page.text
    assert build.answers(conversation_id) == []
    assert build.told(EmailKind.REPLY_TO_READ) == ["sam@example.org"]

    reply_id = build.replies()[0].id
    assert "Read what Sue would answer Alice" in browser_as(sam).visit("/staff/inbox").text
    assert "You have read it, and it is sent." in _decide(browser_as(sam), conversation_id, reply_id, "approve").text
    assert build.answers(conversation_id) == [WORDS]
    assert fresh(conversation_id).owner_id == cast.sue.id


def test_alice_sees_nothing_of_it_before_it_is_sent(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    build.put_by(cast.sue, conversation_id, WORDS, needs_reader=True)

    assert WORDS not in browser_as(cast.alice).visit(f"/messages/{conversation_id}").text
    assert WORDS.encode() not in build.replies()[0].sealed


def test_sue_is_never_her_own_second_reader(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    reply_id = build.put_by(cast.sue, conversation_id, WORDS, needs_reader=True)
    sue = browser_as(cast.sue)

    assert "You are the second reader" not in sue.visit(_place(conversation_id, reply_id)).text
    assert _decide(sue, conversation_id, reply_id, "approve").status == 409
    assert build.answers(conversation_id) == []


def test_sam_gives_it_back_with_advice_and_sue_sends_it_again(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sam, sue = browser_as(build.make_supporter(cast)), browser_as(cast.sue)
    build.put_in_training(cast.sue)
    reply_id = build.put_by(cast.sue, conversation_id, WORDS, needs_reader=True)
    assert _decide(sam, conversation_id, reply_id, "send-back", advice="").status == 422

    _decide(sam, conversation_id, reply_id, "send-back", advice="Begin with thanks.")
    assert "Begin with thanks." in sue.visit(f"/staff/inbox/{conversation_id}").text
    assert b"thanks" not in (build.replies()[0].sealed_advice or b"")

    page = _decide(sue, conversation_id, reply_id, "change", version=2)
    assert "Begin with thanks." in page.text
    _send(sue, conversation_id, "Thank you.")
    assert [each.state for each in build.replies()] == ["cancelled", "for_second_reader"]


def test_what_was_approved_waits_for_its_time(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sam = make_conversation(cast.alice), browser_as(build.make_supporter(cast))
        build.put_in_training(cast.sue)
        _later(browser_as(cast.sue), conversation_id, "2026-11-24", "9am")
        assert "sent at the time its writer chose" in _approve_first(sam, conversation_id).text
        assert (build.replies()[0].state, build.answers(conversation_id)) == ("scheduled", [])
    with time_machine.travel(MONDAY + timedelta(days=1)):
        assert (build.send_due(), build.answers(conversation_id)) == (1, [WORDS])


def test_what_alice_wrote_since_brings_it_back_even_if_sam_approves(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sam = browser_as(build.make_supporter(cast))
    build.put_by(cast.sue, conversation_id, WORDS, needs_reader=True)
    write_to(cast.alice, conversation_id, "It is worse now.")

    assert "it is with its writer again" in _approve_first(sam, conversation_id).text
    assert (build.replies()[0].state, build.answers(conversation_id)) == ("sent_back", [])


def test_of_two_second_readers_the_other_is_told(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    sam, kim = (browser_as(build.make_supporter(cast, name)) for name in ("Sam", "Kim"))
    reply_id = build.put_by(cast.sue, conversation_id, WORDS, needs_reader=True)
    _decide(sam, conversation_id, reply_id, "approve")

    page = _decide(kim, conversation_id, reply_id, "send-back", advice="Begin with thanks.")

    assert page.status == 409
    assert "A colleague has decided about this answer" in page.text
    assert build.answers(conversation_id) == [WORDS]


def _later(browser: Browser, conversation_id: UUID, day: str, at: str, **more: str) -> Page:
    fields = seen(conversation_id) | {"text": WORDS, "do": "later", "send_day": day, "send_time": at}
    return browser.submit(f"/staff/inbox/{conversation_id}/answer", **fields | more)


def _send(browser: Browser, conversation_id: UUID, text: str = WORDS) -> Page:
    return browser.submit(f"/staff/inbox/{conversation_id}/answer", text=text, do="send", **seen(conversation_id))


def _place(conversation_id: UUID, reply_id: UUID) -> str:
    return f"/staff/inbox/{conversation_id}/replies/{reply_id}"


def _decide(
    browser: Browser, conversation_id: UUID, reply_id: UUID, verb: str, *, version: int = 1, **more: str
) -> Page:
    return browser.submit(f"{_place(conversation_id, reply_id)}/{verb}", version=str(version), **more)


def _approve_first(browser: Browser, conversation_id: UUID) -> Page:
    return _decide(browser, conversation_id, build.replies()[0].id, "approve")
