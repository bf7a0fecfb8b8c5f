"""How often a page asks the database does not grow with what stands on it."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.forum.models import Board, Member, Thread
from tests.builders import forum as build
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
MOST = 14  # statements of any of these pages, with the session's and the menu's


def _asked(browser: Browser, path: str) -> int:
    browser.visit(path)  # who is signed in is written down once a minute, and what is read only when it is new
    with counted() as sent:
        assert browser.visit(path).status == 200
    return len(sent)


def _fill(cast: Cast, board: Board, threads: list[Thread], writers: list[Member]) -> None:
    """Makes each thread 20 posts long, from many people, with quotes, hidden posts and what a moderator did; more threads."""
    for number in range(19):
        for thread in threads:
            writer = writers[number % len(writers)]
            post = build.make_post(writer, thread, f"Sleep, and tea {number}", quoted=build.first_of(thread))
            if number % 7 == 3:
                build.make_act(cast.max, post)
    for number in range(12):
        build.make_thread(writers[number % len(writers)], board, f"Sleep again {number}", is_pinned=number < 3)


@pytest.mark.parametrize("who", ["ben", "max"])
def test_twenty_posts_of_many_people_cost_as_many_statements_as_one(
    cast: Cast, browser_as: BrowserAs, who: str
) -> None:
    board = build.make_board(cast.riverside)
    alice = build.join_forum(cast.alice, tags=("parent",))
    build.join_forum(cast.ben, tags=("parent",))
    build.join_forum(cast.max, is_staff=True)
    thread = build.make_thread(alice, board, text="Sleep, and tea", tags=("parent",))
    browser = browser_as(getattr(cast, who))
    pages = (f"/forum/threads/{thread.id}", f"/forum/boards/{board.id}", "/forum", "/forum/search?q=tea", "/forum/mine")
    few = {page: _asked(browser, page) for page in pages}
    _fill(cast, board, [thread], [alice, build.join_forum(cast.sue, is_staff=True)])

    assert {page: _asked(browser, page) for page in pages} == few
    assert max(few.values()) <= MOST
