"""Coming into the forum and reading there, in a real browser."""

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.forum.models import Board, Member, Mention, Thread
from app.forum.rules.boards import Mode, Purpose
from app.forum.rules.posts import HeldFor, PostState
from tests.browser.visitor import Visitor
from tests.builders.forum import (
    join_forum,
    make_act,
    make_board,
    make_post,
    make_sanction,
    make_thread,
    take_part,
)
from tests.people import Cast

pytestmark = pytest.mark.browser

LONG = """\
We are three months in. **What helped us:**

- one thing a day, no more
- a walk before tea
- [this page](https://www.nhs.uk/mental-health/conditions/psychosis/overview/) when my sister asked

> You need not be cheerful all the time.

That is what a nurse said to me, and I come back to it."""


def test_alice_joins_and_reads(visitor: Visitor, cast: Cast) -> None:
    board, thread = _a_lively_board(cast)
    _alice_joins(visitor)
    visitor.look("forum")
    visitor.open(f"/forum/boards/{board.id}")
    visitor.look("forum-board")
    visitor.open(f"/forum/threads/{thread.id}")
    _writes_something(cast.alice, thread)
    visitor.page.reload()
    visitor.look("forum-thread")
    visitor.page.get_by_role("link", name="Heron", exact=False).first.click()
    visitor.look("forum-member")
    visitor.press("Mute")
    visitor.look("forum-muted")
    visitor.open(f"/forum/threads/{thread.id}")
    visitor.press("Follow this thread")
    visitor.look("forum-thread-muted")
    visitor.open("/forum/search?q=walk")
    visitor.look("forum-search")
    visitor.open("/forum/search?q=marzipan")
    visitor.look("forum-search-nothing")
    visitor.open("/forum/mine")
    visitor.look("forum-mine")
    visitor.open("/forum/me")
    visitor.look("forum-me")
    visitor.open("/house-rules")
    visitor.look("house-rules")


def test_the_forum_is_quiet_or_closed(visitor: Visitor, cast: Cast) -> None:
    board = make_board(cast.riverside, "Say hello", purpose=Purpose.HELLO, mode=Mode.PRE_FIRST)
    sue = join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    make_thread(sue, board, "What was one good thing this week?", is_seeded=True, is_pinned=True)
    post = make_post(join_forum(cast.alice), make_thread(sue, board, "Second"), "Unkind.")
    visitor.sign_in("alice@example.org")
    visitor.open("/forum")
    visitor.look("forum-quiet")
    make_sanction(cast.max, post)
    visitor.open("/forum")
    visitor.look("forum-closed")


def test_max_reads_as_a_moderator(visitor: Visitor, cast: Cast) -> None:
    _board, thread = _a_lively_board(cast)
    visitor.sign_in("max@example.org")
    visitor.open("/forum")
    visitor.look("forum-join-staff")
    visitor.page.get_by_label("I have read the house rules and will keep to them").check()
    visitor.press("Join")
    visitor.open(f"/forum/threads/{thread.id}")
    visitor.look("forum-thread-moderator")


def _alice_joins(visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/forum")
    visitor.look("forum-join")
    visitor.fill("The name that others see", "Alice from Leeds")
    visitor.press("Join")
    visitor.look("forum-join-mistake")
    visitor.fill("The name that others see", "Late Bus")
    visitor.page.get_by_text("Say something about your situation (optional)").click()
    visitor.page.get_by_label("Parent", exact=True).check()
    visitor.page.get_by_label("I have read the house rules and will keep to them").check()
    visitor.press("Join")


def _a_lively_board(cast: Cast) -> tuple[Board, Thread]:
    board = make_board(cast.riverside, "Let it out", about="For the days that are too much.", purpose=Purpose.VENT)
    commons = make_board(cast.hillside, "All trusts", is_commons=True)
    take_part(cast.riverside, commons)
    make_board(cast.riverside, "Say hello", about="Come in.", purpose=Purpose.HELLO, mode=Mode.PRE_FIRST)
    ben, sue = join_forum(cast.ben, name="Heron", tags=("parent", "first")), _sue(cast)
    thread = make_thread(ben, board, "How do you get through the evenings?", LONG, tags=("parent", "first"), days_ago=2)
    said = make_post(sue, thread, "Thank you. A walk before tea helps many.", days_ago=1)
    make_post(ben, thread, "It does.", quoted=said, days_ago=0.5)
    make_act(cast.max, make_post(ben, thread, "He is on Ward 9.", state=PostState.HIDDEN, days_ago=0.4))
    make_post(ben, thread, state=PostState.DELETED, days_ago=0.3)
    make_thread(sue, board, "What was one good thing this week?", is_seeded=True, is_pinned=True, days_ago=5)
    make_thread(join_forum(cast.hugo, name="Otter"), commons, "Forms, forms, forms", tags=("parent",), days_ago=1)
    return board, thread


def _sue(cast: Cast) -> Member:
    return join_forum(cast.sue, name="Sue, supporter", is_staff=True)


def _writes_something(alice: Person, thread: Thread) -> None:
    with unit_of_work(thread.trust_id) as session:
        member = session.scalars(select(Member).where(Member.person_id == alice.id)).one()
    make_post(member, thread, "We do that too.")
    make_post(member, thread, "My number is 07700 900123.", state=PostState.HELD, held_for=HeldFor.IDENTITY)
    answer = make_post(_member(thread), thread, "@Late Bus how nice to hear.")
    with unit_of_work(thread.trust_id) as session:
        ids = {"trust_id": thread.trust_id, "post_id": answer.id, "board_id": thread.board_id}
        session.add(Mention(member_id=member.id, **ids))


def _member(thread: Thread) -> Member:
    with unit_of_work(thread.trust_id) as session:
        return session.get_one(Member, thread.member_id)
