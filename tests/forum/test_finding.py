"""Searching within what one may see, and one's own posts."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.forum.rules.boards import PER_PAGE
from app.forum.rules.posts import PostState
from tests.builders.forum import (
    first_of,
    join_forum,
    make_board,
    make_post,
    make_sanction,
    make_thread,
    mute,
    take_part,
)
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def test_words_are_found_in_any_form_the_newest_first(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben, name="Heron"), make_board(cast.riverside)
    thread = make_thread(ben, board, "Older", "He is sleeping all day.", days_ago=3)
    make_post(ben, thread, "Now he sleeps at night.", days_ago=1)
    join_forum(cast.alice)

    page = browser_as(cast.alice).visit("/forum/search?q=sleep")

    assert [link for link in page.links if f"/forum/threads/{thread.id}" in link] == [
        f"/forum/threads/{thread.id}#p2",
        f"/forum/threads/{thread.id}#p1",
    ]
    assert [mark.text for mark in page.all("mark")] == ["sleeps", "sleeping"]


def test_a_title_is_found_too(cast: Cast, browser_as: Browsers) -> None:
    make_thread(join_forum(cast.ben), make_board(cast.riverside), "Benefits and forms")
    join_forum(cast.alice)

    assert "Benefits and forms" in browser_as(cast.alice).visit("/forum/search?q=benefit").text


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.RETURNED])
@pytest.mark.parametrize("who", ["alice", "max"])
def test_what_is_not_shown_is_not_found_by_anybody(
    cast: Cast, browser_as: Browsers, state: PostState, who: str
) -> None:
    alice, board = join_forum(cast.alice), make_board(cast.riverside)
    make_post(alice, make_thread(alice, board), "A marzipan secret.", state=state)
    join_forum(cast.max, is_staff=True)

    assert "Nothing was found" in browser_as(getattr(cast, who)).visit("/forum/search?q=marzipan").text


def test_another_trusts_posts_are_found_in_a_commons_only(cast: Cast, browser_as: Browsers) -> None:
    commons, own = make_board(cast.hillside, is_commons=True), make_board(cast.hillside, "Own")
    take_part(cast.riverside, commons)
    hugo = join_forum(cast.hugo)
    make_thread(hugo, commons, "In the commons", "marzipan")
    make_thread(hugo, own, "At home", "marzipan")
    join_forum(cast.alice)

    page = browser_as(cast.alice).visit("/forum/search?q=marzipan")

    assert "In the commons" in page.text
    assert "At home" not in page.text


def test_a_board_that_is_closed_to_alice_is_not_searched(cast: Cast, browser_as: Browsers) -> None:
    alice, board = join_forum(cast.alice), make_board(cast.riverside)
    thread = make_thread(alice, board, text="marzipan")
    make_sanction(cast.max, first_of(thread), board_id=board.id)

    assert "Nothing was found" in browser_as(cast.alice).visit("/forum/search?q=marzipan").text


def test_people_whom_alice_muted_are_not_found(cast: Cast, browser_as: Browsers) -> None:
    alice, ben = join_forum(cast.alice), join_forum(cast.ben)
    make_thread(ben, make_board(cast.riverside), text="marzipan")
    mute(alice, ben)

    assert "Nothing was found" in browser_as(cast.alice).visit("/forum/search?q=marzipan").text


def test_more_than_a_page_leads_on_to_older_ones(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben), make_board(cast.riverside)
    thread = make_thread(ben, board, "Last of all", "marzipan", days_ago=99)
    for number in range(PER_PAGE):
        make_post(ben, thread, "marzipan", days_ago=number)
    join_forum(cast.alice)
    alice = browser_as(cast.alice)
    older = next(link for link in alice.visit("/forum/search?q=marzipan").links if "before=" in link)

    assert f"/forum/threads/{thread.id}#p1" in alice.visit(older).links


@pytest.mark.parametrize("q", ["", "   ", "the", "%00", "<script>", '"', "a:*&|!", "-", "é" * 50, "%F0%9F%99%82"])
def test_anything_can_be_typed(cast: Cast, browser_as: Browsers, q: str) -> None:
    join_forum(cast.alice)

    assert browser_as(cast.alice).visit(f"/forum/search?q={q}&before=nonsense").status == 200


def test_a_question_without_end_is_told_so(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.alice)

    assert browser_as(cast.alice).visit(f"/forum/search?q={'x' * 201}").status == 422


def test_words_of_a_member_cannot_become_marks_of_the_page(cast: Cast, browser_as: Browsers) -> None:
    make_thread(join_forum(cast.ben), make_board(cast.riverside), text="marzipan <mark>x</mark> <script>y</script>")
    join_forum(cast.alice)

    page = browser_as(cast.alice).visit("/forum/search?q=marzipan")

    assert [mark.text for mark in page.all("mark")] == ["marzipan"]


def test_alice_finds_her_own_with_what_became_of_it(cast: Cast, browser_as: Browsers) -> None:
    alice, board = join_forum(cast.alice), make_board(cast.riverside)
    thread = make_thread(alice, board, "Mine")
    waiting = make_post(alice, thread, "Still waits.", state=PostState.HELD)
    make_post(alice, thread, "Gone.", state=PostState.DELETED)
    make_thread(join_forum(cast.ben), board, "Not mine")

    page = browser_as(cast.alice).visit("/forum/mine")

    assert "Waits for a moderator Still waits." in page.text
    assert f"/forum/threads/{thread.id}#post-{waiting.id}" in page.links
    assert "Gone." not in page.text
    assert "Not mine" not in page.text


def test_alice_changes_her_name_on_all_her_posts(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.alice, name="Wren"), make_board(cast.riverside))
    join_forum(cast.ben, name="Heron")
    alice = browser_as(cast.alice)

    taken = alice.submit("/forum/me", name="heron")
    asked = alice.submit("/forum/me", name="Alice")
    saved = alice.submit("/forum/me", name="Kestrel", **{"tag-parent": "parent"})
    page = browser_as(cast.ben).visit(f"/forum/threads/{thread.id}")

    assert "Somebody has this name" in taken.text
    assert "This may be a real name" in asked.text
    assert "It is saved." in saved.text
    assert ("Kestrel" in page.text, "Wren" in page.text, "Parent" in page.text) == (True, False, True)


def test_alice_chooses_her_mails(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.alice)

    page = browser_as(cast.alice).submit("/forum/me/mails", weekly="yes")

    assert [box.get("name") for box in page.all("input") if box.get("checked") is not None] == ["weekly"]
