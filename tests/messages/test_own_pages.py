"""Alice's own pages: what she reads first, her list, a conversation, and what nobody else sees of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation
from app.messages.rules.conversations import Escalation, State
from app.usage.models import UsageEvent
from tests.builders import inbox as build
from tests.builders.messages import answer_to, fresh, has_read, make_conversation, open_as_team, write_to
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has read what this place is."""
    has_read(cast.alice)
    return browser_as(cast.alice)


def tags(browser: Browser, path: str) -> list[str]:
    return [" ".join((each.text or "").split()) for each in browser.visit(path).all("strong")]


@pytest.mark.parametrize("path", ["/messages", "/messages/new"])
def test_before_anything_else_she_reads_what_this_place_is(cast: Cast, browser_as: Browsers, path: str) -> None:
    page = browser_as(cast.alice).visit(path)

    assert page.path == "/messages/before"
    assert page.h1 == "Before you write to the supporters"
    for told in (
        "supporters of Riverside",
        "Not the clinicians who look after the person you support",
        "A program reads each message",
        "This is not an emergency service.",
        "It is not medical or legal advice.",
        "For anybody else to read a whole conversation, two people must agree",
        "8 years after a conversation is finished",
        "we write down who it was and on which day",
    ):
        assert told in page.text


def test_once_she_has_read_it_she_is_not_asked_again(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert alice.submit("/messages/before").path == "/messages"

    again = alice.visit("/messages/before")
    assert "You have read this on" in again.text
    assert [each.text for each in again.all("button") if "I have read this" in (each.text or "")] == []


def test_she_is_asked_again_when_it_means_something_else(cast: Cast, browser_as: Browsers) -> None:
    has_read(cast.alice, version=0)

    page = browser_as(cast.alice).visit("/messages")

    assert page.h1 == "This page has changed"
    assert "Nothing that you wrote is lost." in page.text


def test_whom_a_module_page_sent_there_goes_on_with_that_page(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    page = alice.visit("/messages/new?about=/modules/what-is-psychosis")

    assert page.value("about") == "/modules/what-is-psychosis"
    assert alice.submit("/messages/before", about="/modules/what-is-psychosis").path == "/messages/new"
    assert alice.submit("/messages/before", about="https://elsewhere.example").path == "/messages"


def test_a_list_that_is_empty_says_what_one_may_ask(alice: Browser) -> None:
    page = alice.visit("/messages")

    assert "You have not written yet." in page.text
    assert "The team aims to answer within 2 working days." in page.text
    assert "The supporters are" in page.text


def test_a_message_is_sent_then_seen_then_answered(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice, topic="The review meeting")
    seen = [tags(alice, "/messages")[-1]]

    open_as_team(cast.sue, conversation_id)
    seen.append(tags(alice, "/messages")[-1])
    answer_to(cast.sue, conversation_id)
    seen += tags(alice, "/messages")[-2:]

    assert seen == ["Sent", "Seen by the team", "New message", "Answered"]


def test_what_the_program_says_takes_nothing_back_from_what_the_team_has_seen(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)
    open_as_team(cast.sue, conversation_id)

    build.say_by_program(conversation_id)

    assert "Seen by the team" in tags(alice, "/messages")


def test_what_has_no_topic_is_called_by_its_day_and_the_title_never_names_one(cast: Cast, alice: Browser) -> None:
    make_conversation(cast.alice)
    conversation_id = make_conversation(cast.alice, topic="Tablets")

    assert "Your conversation from " in alice.visit("/messages").text
    page = alice.visit(f"/messages/{conversation_id}")
    assert page.h1.startswith("Your conversation from ")
    assert "Tablets" in page.text


def test_she_sees_by_when_an_answer_should_be_there(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)

    assert "You should have an answer by" in alice.visit("/messages").text
    assert "You should have an answer by" in alice.visit(f"/messages/{conversation_id}").text


@pytest.mark.parametrize(
    ("told", "words"), [(Escalation.NONE, "We are sorry."), (Escalation.SECOND, "The other supporters have been told.")]
)
def test_what_is_late_says_so_and_what_was_done(cast: Cast, alice: Browser, told: Escalation, words: str) -> None:
    conversation_id = make_conversation(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        late = session.get_one(Conversation, conversation_id)
        late.due_at, late.escalation = clock.now() - timedelta(hours=1), told.value

    page = alice.visit("/messages")

    assert "This has waited longer than we promised." in page.text
    assert words in page.text
    assert ("have been told" in page.text) == (told is not Escalation.NONE)


def test_a_finished_conversation_can_be_gone_on_with(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)
    answer_to(cast.sue, conversation_id)
    with unit_of_work(cast.riverside.id) as session:
        done = session.get_one(Conversation, conversation_id)
        done.state, done.closed_at = State.CLOSED.value, clock.now()

    page = alice.visit(f"/messages/{conversation_id}")
    assert "Finished" in tags(alice, f"/messages/{conversation_id}")
    assert "or you still need an answer, write below." in page.text
    alice.submit(f"/messages/{conversation_id}", text="One thing more.")
    assert fresh(conversation_id).state == State.WAITING.value


def test_an_answer_is_new_until_she_opens_it(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)
    answer_to(cast.sue, conversation_id)
    assert "(1 new)" in alice.visit("/home").text

    page = alice.visit(f"/messages/{conversation_id}")

    assert "New since you were last here" in page.text
    assert "(1 new)" not in alice.visit("/messages").text
    assert "New since you were last here" not in alice.visit(f"/messages/{conversation_id}").text
    assert fresh(conversation_id).relative_seen_number == fresh(conversation_id).last_number


def test_the_conversation_says_who_wrote_what_and_how_far_it_came(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice, "How do I ask?")
    answer_to(cast.sue, conversation_id, "Like **this**: [read it](/modules/what-helps)")
    write_to(cast.alice, conversation_id, "<b>Thank you</b>")

    page = alice.visit(f"/messages/{conversation_id}")

    names = [(each.text or "") for each in page.all("h3")]
    assert [each for each in names if each != "Automatic message"] == ["You", "Sue", "You"]
    assert "/modules/what-helps" in page.links
    assert "<b>Thank you</b>" in page.text
    states = [each.text for each in page.all("p") if "message__state" in (each.get("class") or "")]
    assert states == ["Answered", "Sent"]


def test_opening_it_is_counted_without_a_word_of_it(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)

    alice.visit(f"/messages/{conversation_id}")

    with unit_of_work(Platform.SWEEP) as session:
        events = session.scalars(select(UsageEvent).where(UsageEvent.event == "conversation.opened")).all()
    assert [(each.person_id, each.subject, each.is_staff) for each in events] == [(cast.alice.id, "", False)]


@pytest.mark.parametrize("who", ["ben", "cora", "tess", "max", "ada", "hugo"])
def test_nobody_else_finds_it(cast: Cast, browser_as: Browsers, who: str) -> None:
    conversation_id = make_conversation(cast.alice, "Only for Sue.")
    person = getattr(cast, who)
    if who in {"ben", "hugo"}:
        has_read(person)

    page = browser_as(person).visit(f"/messages/{conversation_id}")

    assert page.status == 404
    assert "Only for Sue." not in page.text


def test_a_live_page_knows_what_to_listen_for(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)

    places = [each for each in alice.visit(f"/messages/{conversation_id}").all("div") if each.get("data-live")]

    [place] = places
    assert place.get("data-live") == f"messages.conversation.{conversation_id}"
    assert place.get("data-live-number") == str(fresh(conversation_id).last_number)
    assert place.get("data-live-one") == "1 new message. Show it"


def test_staff_have_no_such_menu(cast: Cast, browser_as: Browsers) -> None:
    assert "/messages" in browser_as(cast.alice).visit("/home").links
    assert "/messages" not in browser_as(cast.cora).visit("/staff").links
