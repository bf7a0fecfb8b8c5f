"""Alice changes and deletes what she wrote; the earlier words are for her and for moderators only."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Member, Post, Review, Revision, Thread
from app.forum.rules.boards import Mode
from app.forum.rules.posts import HeldFor, PostState
from app.forum.service.removing import GONE_TITLE
from tests.builders.forum import first_of, fresh, join_forum, make_board, make_post, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
NAMED = "He is on Maple Ward, ring me on 07700 900123."
UNNAMED = "He is in hospital."


@pytest.fixture
def board(cast: Cast) -> Board:
    return make_board(cast.riverside)


@pytest.fixture
def alice(cast: Cast) -> Member:
    return join_forum(cast.alice, name="Bluebell")


def change(browser: Browser, post: Post, **words: str) -> str:
    asked = browser.visit(f"/forum/posts/{post.id}/edit")
    old = {"title": asked.value("title") or "", "version": asked.value("version") or ""}
    return browser.submit(f"/forum/posts/{post.id}/edit", **{**old, **words}).path


def revisions() -> list[Revision]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Revision)))


def test_the_new_words_stand_there_and_the_old_are_kept(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, "Evenings", "One")

    change(browser_as(cast.alice), first_of(thread), title="Mornings", text="Two")

    post = fresh(first_of(thread))
    assert (post.text, post.heading, post.state, post.position, post.version) == ("Two", "Mornings", "shown", 1, 2)
    assert post.edited_at
    assert fresh(thread).title == "Mornings"
    assert [(each.heading, each.text) for each in revisions()] == [("Evenings", "One")]


def test_a_ward_that_is_edited_out_is_seen_by_nobody_but_her_and_moderators(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    post = first_of(make_thread(alice, board, "Evenings", NAMED))
    join_forum(cast.ben)
    join_forum(cast.max, name="Max, moderator", is_staff=True)
    change(browser_as(cast.alice), post, text=UNNAMED)
    address = f"/forum/posts/{post.id}/history"

    assert browser_as(cast.ben).visit(address).status == 404
    assert all("Maple" in browser_as(each).visit(address).text for each in (cast.alice, cast.max))
    assert "Maple" not in browser_as(cast.ben).visit(f"/forum/threads/{post.thread_id}/reply?quote={post.id}").text


def test_what_went_and_what_came_is_marked(cast: Cast, board: Board, alice: Member, browser_as: Browsers) -> None:
    post = first_of(make_thread(alice, board, "Evenings", "He is on Maple Ward."))
    change(browser_as(cast.alice), post, text="He is in hospital.")
    page = browser_as(cast.alice).visit(f"/forum/posts/{post.id}/history")

    gone, new = page.find("del"), page.find("ins")
    assert "".join(gone.itertext()) == "(removed:  on Maple Ward.)"
    assert "".join(new.itertext()) == "(added:  in hospital.)"


def test_a_post_that_waited_for_a_name_is_shown_once_the_name_is_out(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, "Evenings", NAMED, state=PostState.HELD, held_for=HeldFor.IDENTITY)

    change(browser_as(cast.alice), first_of(thread), text=UNNAMED)

    assert (first_of(thread).state, fresh(thread).state) == ("shown", "shown")


def test_what_waited_for_a_person_still_waits_after_an_edit(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, state=PostState.HELD, held_for=HeldFor.CONDUCT)
    post = first_of(thread)

    path = change(browser_as(cast.alice), post, text="Kinder words.")

    assert path == f"/forum/posts/{post.id}/waiting"
    assert (first_of(thread).state, first_of(thread).held_for) == ("held", "conduct")


def test_what_was_sent_back_is_read_again_before_it_is_shown(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, state=PostState.RETURNED)

    change(browser_as(cast.alice), first_of(thread), text="Kinder words.")

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Review.kind)).all() == ["held"]
    assert first_of(thread).state == "held"


def test_a_name_that_is_edited_in_is_warned_of_and_then_waits(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board)
    make_post(join_forum(cast.ben), thread)
    post, browser = first_of(thread), browser_as(cast.alice)
    words = {"title": thread.title, "text": NAMED, "version": "1"}

    warned = browser.submit(f"/forum/posts/{post.id}/edit", **words)
    [token] = [each.get("value", "") for each in warned.all("button") if each.get("name") == "accepted"]
    browser.submit(f"/forum/posts/{post.id}/edit", **words, accepted=token)

    assert warned.status == 422
    assert (first_of(thread).state, first_of(thread).position) == ("held", 1)
    assert fresh(thread).state == "shown"  # what Ben wrote stays in sight


def test_a_new_title_with_a_name_takes_the_thread_out_of_sight(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board)
    make_post(join_forum(cast.ben), thread)
    post, browser = first_of(thread), browser_as(cast.alice)
    words = {"title": "Ring 07700 900123", "text": post.text, "version": "1"}
    warned = browser.submit(f"/forum/posts/{post.id}/edit", **words)
    [token] = [each.get("value", "") for each in warned.all("button") if each.get("name") == "accepted"]
    browser.submit(f"/forum/posts/{post.id}/edit", **words, accepted=token)

    assert fresh(thread).state == "held"


def test_on_a_board_where_everything_is_read_first_an_edit_is_too(
    cast: Cast, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, make_board(cast.riverside, mode=Mode.PRE_ALL))

    change(browser_as(cast.alice), first_of(thread), text="Two")

    assert (first_of(thread).state, first_of(thread).held_for) == ("held", "every_post")


def test_of_two_windows_the_second_loses_no_words(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board)
    post, browser = first_of(thread), browser_as(cast.alice)
    words = {"title": thread.title, "version": "1"}
    browser.submit(f"/forum/posts/{post.id}/edit", **words, text="From one window")

    page = browser.submit(f"/forum/posts/{post.id}/edit", **words, text="From the other")

    assert page.status == 409
    assert (page.value("text") or "").strip() == "From the other"
    assert page.value("version") == "2"
    assert first_of(thread).text == "From one window"


def test_saving_it_as_it_was_changes_nothing(cast: Cast, board: Board, alice: Member, browser_as: Browsers) -> None:
    thread = make_thread(alice, board)
    change(browser_as(cast.alice), first_of(thread), text=first_of(thread).text)

    assert (revisions(), first_of(thread).edited_at) == ([], None)


@pytest.mark.parametrize("verb", ["edit", "delete", "waiting"])
@pytest.mark.parametrize("other", ["ben", "hugo", "max"])
def test_nobody_else_can_change_or_delete_it(
    cast: Cast, alice: Member, browser_as: Browsers, other: str, verb: str
) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    post = first_of(make_thread(alice, commons))
    person = getattr(cast, other)
    join_forum(person)
    browser = browser_as(person)

    assert browser.visit(f"/forum/posts/{post.id}/{verb}").status == 404
    if verb != "waiting":
        assert browser.submit(f"/forum/posts/{post.id}/{verb}", text="Mine", title="Mine", version="1").status == 404
    assert browser.visit(f"/forum/posts/{uuid4()}/{verb}").status == 404
    assert fresh(post).text == post.text


@pytest.mark.parametrize("verb", ["edit", "history", "delete"])
def test_a_stranger_trust_finds_nothing(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers, verb: str
) -> None:
    post = first_of(make_thread(alice, board))
    join_forum(cast.hugo)

    assert browser_as(cast.hugo).visit(f"/forum/posts/{post.id}/{verb}").status == 404


def test_what_a_moderator_has_hidden_cannot_be_changed_but_deleted(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    post = first_of(make_thread(alice, board, state=PostState.HIDDEN))
    browser = browser_as(cast.alice)

    assert browser.submit(f"/forum/posts/{post.id}/edit", title="T", text="T", version="1").status == 404
    browser.submit(f"/forum/posts/{post.id}/delete")
    assert fresh(post).state == "deleted"


def test_a_deleted_reply_leaves_a_tombstone_without_words(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(join_forum(cast.ben), board)
    post, browser = make_post(alice, thread, NAMED), browser_as(cast.alice)
    change(browser, post, text=UNNAMED)

    asked = browser.visit(f"/forum/posts/{post.id}/delete")
    browser.submit(f"/forum/posts/{post.id}/delete")

    gone = fresh(post)
    assert UNNAMED in asked.text
    assert (gone.state, gone.text, gone.position) == ("deleted", "", 2)
    assert revisions() == []
    assert browser.visit(f"/forum/posts/{post.id}/history").status == 404
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Review.state).where(Review.post_id == post.id)).all() == ["done"]


def test_a_thread_whose_beginning_is_deleted_keeps_what_others_wrote(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, tags=("parent",))
    reply = make_post(join_forum(cast.ben), thread)

    browser_as(cast.alice).submit(f"/forum/posts/{first_of(thread).id}/delete")

    now: Thread = fresh(thread)
    assert (now.state, now.title, now.tags) == ("shown", GONE_TITLE, [])
    assert fresh(reply).state == "shown"


def test_a_thread_in_which_nobody_answered_goes_with_its_beginning(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board)
    browser_as(cast.alice).submit(f"/forum/posts/{first_of(thread).id}/delete")

    assert (fresh(thread).state, fresh(thread).title) == ("deleted", GONE_TITLE)
