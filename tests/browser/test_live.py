"""A page lies open while others write: a thread, a conversation; and also while the web program is started anew."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from app.core.supervisor import ports
from tests.browser.visitor import Visitor
from tests.builders import forum as build
from tests.builders.messages import answer_to, make_conversation
from tests.live.conftest import passing_program
from tests.people import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def javascript() -> bool:
    """Without it nothing is said, and nothing is missing."""
    return True


def test_ben_is_told_of_new_replies_and_looks_when_he_likes(cast: Cast, visitor: Visitor) -> None:
    alice = build.join_forum(cast.alice, name="Bluebell")
    build.join_forum(cast.ben, name="Heron")
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    visitor.sign_in("ben@example.org")
    visitor.page.wait_for_url("**/home")
    with visitor.page.expect_websocket() as opened, visitor.page.expect_event("websocket"):
        visitor.open(f"/forum/threads/{thread.id}")
    opened.value.wait_for_event("framereceived")

    build.make_post(alice, thread, "The first new one")
    expect(visitor.page.get_by_role("status")).to_have_text("1 new reply. Show it")
    build.make_post(alice, thread, "The second new one")
    expect(visitor.page.get_by_role("status")).to_have_text("2 new replies. Show them")
    assert not visitor.page.get_by_text("The first new one").is_visible()
    visitor.look("forum-live")
    visitor.follow("2 new replies")

    expect(visitor.page.get_by_text("The second new one")).to_be_visible()
    assert visitor.page.url.endswith("#p2")


def test_alice_is_told_of_an_answer_while_the_conversation_lies_open(cast: Cast, visitor: Visitor) -> None:
    conversation_id = make_conversation(cast.alice)
    visitor.sign_in("alice@example.org")
    visitor.page.wait_for_url("**/home")
    visitor.open(f"/messages/{conversation_id}")
    visitor.press("I have read this")
    visitor.open(f"/messages/{conversation_id}")

    answer_to(cast.sue, conversation_id, "The first answer")
    told = visitor.page.locator(".live")
    expect(told).to_have_text("1 new message. Show it")
    answer_to(cast.sue, conversation_id, "The second answer")
    expect(told).to_have_text("2 new messages. Show them")
    assert not visitor.page.get_by_text("The first answer").is_visible()
    told.get_by_role("link").click()

    expect(visitor.page.get_by_text("The second answer")).to_be_visible()
    expect(told).to_be_empty()


@pytest.fixture
def port() -> int:
    """Where one web program follows another."""
    return ports.free()


@pytest.fixture
def bens_browser(database: None, chromium: Browser, port: int) -> Iterator[BrowserContext]:
    """With nothing in it yet."""
    context = chromium.new_context(base_url=f"http://127.0.0.1:{port}")
    yield context
    context.close()


@pytest.mark.slow
def test_an_open_page_comes_back_by_itself_when_the_web_program_is_started_anew(
    cast: Cast, bens_browser: BrowserContext, port: int
) -> None:
    alice, ben = build.join_forum(cast.alice, name="Bluebell"), Visitor(bens_browser.new_page(), 1280, javascript=True)
    build.join_forum(cast.ben, name="Heron")
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    with passing_program(port=port):
        ben.sign_in("ben@example.org")
        ben.page.wait_for_url("**/home")
        ben.open(f"/forum/threads/{thread.id}")
        build.make_post(alice, thread)
        expect(ben.page.locator(".live")).to_have_text("1 new reply. Show it")
    build.make_post(alice, thread)
    with passing_program(port=port):
        expect(ben.page.locator(".live")).to_have_text("2 new replies. Show them", timeout=30_000)
        build.make_post(alice, thread)
        expect(ben.page.locator(".live")).to_have_text("3 new replies. Show them")
