"""Alice begins to write and is called away: her words are kept, and nobody else can read them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Draft, Post, Thread
from app.forum.queries import drafts
from app.forum.queries.drafts import Kept
from tests.builders.forum import join_forum, make_board, make_thread, viewer_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
BEGUN = {"title": "Evenings", "text": "I do not know how to begin", "tag-parent": "parent", "do": "keep"}


@pytest.fixture
def board(cast: Cast) -> Board:
    return make_board(cast.riverside)


@pytest.fixture
def thread(cast: Cast, board: Board) -> Thread:
    join_forum(cast.alice, name="Bluebell")
    return make_thread(join_forum(cast.ben, name="Heron"), board)


def kept_by(person: Person) -> list[Kept]:
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return drafts.all_of(session, viewer=viewer_of(person))


def test_what_she_began_stands_there_when_she_comes_back(
    cast: Cast, board: Board, thread: Thread, browser_as: Browsers
) -> None:
    saved = browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **BEGUN)
    page = browser_as(cast.alice).visit(f"/forum/boards/{board.id}/new")

    assert "Your draft is kept." in saved.text
    assert (page.value("title"), (page.value("text") or "").strip()) == ("Evenings", BEGUN["text"])
    assert [each.get("value") for each in page.all("input") if each.get("checked") is not None] == ["parent"]
    assert "Only you can see it, and nobody reads it." in page.text


def test_a_draft_is_no_post_and_is_locked(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **BEGUN)

    with unit_of_work(Platform.SWEEP) as session:
        assert len(session.scalars(select(Post)).all()) == 1
        sealed = session.scalars(select(Draft.sealed)).one()
    assert b"begin" not in sealed


def test_ben_sees_nothing_of_it(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **BEGUN)

    assert browser_as(cast.ben).visit(f"/forum/boards/{board.id}/new").value("title") is None
    assert kept_by(cast.ben) == []


def test_the_quoted_post_is_kept_with_an_answer(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        post = session.scalars(select(Post)).one()
    alice = browser_as(cast.alice)

    alice.submit(f"/forum/threads/{thread.id}/reply", text="I would", quote=str(post.id), do="keep")

    page = alice.visit(f"/forum/threads/{thread.id}/reply")
    assert "You answer Heron" in page.text
    assert page.value("quote") == str(post.id)


def test_the_script_is_answered_without_a_page(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice).client
    answer = alice.post(f"/forum/boards/{board.id}/new", data=BEGUN, headers={"X-Draft": "quiet"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert [each.text for each in kept_by(cast.alice)] == [BEGUN["text"]]


def test_her_drafts_say_where_they_can_be_finished(
    cast: Cast, board: Board, thread: Thread, browser_as: Browsers
) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"/forum/boards/{board.id}/new", **BEGUN)
    alice.submit(f"/forum/threads/{thread.id}/reply", text="I would", do="keep")

    assert [(each.where, each.href) for each in kept_by(cast.alice)] == [
        (thread.title, f"/forum/threads/{thread.id}/reply"),
        (board.name, f"/forum/boards/{board.id}/new"),
    ]


def test_emptying_the_box_forgets_it(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"/forum/boards/{board.id}/new", **BEGUN)
    alice.submit(f"/forum/boards/{board.id}/new", title=" ", text=" ", do="keep")

    assert kept_by(cast.alice) == []


def test_what_is_posted_is_no_draft_any_more(cast: Cast, board: Board, thread: Thread, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"/forum/boards/{board.id}/new", **BEGUN)
    alice.submit(f"/forum/boards/{board.id}/new", title="Evenings", text="I found the words", do="post")

    assert kept_by(cast.alice) == []


@pytest.mark.parametrize("place", ["new", "reply", "edit"])
def test_she_sees_how_it_will_look_before_it_is_posted(
    cast: Cast, board: Board, thread: Thread, browser_as: Browsers, place: str
) -> None:
    own = make_thread(join_forum(cast.sue, name="Robin", is_staff=True), board)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        post_id = session.scalar(select(Post.id).where(Post.thread_id == own.id))
    path = {
        "new": f"/forum/boards/{board.id}/new",
        "reply": f"/forum/threads/{thread.id}/reply",
        "edit": f"/forum/posts/{post_id}/edit",
    }[place]

    page = browser_as(cast.sue).submit(path, do="preview", title="A", text="It was **so** long", version="1")

    assert "How it will look" in page.text
    assert [each.text for each in page.all("strong") if each.text == "so"]
    assert (page.value("text") or "").strip() == "It was **so** long"
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert not session.scalar(select(Post.id).where(Post.text.contains("**so**")))
