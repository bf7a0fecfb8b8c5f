"""Writing in the forum in a real browser: a warning, a draft that keeps itself, what waits, an edit, danger, leaving."""

import pytest

from app.accounts.models import Person
from app.forum.rules.boards import Mode
from app.forum.rules.posts import HeldFor, PostState
from tests.browser.visitor import Visitor
from tests.builders.forum import first_of, join_forum, make_board, make_thread
from tests.people import Cast

pytestmark = pytest.mark.browser
NUMBER = "My son Tom sleeps until four.\n\nRing me on 07700 900123 if you know this too."


def test_alice_writes_is_warned_changes_it_and_answers(visitor: Visitor, cast: Cast) -> None:
    board = make_board(cast.riverside, "Evenings and nights")
    join_forum(cast.alice, name="Bluebell")
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/boards/{board.id}/new")
    visitor.look("writing-new")
    visitor.fill("Title", "Sleeping all day")
    visitor.press("Post it")
    visitor.look("writing-mistake")
    visitor.fill("What would you like to say or ask?", NUMBER)
    visitor.press("Post it")
    visitor.page.get_by_role("heading", name="Before others see this").wait_for()
    visitor.look("writing-warned")
    visitor.fill("What would you like to say or ask?", "My son sleeps until four.")
    visitor.press("See how it will look")
    visitor.page.get_by_role("heading", name="How it will look").wait_for()
    visitor.look("writing-preview")
    visitor.press("Post it")
    visitor.page.get_by_role("heading", name="Sleeping all day").wait_for()
    visitor.page.get_by_role("button", name="Reply").click()
    visitor.look("writing-reply")
    visitor.press("Keep it as a draft")


def test_what_waits_is_changed_compared_and_deleted(visitor: Visitor, cast: Cast) -> None:
    alice = join_forum(cast.alice, name="Bluebell")
    board = make_board(cast.riverside, mode=Mode.PRE_FIRST)
    thread = make_thread(alice, board, text="He is on Maple Ward.", state=PostState.HELD, held_for=HeldFor.FIRST_POSTS)
    post = first_of(thread)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/posts/{post.id}/waiting")
    visitor.look("writing-waiting")
    visitor.page.get_by_role("button", name="Change it").click()
    visitor.look("writing-edit")
    visitor.fill("Your post", "He is in hospital.")
    visitor.press("Save it")
    visitor.open(f"/forum/posts/{post.id}/history")
    visitor.look("writing-history")
    visitor.open(f"/forum/posts/{post.id}/delete")
    visitor.look("writing-delete")
    visitor.press("Delete it")


def test_danger_is_answered_and_leaving_asks_twice(visitor: Visitor, cast: Cast) -> None:
    board = make_board(cast.riverside)
    _danger(visitor, cast.alice, str(board.id))
    visitor.open("/forum/leave")
    visitor.look("writing-leave")
    visitor.page.get_by_label("Leave, and remove my posts and my name").check()
    visitor.press("Go ahead")
    visitor.look("writing-leave-mistake")
    visitor.page.get_by_label("I am sure. This cannot be undone").check()
    visitor.press("Go ahead")
    visitor.page.get_by_role("heading", name="You have left the forum").wait_for()
    visitor.look("writing-left")


def _danger(visitor: Visitor, person: Person, board_id: str) -> None:
    join_forum(person, name="Bluebell")
    visitor.sign_in(person.email)
    visitor.open(f"/forum/boards/{board_id}/new")
    visitor.fill("Title", "Tablets")
    visitor.fill("What would you like to say or ask?", "He has taken all his tablets and I cannot wake him.")
    visitor.press("Post it")
    visitor.page.get_by_role("heading", name="We have received it").wait_for()
    visitor.look("writing-danger")


@pytest.mark.parametrize("width", [1280])
@pytest.mark.parametrize("javascript", [True])
def test_with_the_script_a_draft_keeps_itself(visitor: Visitor, cast: Cast) -> None:
    board = make_board(cast.riverside)
    join_forum(cast.alice, name="Bluebell")
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/boards/{board.id}/new")
    visitor.fill("What would you like to say or ask?", "I do not know how to begin")
    visitor.page.get_by_text("Kept as a draft. Only you can see it").wait_for()

    visitor.open(f"/forum/boards/{board.id}/new")

    assert visitor.page.get_by_label("What would you like to say or ask?").input_value() == "I do not know how to begin"
