"""Alice is told when somebody replies: once a day, never at night, and of nothing that she knows."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Engine, select, text, update

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Follow, Place, Report
from app.forum.queries import news
from app.forum.rules.notices import NoticeKind
from app.forum.rules.posts import PostState
from tests.builders.forum import (
    first_of,
    follow,
    join_forum,
    make_act,
    make_board,
    make_post,
    make_thread,
    mute,
    read_to,
)
from tests.builders.hours import london
from tests.builders.news import DAY, MINUTES, WEDNESDAY, change, notices, sweep, talk
from tests.people import Cast
from tests.statements import counted


@pytest.fixture(autouse=True)
def wednesday() -> object:
    """Everything happens on a Wednesday morning unless somebody waits."""
    with time_machine.travel(WEDNESDAY, tick=True) as moment:
        yield moment


def test_of_three_replies_alice_hears_once_and_the_next_day_of_the_fourth(cast: Cast) -> None:
    _alice, ben, thread = talk(cast)
    for _three in range(3):
        make_post(ben, thread)

    assert (sweep(), sweep()) == (1, 0)
    make_post(ben, thread)

    assert sweep() == 0
    assert sweep(at=WEDNESDAY + DAY) == 1
    assert sweep(at=WEDNESDAY + 2 * DAY) == 0


@pytest.mark.parametrize("at", ["2026-11-25 21:00", "2026-11-26 02:00", "2026-11-26 07:59"])
def test_nobody_is_mailed_at_night(cast: Cast, at: str) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)

    assert sweep(at=london(at)) == 0
    assert sweep(at=london("2026-11-26 08:00")) == 1


def test_what_alice_has_read_or_wrote_herself_is_no_news(cast: Cast) -> None:
    alice, ben, thread = talk(cast)
    make_post(ben, thread)
    read_to(alice, thread, 2)
    make_post(alice, thread)

    assert sweep() == 0


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.RETURNED])
def test_what_others_cannot_see_is_no_news(cast: Cast, state: PostState) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread, state=state)

    assert sweep() == 0


def test_what_stood_there_before_alice_followed_is_no_news(cast: Cast) -> None:
    alice, ben = join_forum(cast.alice), join_forum(cast.ben)
    thread = make_thread(ben, make_board(cast.riverside), days_ago=2)
    make_post(ben, thread, days_ago=1)
    follow(alice, thread)

    assert sweep() == 0


def test_alice_hears_nothing_of_somebody_she_muted(cast: Cast) -> None:
    alice, ben, thread = talk(cast)
    mute(alice, ben)
    make_post(ben, thread)

    assert sweep() == 0


def test_nobody_who_has_left_or_stopped_mails_or_closed_their_account_is_mailed(cast: Cast) -> None:
    alice, ben, thread = talk(cast)
    make_post(ben, thread)

    change(alice, mails_replies=False)
    assert sweep() == 0
    change(alice, mails_replies=True, left_at=clock.now())
    assert sweep() == 0
    change(alice, left_at=None)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Person).where(Person.id == cast.alice.id).values(closed_at=clock.now()))
    assert sweep() == 0


def test_a_thread_of_a_board_that_is_closed_or_left_is_no_news(cast: Cast) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Board).values(closed_at=clock.now()))
    assert sweep() == 0

    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Board).values(closed_at=None))
        session.delete(session.get_one(Place, (thread.board_id, cast.riverside.id)))
    assert sweep() == 0


def test_what_happened_in_the_last_moment_is_told_by_the_next_sweep_and_once(cast: Cast) -> None:
    _alice, _ben, thread = talk(cast)
    make_act(cast.max, first_of(thread))

    assert sweep(at=clock.now() + timedelta(seconds=5)) == 0
    assert sweep() == 1
    assert sweep(at=WEDNESDAY + DAY) == 0


def test_alice_is_told_that_her_report_is_answered(cast: Cast) -> None:
    alice, _ben, thread = talk(cast)
    post = first_of(thread)
    with unit_of_work(cast.riverside.id) as session:
        ids = {"trust_id": alice.trust_id, "member_id": alice.id, "about_trust_id": post.trust_id}
        answered = {"decided": "upheld", "decided_at": clock.now(), "answer": "Thank you."}
        session.add(Report(reason="spam", words="", board_id=post.board_id, post_id=post.id, **ids, **answered))

    assert sweep() == 1
    assert notices() == [NoticeKind.REPORT_ANSWERED]


def test_what_is_too_much_for_one_sweep_the_next_one_takes(cast: Cast) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)
    make_act(cast.max, first_of(thread))

    assert (sweep(most=1), sweep(most=1), sweep(most=1)) == (1, 1, 0)


def test_one_member_who_cannot_be_told_does_not_keep_the_others_waiting(cast: Cast, owner: Engine) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)
    make_act(cast.max, first_of(thread))
    refuse = f"ALTER TABLE forum_notices ADD CONSTRAINT not_ben CHECK (member_id <> '{ben.id}')"
    with owner.begin() as connection:
        connection.execute(text(refuse))
    try:
        assert sweep() == 1
    finally:
        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE forum_notices DROP CONSTRAINT not_ben"))

    assert notices() == [NoticeKind.NEW_REPLIES]


def test_the_sweep_sends_no_more_statements_for_more_members(cast: Cast) -> None:
    _alice, ben, thread = talk(cast)
    make_post(ben, thread)

    with unit_of_work(Platform.SWEEP) as session, counted() as sent:
        news.due(session, now=clock.now() + MINUTES, with_weekly=True)

    assert len(sent) == 6


def test_told_is_kept_by_thread(cast: Cast) -> None:
    alice, ben, thread = talk(cast)
    make_post(ben, thread)
    sweep()

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Follow.told_position).where(Follow.member_id == alice.id)).one() == 2
