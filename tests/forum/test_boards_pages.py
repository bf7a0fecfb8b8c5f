"""The trust lead's pages of boards: open one, change it, share it, and nothing of what is written."""

from collections.abc import Callable
from uuid import uuid4

from app.accounts.models import Person
from tests.builders import forum as build
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


def test_tess_opens_a_board_and_may_not_let_posts_wait_with_nobody_on_the_rota(
    cast: Cast, browser_as: BrowserAs
) -> None:
    tess, words = browser_as(cast.tess), {"name": "Evenings", "about": "For the hard hours.", "purpose": "vent"}

    refused = tess.submit("/staff/settings/forum/new", **words, mode="pre_all")
    opened = tess.submit("/staff/settings/forum/new", **words, mode="post")

    assert (refused.status, "Nobody is on the rota" in refused.text) == (422, True)
    assert (opened.path, "The board is open" in opened.text) == ("/staff/settings/forum", True)


def test_tess_changes_a_board(cast: Cast, browser_as: BrowserAs) -> None:
    board = build.make_board(cast.riverside)
    tess, page = browser_as(cast.tess), f"/staff/settings/forum/boards/{board.id}"
    words = {"name": "Late", "about": "For late hours.", "purpose": "vent", "mode": "post"}

    assert tess.visit("/staff/settings/forum/new").value("first") == "3"
    assert tess.visit(page).value("name") == "Talk"
    assert tess.submit(page, **words, first="many").status == 422
    assert tess.submit(page, **(words | {"mode": "pre_all"})).status == 422
    assert "The board is changed" in tess.submit(page, **words, first="5").text
    assert "Late" in tess.submit(f"{page}/close").text
    assert tess.submit(f"{page}/burn").status == 404


def test_tess_cannot_change_a_board_that_is_not_hers(cast: Cast, browser_as: BrowserAs) -> None:
    board = build.make_board(cast.hillside, is_commons=True)
    tess = browser_as(cast.tess)

    for which in (board.id, uuid4()):
        assert tess.visit(f"/staff/settings/forum/boards/{which}").status == 404
        assert tess.submit(f"/staff/settings/forum/boards/{which}/close").status == 404
    assert "For anything that is on your mind" in tess.visit("/staff/settings/forum").text
    assert "Your members can come in now" in tess.submit(f"/staff/settings/forum/boards/{board.id}/join").text


def test_tess_cannot_share_what_was_written_for_her_own_trust(cast: Cast, browser_as: BrowserAs) -> None:
    board = build.make_board(cast.riverside)
    build.make_thread(build.join_forum(cast.alice), board)

    page = browser_as(cast.tess).submit(f"/staff/settings/forum/boards/{board.id}/share")

    assert page.status == 409
    assert "People have written here" in page.text
