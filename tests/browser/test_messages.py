"""Alice writes to the supporters and Sue answers, each in a browser of her own, side by side."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.messages.models import SupporterProfile
from tests.browser.visitor import Visitor
from tests.builders.messages import has_read, make_conversation
from tests.builders.toolbox import make_item
from tests.people import Cast

pytestmark = pytest.mark.browser
TEXT = "My son has a review meeting on Thursday.\n\n- May I come with him?\n- **Whom** do I ask?"
ANSWER = "Yes, if he agrees. [What to ask there](/modules/what-is-psychosis) may help you.\n\nHow are you yourself?"


@pytest.fixture
def second(database: None, site: str, chromium: Browser, width: int, javascript: bool) -> Iterator[Visitor]:
    """Another browser beside the first."""
    context = chromium.new_context(
        base_url=site, viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    context.set_default_timeout(15_000)
    yield Visitor(context.new_page(), width=width, javascript=javascript)
    context.close()


def _sue_answers(second: Visitor) -> None:
    second.sign_in("sue@example.org")
    second.page.get_by_role("heading").first.wait_for()
    second.open("/staff/inbox")
    second.follow("The review meeting")
    second.fill("Your answer", ANSWER)
    second.press("Send it now")
    second.page.get_by_text("How are you yourself?").wait_for()


def _show(supporter: Person) -> None:
    story = "My brother hears voices, and I would have liked somebody to ask.\n\nI answer on Mondays and Thursdays."
    with unit_of_work(supporter.trust_id) as session:
        session.add(
            SupporterProfile(
                person_id=supporter.id, trust_id=supporter.trust_id, shown_name="Sue", story=story, is_shown=True
            )
        )


def test_alice_reads_what_this_place_is_and_writes(visitor: Visitor, cast: Cast) -> None:
    _show(cast.sue)
    make_item(cast.alice, "Kettle on, radio off")
    visitor.sign_in("alice@example.org")
    visitor.open("/home")
    visitor.look("messages-home")
    visitor.open("/modules/what-is-psychosis")
    visitor.open("/messages/new?about=/modules/what-is-psychosis")
    visitor.look("messages-before")
    visitor.press("I have read this")
    visitor.look("messages-new-about")
    visitor.press("Send it")
    visitor.look("messages-mistake")
    visitor.fill("What is it about? (optional)", "The review meeting")
    visitor.page.get_by_label("What is it about? (optional)").press("Enter")
    visitor.sees("You have not sent it yet.")
    visitor.fill("Your message", TEXT)
    visitor.page.get_by_label("Plan from first-steps/plan").check()
    visitor.press("Keep as a draft")
    visitor.look("messages-draft")
    visitor.press("Send it")
    visitor.page.get_by_role("heading", name="Your conversation from").wait_for()
    visitor.look("messages-sent")
    visitor.open("/messages/supporters")
    visitor.look("messages-supporters")
    visitor.open("/messages")
    visitor.look("messages-list")


def test_alice_has_written_nothing_yet_and_writes_of_danger(visitor: Visitor, cast: Cast) -> None:
    has_read(cast.alice)
    visitor.sign_in("alice@example.org")
    visitor.open("/messages")
    visitor.look("messages-empty")
    visitor.page.get_by_role("button", name="Write to the supporters").click()
    visitor.fill("Your message", "He has taken all his tablets and I cannot wake him.")
    visitor.press("Send it")
    visitor.page.get_by_role("heading", name="We have received it").wait_for()
    visitor.look("messages-danger")
    visitor.follow("Go to your message")
    assert visitor.heading().startswith("Your conversation from")


def test_sue_answers_while_alice_looks_on(visitor: Visitor, second: Visitor, cast: Cast) -> None:
    _show(cast.sue)
    has_read(cast.alice)
    conversation_id = make_conversation(cast.alice, TEXT, topic="The review meeting")
    visitor.sign_in("alice@example.org")
    visitor.page.wait_for_url("**/home")
    if visitor.javascript:
        with visitor.page.expect_websocket() as opened:
            visitor.open(f"/messages/{conversation_id}")
        opened.value.wait_for_event("framereceived")
    else:
        visitor.open(f"/messages/{conversation_id}")
    _sue_answers(second)
    if visitor.javascript:
        expect(visitor.page.locator(".live")).to_have_text("1 new message. Show it")
        visitor.look("messages-live")
        visitor.follow("1 new message")
    else:
        visitor.open("/messages")
        visitor.look("messages-new-answer")
        visitor.follow("The review meeting")
    expect(visitor.page.get_by_text("How are you yourself?")).to_be_visible()
    visitor.look("messages-answered")
    visitor.fill("Your message", "Thank you. Better now.")
    visitor.press("Send it")
    expect(visitor.page.get_by_text("Better now.", exact=False)).to_be_visible()
    visitor.look("messages-thanks")
