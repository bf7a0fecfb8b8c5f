"""A newer detector reads what no person has looked at yet."""

import pytest
from sqlalchemy import select, update

from app.core.db import Platform, unit_of_work
from app.forum.models import Member, Post, Review
from app.forum.rules.posts import HeldFor, PostState
from app.forum.service import rescanning
from app.risk import detector
from app.risk.models import Flag
from tests.builders.forum import first_of, fresh, join_forum, make_board, make_thread
from tests.people import Cast

NOW = "He has taken all his tablets and I cannot wake him, what do I do"
NUMBER = "Ring me on 07700 900123."


@pytest.fixture
def alice(cast: Cast) -> Member:
    return join_forum(cast.alice)


def make_old(member: Member, cast: Cast, text: str, *, state: PostState = PostState.SHOWN, **values: object) -> Post:
    held = HeldFor.FIRST_POSTS if state is PostState.HELD else None
    post = first_of(make_thread(member, make_board(cast.riverside), "Hello", text, state=state, held_for=held))
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Post).where(Post.id == post.id).values(detector="old", **values))
    return post


def read_again() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return rescanning.read_again(session)


def found() -> tuple[list[str], list[str]]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag.urgency))), list(session.scalars(select(Review.kind)))


def test_danger_that_the_old_one_missed_raises_a_flag_once(cast: Cast, alice: Member) -> None:
    post = make_old(alice, cast, NOW)

    assert (read_again(), read_again()) == (1, 0)
    assert found() == (["look_now"], [])
    assert fresh(post).detector == detector.version()
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Flag.writer_id)).one() == cast.alice.id


def test_a_number_that_is_shown_is_looked_at_sooner_but_not_hidden(cast: Cast, alice: Member) -> None:
    post = make_old(alice, cast, NUMBER)

    read_again()

    assert fresh(post).state == "shown"
    assert found() == ([], ["first_look"])


def test_what_waits_is_read_for_danger_too(cast: Cast, alice: Member) -> None:
    make_old(alice, cast, NOW, state=PostState.HELD)

    read_again()

    assert found() == (["look_now"], [])


def test_what_a_person_has_read_is_left_alone(cast: Cast, alice: Member) -> None:
    make_old(alice, cast, NOW, reviewed_at=fresh(alice).joined_at)

    assert read_again() == 0
