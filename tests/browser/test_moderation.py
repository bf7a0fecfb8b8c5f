"""Alice's post waits, a moderator returns it, she changes it, and it is shown; what Tess and Max set up and see."""

import pytest

from app.forum.rules.boards import Mode
from tests.browser.visitor import Visitor
from tests.builders import forum as build
from tests.people import Cast

pytestmark = pytest.mark.browser

WITH_WARD = "My brother has been on Maple ward at the Royal for a month. His keyworker is Jane Smith. How do you cope?"
WITHOUT = "My brother has been in hospital for a month. How do you cope?"


def test_alices_post_is_returned_changed_and_approved(visitor: Visitor, cast: Cast) -> None:
    board = build.make_board(cast.riverside, mode=Mode.PRE_ALL)
    build.join_forum(cast.alice, name="Bluebell")
    build.join_forum(cast.max, name="Max, moderator", is_staff=True)
    _alice_posts(visitor, str(board.id))
    _max_returns_it(visitor)
    _alice_changes_it(visitor)
    _max_approves_it(visitor)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/boards/{board.id}")
    visitor.follow("A month in hospital")
    visitor.sees("How do you cope?")


def test_max_looks_at_a_member_a_thread_and_spam(visitor: Visitor, cast: Cast) -> None:
    board, alice = build.make_board(cast.riverside), build.join_forum(cast.alice, name="Bluebell")
    build.make_board(cast.riverside, "Evenings")
    build.join_forum(cast.max, name="Max, moderator", is_staff=True)
    thread = build.make_thread(alice, board)
    visitor.sign_in("max@example.org")
    visitor.open(f"/staff/moderation/members/{alice.id}")
    visitor.press("Show who this is")
    visitor.look("moderation-who")
    _max_asks_for_a_pause(visitor)
    visitor.open(f"/staff/moderation/members/{alice.id}/spam")
    visitor.look("moderation-spam")
    visitor.open(f"/staff/moderation/threads/{thread.id}")
    visitor.page.get_by_text("Lock it").first.click()
    visitor.press("Lock it")
    visitor.look("moderation-thread-mistake")


def test_tess_opens_a_board_and_shares_it(visitor: Visitor, cast: Cast) -> None:
    build.make_board(cast.hillside, "Siblings", is_commons=True)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/settings/forum")
    visitor.press("Open a board")
    visitor.fill("Name", "Evenings")
    visitor.fill("What is it for?", "For the hours when it is dark outside.")
    visitor.page.get_by_label("Somebody reads every post before others see it").check()
    visitor.press("Open the board")
    visitor.sees("Nobody is on the rota who could read")
    visitor.look("settings-board-mistake")
    visitor.page.get_by_label("Posts are shown at once, and somebody reads them within a working day").check()
    visitor.press("Open the board")
    visitor.page.get_by_role("button", name="Share it with other trusts").click()
    visitor.page.get_by_role("button", name="Take part").click()
    visitor.look("settings-boards")


def _alice_posts(visitor: Visitor, board_id: str) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/boards/{board_id}/new")
    visitor.fill("Title", "A month in hospital")
    visitor.fill("What would you like to say or ask?", WITH_WARD)
    visitor.press("Post it")
    if visitor.page.get_by_role("button", name="Post it as it is").count():
        visitor.page.get_by_role("button", name="Post it as it is").click()
    assert visitor.heading() == "Thank you. A moderator reads it first"
    visitor.press("Sign out")


def _max_returns_it(visitor: Visitor) -> None:
    visitor.sign_in("max@example.org")
    visitor.open("/staff/moderation")
    visitor.look("moderation")
    visitor.follow("A month in hospital")
    visitor.press("I am looking at this")
    visitor.look("moderation-review")
    visitor.page.get_by_text("Send it back to its writer").first.click()
    visitor.press("Send it back")
    visitor.look("moderation-review-mistake")
    visitor.page.get_by_label("Why?", exact=True).select_option(label="It could show who somebody is")
    visitor.fill("Your message to the writer", "A good question. Please leave out the ward and the names.")
    visitor.press("Send it back")
    visitor.sees("It is back with its writer")
    visitor.press("Sign out")


def _alice_changes_it(visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/forum/decisions")
    visitor.sees("Please leave out the ward and the names.")
    visitor.open("/forum/mine")
    visitor.follow("A month in hospital")
    visitor.page.get_by_role("link", name="Edit").or_(visitor.page.get_by_role("link", name="Change")).first.click()
    visitor.fill("Your post", WITHOUT)
    visitor.press("Save it")
    visitor.press("Sign out")


def _max_approves_it(visitor: Visitor) -> None:
    visitor.sign_in("max@example.org")
    visitor.open("/staff/moderation")
    visitor.follow("A month in hospital")
    visitor.look("moderation-review-again")
    visitor.press("Show it to others")
    visitor.sees("Others can see it now.")
    visitor.press("Sign out")


def _max_asks_for_a_pause(visitor: Visitor) -> None:
    visitor.page.get_by_text("Ask for a pause, or close the forum to them").click()
    visitor.page.get_by_label("Pause for a day").check()
    visitor.page.get_by_label("Where?").select_option(label="Everywhere in the forum")
    visitor.page.get_by_label("What is the reason?").select_option(label="It is unkind to somebody")
    visitor.fill("What they read", "Please take a day, and come back.")
    visitor.press("Do this")
    visitor.look("moderation-member")
