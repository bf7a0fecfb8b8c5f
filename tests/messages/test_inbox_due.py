"""An answer that is due: it leaves, or waits, or comes back, and whoever should know is told."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.mail.rules import EmailKind
from app.messages.models import Reply
from tests.builders import inbox as build
from tests.builders.inbox import ANSWER
from tests.builders.messages import answer_to, fresh, make_conversation
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


@pytest.fixture
def conversation_id(cast: Cast) -> UUID:
    return make_conversation(cast.alice)


def test_of_two_that_sue_put_off_the_second_comes_back_since_she_has_answered(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    build.make_scheduled(cast.sue, conversation_id), build.make_scheduled(cast.sue, conversation_id)

    assert (build.send_due(), sorted(each.state for each in build.replies())) == (1, ["sent", "sent_back"])
    assert "another answer was sent before it" in browser_as(cast.sue).visit(f"/staff/inbox/{conversation_id}").text


def test_its_writer_is_told_that_it_came_back_whoever_looks_after_the_conversation(
    cast: Cast, conversation_id: UUID
) -> None:
    sam = build.make_supporter(cast)
    answer_to(sam, conversation_id)
    build.make_scheduled(cast.sue, conversation_id)
    answer_to(sam, conversation_id)
    build.send_due()

    assert (fresh(conversation_id).state, fresh(conversation_id).owner_id) == ("answered", sam.id)
    assert build.told(EmailKind.REPLY_CAME_BACK) == [cast.sue.email]


def test_what_the_program_says_meanwhile_keeps_no_answer_back(cast: Cast, conversation_id: UUID) -> None:
    build.make_scheduled(cast.sue, conversation_id)
    build.say_by_program(conversation_id)

    assert (build.send_due(), build.answers(conversation_id)) == (1, [ANSWER])


def test_what_cannot_be_opened_today_waits_and_holds_up_no_other_trust(cast: Cast, conversation_id: UUID) -> None:
    hal, hugos = build.make_supporter_of(cast.hill_team, "Hal"), make_conversation(cast.hugo)
    reply_id = build.make_scheduled(hal, hugos)
    sealed = build.replies()[0].sealed
    _seal(reply_id, b"locked with another key")
    build.make_scheduled(cast.sue, conversation_id)

    assert (build.send_due(), sorted(each.state for each in build.replies())) == (1, ["scheduled", "sent"])
    _seal(reply_id, sealed)
    assert (build.send_due(), fresh(hugos).state) == (1, "answered")


def test_what_cannot_be_opened_today_is_not_approved(cast: Cast, browser_as: BrowserAs, conversation_id: UUID) -> None:
    sam = browser_as(build.make_supporter(cast))
    _seal(build.put_by(cast.sue, conversation_id, needs_reader=True), b"locked with another key")

    page = _approve(sam)

    assert (page.status, "They are not lost." in page.text) == (409, True)
    assert (build.replies()[0].state, build.replies()[0].reader_id) == ("for_second_reader", None)


def test_an_answer_is_not_sent_to_a_relative_who_has_just_left(cast: Cast, conversation_id: UUID) -> None:
    build.make_scheduled(cast.sue, conversation_id)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Person, cast.alice.id).closed_at = clock.now()

    assert (build.send_due(), build.replies()[0].state) == (0, "cancelled")


def test_what_sue_put_off_before_she_was_in_training_is_read_by_sam_first(
    cast: Cast, browser_as: BrowserAs, conversation_id: UUID
) -> None:
    sam = build.make_supporter(cast)
    build.make_scheduled(cast.sue, conversation_id)
    build.put_in_training(cast.sue)

    assert (build.send_due(), build.replies()[0].state) == (0, "for_second_reader")
    assert build.told(EmailKind.REPLY_TO_READ) == [sam.email]
    _approve(browser_as(sam))
    assert build.answers(conversation_id) == [ANSWER]


def _approve(browser: Browser) -> Page:
    reply = build.replies()[0]
    place = f"/staff/inbox/{reply.conversation_id}/replies/{reply.id}"
    return browser.submit(f"{place}/approve", version=str(reply.version))


def _seal(reply_id: UUID, sealed: bytes) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Reply, reply_id).sealed = sealed
