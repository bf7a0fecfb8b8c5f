"""Somebody writes of danger in the forum: told at once, looked at, whatever becomes of the post."""

from collections.abc import Callable

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Post
from app.forum.rules.posts import PostState
from app.risk.models import Flag
from tests.builders.forum import first_of, join_forum, make_board, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
NOW = "He has taken all his tablets and I cannot wake him, what do I do"
NIGHT = "2026-11-22T02:00:00+00:00"  # a Sunday
NUMBER = "Ring me on 07700 900123."


@pytest.fixture
def board(cast: Cast) -> Board:
    join_forum(cast.alice, name="Bluebell")
    return make_board(cast.riverside)


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def posts() -> list[Post]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Post)))


def test_at_two_in_the_morning_alice_is_told_at_once_whom_to_ring(
    cast: Cast, board: Board, browser_as: Browsers
) -> None:
    with time_machine.travel(NIGHT, tick=False):
        page = browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", title="Tablets", text=NOW)

    assert page.h1 == "We have received it"
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert cast.riverside.crisis_line_number in page.text
    assert "Nobody reads now." in page.text


def test_the_post_and_its_flag_are_kept_together(cast: Cast, board: Board, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", title="Tablets", text=NOW)

    [flag], [post] = flags(), posts()
    assert (flag.subject_kind, flag.subject_id, flag.writer_id) == ("post", post.id, cast.alice.id)
    assert (flag.urgency, post.state) == ("look_now", "shown")


def test_with_a_number_in_it_she_is_not_held_up_and_others_do_not_see_it(
    cast: Cast, board: Board, browser_as: Browsers
) -> None:
    page = browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", title="Help", text=f"{NOW} {NUMBER}")

    [post] = posts()
    assert page.h1 == "We have received it"
    assert "A moderator reads it before the other members see it." in page.text
    assert (post.state, post.held_for, len(flags())) == ("held", "identity", 1)


def test_a_forgotten_title_does_not_hide_danger(cast: Cast, board: Board, browser_as: Browsers) -> None:
    browser = browser_as(cast.alice)
    for _again in range(2):
        page = browser.submit(f"/forum/boards/{board.id}/new", title="", text=NOW)

    assert (page.status, posts()) == (422, [])
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert "We have received it" in page.text
    [flag] = flags()
    assert flag.writer_id == cast.alice.id


def test_nor_does_a_locked_thread(cast: Cast, board: Board, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.ben), board, is_locked=True)
    page = browser_as(cast.alice).submit(f"/forum/threads/{thread.id}/reply", text=NOW)

    assert "We have received it" in page.text
    assert len(flags()) == 1


@pytest.mark.parametrize("state", [PostState.HIDDEN, PostState.DELETED])
def test_nor_does_a_thread_that_is_gone_meanwhile(
    cast: Cast, board: Board, browser_as: Browsers, state: PostState
) -> None:
    thread = make_thread(join_forum(cast.ben), board, state=state)
    alice = browser_as(cast.alice)

    page = alice.submit(f"/forum/threads/{thread.id}/reply", text=NOW)

    assert (page.h1, len(flags()), len(posts())) == ("We have received it", 1, 1)
    assert alice.submit(f"/forum/threads/{thread.id}/reply", text="I feel better today").status == 404


def test_in_a_commons_only_the_writers_own_trust_has_the_flag(cast: Cast, board: Board, browser_as: Browsers) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    join_forum(cast.hugo, name="Kettle")

    browser_as(cast.hugo).submit(f"/forum/boards/{commons.id}/new", title="Tablets", text=NOW)

    [flag] = flags()
    assert (flag.trust_id, flag.writer_id) == (cast.hillside.id, cast.hugo.id)


def test_danger_in_an_edit_raises_it_too(cast: Cast, board: Board, browser_as: Browsers) -> None:
    thread = make_thread(ben := join_forum(cast.ben), board)
    post = first_of(thread)

    page = browser_as(cast.ben).submit(f"/forum/posts/{post.id}/edit", title=thread.title, text=NOW, version="1")

    assert page.h1 == "We have received it"
    assert [(flag.subject_id, flag.writer_id) for flag in flags()] == [(post.id, ben.person_id)]


@pytest.mark.parametrize("text", ["Going on holiday together", "This form will be the death of me"])
def test_an_ordinary_post_raises_nothing(cast: Cast, board: Board, browser_as: Browsers, text: str) -> None:
    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", title="Hello", text=text)

    assert (flags(), len(posts())) == ([], 1)
