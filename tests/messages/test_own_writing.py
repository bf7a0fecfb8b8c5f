"""Alice writes to the supporters, and what happens to her words when something is wrong."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation, Message
from app.messages.queries import conversations
from app.messages.queries.conversations import MessageLine
from app.messages.rules.conversations import Kind
from app.risk.models import Flag
from tests.builders.messages import answer_to, has_read, make_conversation, write_to
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
TEXT = "Who can come to the review meeting?"
DANGER = "He has taken all his tablets and I cannot wake him."
MOST = 18  # statements of any of these pages, with the session's and the menu's


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has read what this place is."""
    has_read(cast.alice)
    return browser_as(cast.alice)


def sent(person: Person) -> list[MessageLine]:
    """Everything that this person has sent, in order."""
    with unit_of_work(person.trust_id) as session:
        ids = session.scalars(select(Conversation.id).order_by(Conversation.opened_at)).all()
        found = [each for one in ids for each in conversations.messages(session, conversation_id=one)]
    return [each for each in found if each.kind is Kind.RELATIVE and each.author_id == person.id]


def flags() -> list[str]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag.subject_kind)))


def typed(page: Page) -> str:
    return (page.value("text") or "").strip()


def test_she_writes_and_finds_herself_in_her_conversation(cast: Cast, alice: Browser) -> None:
    page = alice.submit("/messages/new", topic="The review meeting", text=TEXT, once=str(uuid4()))

    assert page.path.startswith("/messages/")
    assert "The review meeting" in page.text
    assert TEXT in page.text
    assert [each.written.text for each in sent(cast.alice)] == [TEXT]


def test_a_topic_may_be_left_out(cast: Cast, alice: Browser) -> None:
    assert alice.submit("/messages/new", topic="", text=TEXT).status == 200
    assert len(sent(cast.alice)) == 1


def test_she_writes_more_in_the_same_conversation(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)

    page = alice.submit(f"/messages/{conversation_id}", text="One thing more.")

    assert page.path == f"/messages/{conversation_id}"
    assert "One thing more." in page.text


def test_the_same_form_sent_twice_is_one_message_and_other_words_are_another(cast: Cast, alice: Browser) -> None:
    once = alice.visit("/messages/new").value("once") or ""
    for words in (TEXT, TEXT, "And one thing more."):
        alice.submit("/messages/new", topic="", text=words, once=once)

    assert [each.written.text for each in sent(cast.alice)] == [TEXT, "And one thing more."]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"text": " "}, "text", "Write your message first"),
        ({"text": "x" * 10_001}, "text", "Your message is 1 character too long. The most is 10,000."),
        ({"text": "x" * 11_234}, "text", "Your message is 1,234 characters too long. The most is 10,000."),
        ({"topic": "x" * 121}, "topic", "Use 120 characters or fewer"),
    ],
)
def test_a_slip_loses_no_words(cast: Cast, alice: Browser, changed: dict[str, str], field: str, sentence: str) -> None:
    words = {"topic": "Meeting", "text": TEXT, **changed}

    page = alice.submit("/messages/new", **words)

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert (page.value("topic"), typed(page)) == (words["topic"], words["text"].strip())
    assert sent(cast.alice) == []
    assert typed(alice.visit("/messages/new")) == words["text"].strip()


def test_danger_is_answered_at_once_and_the_message_is_sent(cast: Cast, alice: Browser) -> None:
    page = alice.submit("/messages/new", topic="", text=DANGER)

    assert page.h1 == "We have received it"
    assert "Your message is sent, too" in page.text
    assert "tel:999" in page.links
    assert flags() == ["message"]
    assert len(sent(cast.alice)) == 1


def test_danger_in_a_topic_is_answered_too(cast: Cast, alice: Browser) -> None:
    page = alice.submit("/messages/new", topic="He says he will kill himself tonight", text="Whom can I ask?")

    assert page.h1 == "We have received it"
    assert flags() == ["message"]


def test_danger_in_what_cannot_be_sent_is_answered_all_the_same(cast: Cast, alice: Browser) -> None:
    page = alice.submit("/messages/new", topic="", text=f"{DANGER} {'x' * 10_000}")

    assert page.status == 422
    assert "We have received it" in page.text
    assert "too long" in page.text
    assert flags() == ["message"]


def test_danger_sent_to_a_conversation_that_is_not_there_is_answered_too(cast: Cast, alice: Browser) -> None:
    bens = make_conversation(cast.ben)

    for place in (bens, uuid4()):
        page = alice.submit(f"/messages/{place}", text=DANGER)
        assert page.h1 == "We have received it"
        assert "the supporters did not get your message there" in page.text
        assert alice.submit(f"/messages/{place}", text=TEXT).status == 404
    assert sent(cast.alice) == []


@pytest.mark.parametrize("who", ["cora", "sue", "tess", "max", "ada"])
def test_only_relatives_write_here(cast: Cast, browser_as: Browsers, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert browser.visit("/messages").status == 404
    assert browser.submit("/messages/new", text=TEXT).status == 404


def test_words_that_were_on_their_way_when_the_page_changed_are_taken(cast: Cast, browser_as: Browsers) -> None:
    has_read(cast.alice, version=0)

    browser_as(cast.alice).submit("/messages/new", topic="", text=TEXT)

    assert len(sent(cast.alice)) == 1


def test_who_has_never_read_the_page_sends_nothing(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.alice).submit("/messages/new", text=TEXT).path == "/messages/before"
    assert sent(cast.alice) == []


def test_what_is_stored_is_locked(cast: Cast, alice: Browser) -> None:
    alice.submit("/messages/new", topic="Meeting of Tom", text=TEXT)

    with unit_of_work(Platform.SWEEP) as session:
        kept = [*session.scalars(select(Message.sealed)), *session.scalars(select(Conversation.sealed_topic))]
    assert all(b"eeting" not in (each or b"") for each in kept)


def _asked(browser: Browser, path: str) -> int:
    browser.visit(path)
    with counted() as statements:
        assert browser.visit(path).status == 200
    return len(statements)


def test_many_messages_cost_as_many_statements_as_one(cast: Cast, alice: Browser) -> None:
    conversation_id: UUID = make_conversation(cast.alice)
    answer_to(cast.sue, conversation_id)
    pages = ("/messages", f"/messages/{conversation_id}", "/messages/new", "/messages/supporters")
    few = {page: _asked(alice, page) for page in pages}
    for number in range(5):
        write_to(cast.alice, conversation_id, f"More {number}")
        answer_to(cast.sue, conversation_id, f"Yes {number}")
        make_conversation(cast.alice, f"Another {number}")

    assert {page: _asked(alice, page) for page in pages} == few
    assert max(few.values()) <= MOST, few
