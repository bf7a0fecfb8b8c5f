"""Ben reads a thread while Alice writes in it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.builders import forum as build
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
