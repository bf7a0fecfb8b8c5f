"""Alice attaches what she has kept, and a page of a module; never a file."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.messages.queries import conversations
from app.messages.rules.written import Attached
from tests.builders.messages import has_read, make_conversation
from tests.builders.toolbox import make_item
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
MODULE = "/modules/what-is-psychosis"


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has read what this place is."""
    has_read(cast.alice)
    return browser_as(cast.alice)


def ticked(page: Page) -> list[str]:
    return [each.get("value", "") for each in page.all("input") if each.get("checked") is not None]


def attached_to(cast: Cast, page: Page) -> tuple[Attached, ...]:
    """What hangs on the first message of the conversation that this page shows."""
    conversation_id = page.path.removeprefix("/messages/")
    with unit_of_work(cast.riverside.id) as session:
        return conversations.messages(session, conversation_id=conversation_id)[0].written.attached  # type: ignore[arg-type]


def test_a_module_page_leads_to_a_message_about_it(cast: Cast, alice: Browser) -> None:
    module = alice.visit(MODULE)
    first = next(each for each in module.links if each.startswith(f"{MODULE}/"))
    link = next(each for each in alice.visit(first).links if each.startswith("/messages/new"))

    page = alice.visit(link)

    assert link == f"/messages/new?about={first}"
    assert ticked(page) == [first]
    assert "Attached page" in alice.submit("/messages/new", text="What is this?", **{f"with-{first}": first}).text


def test_staff_see_no_such_link(cast: Cast, browser_as: Browsers, alice: Browser) -> None:
    first = next(each for each in alice.visit(MODULE).links if each.startswith(f"{MODULE}/"))

    assert not any(each.startswith("/messages") for each in browser_as(cast.sue).visit(first).links)


def test_a_thing_of_the_toolbox_is_copied_as_it_is_now(cast: Cast, alice: Browser) -> None:
    item = make_item(cast.alice, "Kettle on")

    page = alice.submit("/messages/new", text="Is this right?", **{f"with-{item.id}": str(item.id)})
    make_item(cast.alice, "Something else")

    assert attached_to(cast, page) == (Attached("Plan from first-steps/plan", lines=("First I will: Kettle on",)),)
    assert "First I will: Kettle on" in alice.visit(page.path).text


def test_bens_things_cannot_be_attached(cast: Cast, alice: Browser) -> None:
    bens = make_item(cast.ben, "Only mine")

    page = alice.submit("/messages/new", text="Look", **{f"with-{bens.id}": str(bens.id)})

    assert page.status == 422
    assert "is not there any more" in page.text
    assert "Only mine" not in page.text


@pytest.mark.parametrize(
    "address",
    ["/modules/no-such-module", "https://elsewhere.example/", "//elsewhere.example", "/staff/flags", "javascript:x"],
)
def test_only_pages_of_the_site_can_be_attached(cast: Cast, alice: Browser, address: str) -> None:
    page = alice.submit("/messages/new", text="Look", **{f"with-{address}": address})

    assert page.status == 422
    assert address not in page.links
    assert ticked(alice.visit(f"/messages/new?about={address}")) == []


def test_five_things_are_enough(cast: Cast, alice: Browser) -> None:
    items = [make_item(cast.alice, source=f"first-steps/{number}") for number in range(6)]

    page = alice.submit("/messages/new", text="All of it", **{f"with-{each.id}": str(each.id) for each in items})

    assert page.status == 422
    assert "Attach 5 things or fewer" in page.text
    assert len(ticked(page)) == 6


def test_a_page_can_be_added_to_a_conversation_that_she_has(cast: Cast, alice: Browser) -> None:
    conversation_id = make_conversation(cast.alice, topic="Words")

    page = alice.visit(f"/messages/new?about={MODULE}")

    assert f"/messages/{conversation_id}?about={MODULE}#write" in page.links
    assert ticked(alice.visit(f"/messages/{conversation_id}?about={MODULE}")) == [MODULE]


def test_what_is_ticked_stands_although_the_text_is_missing(cast: Cast, alice: Browser) -> None:
    page = alice.submit("/messages/new", text="", once=str(uuid4()), **{f"with-{MODULE}": MODULE})

    assert page.status == 422
    assert ticked(page) == [MODULE]
