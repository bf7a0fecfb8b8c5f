"""Alice takes her posts along, removes them, or leaves; closing her account does the last for her."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Draft, Follow, Member, Mute, Name, Post, Reading, Thread
from app.forum.rules.moderation import SanctionKind
from app.forum.service.leaving import GONE_NAME
from app.keys import queries as keys
from tests.builders.forum import (
    first_of,
    follow,
    fresh,
    join_forum,
    make_board,
    make_post,
    make_sanction,
    make_thread,
    mute,
    read_to,
)
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


@pytest.fixture
def board(cast: Cast) -> Board:
    return make_board(cast.riverside)


@pytest.fixture
def alice(cast: Cast) -> Member:
    return join_forum(cast.alice, name="Bluebell")


@pytest.fixture
def thread(cast: Cast, board: Board, alice: Member) -> Thread:
    thread = make_thread(join_forum(cast.ben, name="Heron"), board)
    make_post(alice, thread, "From Alice")
    return thread


def name_of(member: Member) -> Name:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(Name).where(Name.member_id == member.id)).one()


def texts() -> list[str]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Post.text).order_by(Post.created_at)))


def test_her_posts_and_drafts_can_be_taken_along(
    cast: Cast, board: Board, alice: Member, thread: Thread, browser_as: Browsers
) -> None:
    browser = browser_as(cast.alice)
    browser.submit(f"/forum/threads/{thread.id}/reply", text="Half a thought", do="keep")

    answer = browser.client.get("/forum/take-out")

    taken = answer.json()
    assert "attachment" in answer.headers["content-disposition"]
    assert (taken["name"], [each["text"] for each in taken["posts"]]) == ("Bluebell", ["From Alice"])
    assert [each["text"] for each in taken["drafts"]] == ["Half a thought"]
    assert "Alice" not in answer.text.replace("From Alice", "")


def test_removing_her_posts_leaves_tombstones_and_bens_words(
    cast: Cast, alice: Member, thread: Thread, browser_as: Browsers
) -> None:
    page = browser_as(cast.alice).submit("/forum/leave", what="posts", sure="yes")

    assert "Your posts are removed." in page.text
    assert texts()[1] == ""
    assert texts()[0] != ""
    assert fresh(alice).left_at is None


def test_leaving_forgets_who_she_was_and_what_she_kept(
    cast: Cast, alice: Member, thread: Thread, browser_as: Browsers
) -> None:
    follow(alice, thread)
    read_to(alice, thread, 1)
    with unit_of_work(Platform.SWEEP) as session:
        heron = session.scalars(select(Member).where(Member.person_id == cast.ben.id)).one()
    mute(alice, heron)
    browser = browser_as(cast.alice)
    browser.submit(f"/forum/threads/{thread.id}/reply", text="Half a thought", do="keep")

    page = browser.submit("/forum/leave", what="leave", sure="yes")

    gone = fresh(alice)
    assert page.h1 == "You have left the forum"
    assert gone.person_id is None
    assert gone.left_at
    assert (name_of(alice).name, name_of(alice).has_left) == ("Bluebell", True)
    assert texts()[1] == "From Alice"
    with unit_of_work(Platform.SWEEP) as session:
        for kept in (Draft, Follow, Reading, Mute):
            assert session.scalars(select(kept).where(kept.member_id == alice.id)).all() == []
        assert keys.find(session, owner_id=alice.id) is None


def test_leaving_with_her_posts_takes_the_name_too(
    cast: Cast, alice: Member, thread: Thread, browser_as: Browsers
) -> None:
    browser_as(cast.alice).submit("/forum/leave", what="leave-all", sure="yes")

    assert name_of(alice).name == GONE_NAME
    assert texts()[1] == ""


@pytest.mark.parametrize(("what", "sure"), [("posts", ""), ("", "yes"), ("all", "yes")])
def test_nothing_happens_unless_she_chose_and_is_sure(
    cast: Cast, alice: Member, thread: Thread, browser_as: Browsers, what: str, sure: str
) -> None:
    page = browser_as(cast.alice).submit("/forum/leave", what=what, sure=sure)

    assert page.status == 422
    assert texts()[1] == "From Alice"


def test_nobody_leaves_a_pause_behind_by_leaving(cast: Cast, alice: Member, board: Board, browser_as: Browsers) -> None:
    thread = make_thread(alice, board)
    make_sanction(cast.max, first_of(thread), kind=SanctionKind.BAN)
    browser = browser_as(cast.alice)

    refused = browser.submit("/forum/leave", what="leave", sure="yes")
    browser.submit("/forum/leave", what="posts", sure="yes")

    assert refused.status == 422
    assert fresh(alice).left_at is None
    assert texts() == [""]


def test_closing_her_account_leaves_the_forum_too(
    cast: Cast, alice: Member, thread: Thread, browser_as: Browsers
) -> None:
    browser_as(cast.alice).submit("/account/close")

    assert fresh(alice).person_id is None
    assert texts()[1] == "From Alice"


def test_so_does_a_lead_who_closes_a_supporters_account(cast: Cast, browser_as: Browsers) -> None:
    sue = join_forum(cast.sue, name="Sue, supporter", is_staff=True)

    browser_as(cast.tess).submit(f"/staff/people/{cast.sue.id}/close")

    assert fresh(sue).person_id is None


def test_who_has_left_can_come_back_as_somebody_else(cast: Cast, alice: Member, browser_as: Browsers) -> None:
    browser = browser_as(cast.alice)
    browser.submit("/forum/leave", what="leave", sure="yes")

    again = join_forum(cast.alice, name="Wren")

    assert again.id != alice.id
    assert browser.visit("/forum/leave").text.count("Wren") == 1


def test_who_never_joined_is_sent_to_join(cast: Cast, browser_as: Browsers) -> None:
    answer = browser_as(cast.alice).client.get("/forum/leave", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/forum/join")
