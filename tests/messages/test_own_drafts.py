"""Alice begins to write and is called away: her words are kept, and nobody else can read them."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.keys.models import DataKey
from app.messages.models import Conversation, Draft
from app.messages.queries import drafts
from app.messages.service import drafting
from tests.builders.messages import has_read, make_conversation, signed_in
from tests.builders.toolbox import make_item
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
BEGUN = {"topic": "Evenings", "text": "I do not know how to begin", "do": "keep"}


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has read what this place is."""
    has_read(cast.alice)
    return browser_as(cast.alice)


def count(table: type[Draft | DataKey | Conversation]) -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_she_began_stands_there_when_she_comes_back(cast: Cast, alice: Browser, browser_as: Browsers) -> None:
    saved = alice.submit("/messages/new", **BEGUN)
    page = browser_as(cast.alice).visit("/messages/new")

    assert "Your draft is kept." in saved.text
    assert (page.value("topic"), (page.value("text") or "").strip()) == ("Evenings", BEGUN["text"])
    assert "You have not sent it yet." in page.text
    assert "Go on with the message that you began" in alice.visit("/messages").text
    assert count(Conversation) == 0


def test_a_draft_in_a_conversation_is_marked_in_the_list(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice)

    alice.submit(f"/messages/{conversation_id}", text="And then", do="keep")

    assert (alice.visit(f"/messages/{conversation_id}").value("text") or "").strip() == "And then"
    assert "Draft" in [" ".join((each.text or "").split()) for each in alice.visit("/messages").all("strong")]


def test_what_she_ticked_is_kept_with_it(cast: Cast, alice: Browser) -> None:
    item = make_item(cast.alice)

    alice.submit("/messages/new", **BEGUN, **{f"with-{item.id}": str(item.id)})

    ticked = [
        each.get("value") for each in alice.visit("/messages/new").all("input") if each.get("checked") is not None
    ]
    assert ticked == [str(item.id)]


def test_a_draft_is_locked_with_a_key_of_its_own_which_goes_with_it(cast: Cast, alice: Browser) -> None:
    before = count(DataKey)
    alice.submit("/messages/new", **BEGUN)

    with unit_of_work(Platform.SWEEP) as session:
        assert b"begin" not in session.scalars(select(Draft.sealed)).one()
    assert count(DataKey) == before + 1
    alice.submit("/messages/new", topic=" ", text=" ", do="keep")
    assert (count(Draft), count(DataKey)) == (0, before)


def test_saving_again_keeps_one_draft(cast: Cast, alice: Browser) -> None:
    for words in ("One", "Two"):
        alice.submit("/messages/new", topic="", text=words, do="keep")

    assert count(Draft) == 1
    assert (alice.visit("/messages/new").value("text") or "").strip() == "Two"


def test_ben_sees_nothing_of_it(cast: Cast, alice: Browser, browser_as: Browsers) -> None:
    alice.submit("/messages/new", **BEGUN)
    has_read(cast.ben)

    assert browser_as(cast.ben).visit("/messages/new").value("topic") is None
    with unit_of_work(cast.riverside.id) as session:
        assert drafts.find(session, user=signed_in(cast.ben), place=cast.alice.id) is None


def test_the_script_is_answered_without_a_page(cast: Cast, alice: Browser) -> None:
    answer = alice.client.post("/messages/new", data=BEGUN, headers={"X-Draft": "quiet"})

    assert (answer.status_code, answer.content) == (204, b"")


def test_what_is_sent_is_no_draft_any_more(cast: Cast, alice: Browser) -> None:
    alice.submit("/messages/new", **BEGUN)
    alice.submit("/messages/new", topic="Evenings", text="I found the words", do="send")

    assert count(Draft) == 0
    assert "Go on with" not in alice.visit("/messages").text


def test_one_draft_that_cannot_be_read_hides_no_page(cast: Cast, alice: Browser) -> None:
    alice.submit("/messages/new", **BEGUN)
    with unit_of_work(Platform.SWEEP) as session:
        session.scalars(select(Draft)).one().sealed = b"damaged"

    assert alice.visit("/messages/new").status == 200


def test_all_of_a_persons_drafts_can_be_forgotten_at_once(cast: Cast, alice: Browser) -> None:
    alice.submit("/messages/new", **BEGUN)
    alice.submit(f"/messages/{make_conversation(cast.alice)}", text="And then", do="keep")

    with unit_of_work(cast.riverside.id) as session:
        drafting.forget_all(session, person_id=cast.alice.id)

    assert count(Draft) == 0
