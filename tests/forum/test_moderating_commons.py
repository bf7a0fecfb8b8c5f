"""A commons of two trusts: moderators of both look after it, and nobody sees who the other trust's people are."""

from dataclasses import dataclass

import pytest

from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict, NotFound
from app.forum.models import Board, Member
from app.forum.queries import acts, conduct, reviews
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Verb
from app.forum.service import noting, taking, threads
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.builders.accounts import make_person
from tests.people import Cast


@dataclass(frozen=True)
class Commons:
    """A board of Riverside that Hillside takes part in, Alice who writes there, and Hal, who moderates for Hillside."""

    board: Board
    alice: Member
    hal: Viewer
    max: Viewer


@pytest.fixture
def commons(cast: Cast) -> Commons:
    board = build.make_board(cast.riverside, "Commons", is_commons=True)
    build.take_part(cast.hillside, board)
    hal = mod.moderator(make_person("Hal", Role.MODERATOR, trust=cast.hillside))
    return Commons(board, build.join_forum(cast.alice, name="Bluebell"), hal, mod.moderator(cast.max))


def test_hal_hides_what_alice_wrote_in_the_commons(commons: Commons) -> None:
    post = build.first_of(build.make_thread(commons.alice, commons.board))

    act = mod.decide(commons.hal, mod.make_review(post), Verb.HIDE, **mod.WHY)

    assert mod.now_of(post).state == "hidden"
    assert act.trust_id == commons.alice.trust_id  # Alice's trust can read what was done to her post


def test_what_is_on_riversides_own_board_is_not_there_for_hal(cast: Cast, commons: Commons) -> None:
    post = build.first_of(build.make_thread(commons.alice, build.make_board(cast.riverside, "Own")))
    review = mod.make_review(post)

    assert mod.queue(commons.hal) == []
    with pytest.raises(NotFound):
        mod.decide(commons.hal, review, Verb.APPROVE, seen="1.1")


def test_hal_stops_alice_in_the_commons_and_nowhere_else(commons: Commons) -> None:
    build.make_thread(commons.alice, commons.board)

    mod.stop(commons.hal, commons.alice.id, "suspend-month", board=commons.board)
    with pytest.raises(NotFound):
        mod.stop(commons.hal, commons.alice.id, "ban-year")

    assert [each.board_id for each in mod.sanctions()] == [commons.board.id]


def test_hal_is_never_told_who_alice_is_nor_what_max_noted(cast: Cast, commons: Commons) -> None:
    build.make_thread(commons.alice, commons.board)
    with unit_of_work(cast.riverside.id) as session:
        noting.note(session, viewer=commons.max, member_id=commons.alice.id, words="Knows her CPN.")

    with unit_of_work(cast.hillside.id) as session:
        assert conduct.person_of(session, viewer=commons.hal, member_id=commons.alice.id) is None
        assert conduct.notes(session, viewer=commons.hal, member_id=commons.alice.id) == []
        with pytest.raises(NotFound):
            noting.look_up_who(session, viewer=commons.hal, member_id=commons.alice.id)


def test_max_and_hal_cannot_both_decide(commons: Commons) -> None:
    review = mod.make_review(build.first_of(build.make_thread(commons.alice, commons.board)))
    seen = mod.seen_by(commons.max, review).seen
    mod.decide(commons.hal, review, Verb.HIDE, **mod.WHY)

    with pytest.raises(Conflict):
        mod.decide(commons.max, review, Verb.APPROVE, seen=seen)


def test_a_thread_moves_among_boards_of_the_same_trusts_only(cast: Cast, commons: Commons) -> None:
    here, there = build.make_board(cast.riverside, "Here"), build.make_board(cast.riverside, "There")
    thread = build.make_thread(commons.alice, here)
    review = mod.make_review(build.first_of(thread))

    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict):
        threads.move(session, viewer=commons.max, thread_id=thread.id, board_id=commons.board.id)
    with unit_of_work(cast.riverside.id) as session:
        threads.move(session, viewer=commons.max, thread_id=thread.id, board_id=there.id)

    moved = (mod.thread_now(thread), mod.now_of(build.first_of(thread)), mod.review_now(review))
    assert {each.board_id for each in moved} == {there.id}
    assert [each.words for each in mod.traces(commons.max, thread)[None]] == [
        "Moved here from another board by a moderator."
    ]


def test_a_thread_does_not_move_to_where_it_is(cast: Cast, commons: Commons) -> None:
    thread = build.make_thread(commons.alice, commons.board)

    with unit_of_work(cast.riverside.id) as session, pytest.raises(Conflict):
        threads.move(session, viewer=commons.max, thread_id=thread.id, board_id=commons.board.id)


def test_the_queries_ask_for_the_trust_even_without_the_second_wall(cast: Cast, commons: Commons) -> None:
    thread = build.make_thread(commons.alice, build.make_board(cast.riverside, "Own"))
    post, hal = build.first_of(thread), commons.hal
    mod.decide(commons.max, mod.make_review(post), Verb.HIDE, **mod.WHY)
    review = mod.make_review(post)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert reviews.queue(session, viewer=hal) == reviews.queue(session, viewer=hal, done=True) == []
        assert acts.traces(session, viewer=hal, thread_id=thread.id) == {}
        assert acts.to_member(session, viewer=hal, member_id=commons.alice.id) == []
        assert conduct.posts(session, viewer=hal, member_id=commons.alice.id) == []
        assert reviews.earlier(session, viewer=hal, post_id=post.id) == []
        for read in (
            lambda: reviews.one(session, viewer=hal, review_id=review),
            lambda: reviews.words(session, viewer=hal, post_id=post.id),
            lambda: conduct.member(session, viewer=hal, member_id=commons.alice.id),
            lambda: threads.seen(session, viewer=hal, thread_id=thread.id),
            lambda: taking.look_again(session, viewer=hal, post_id=post.id),
        ):
            with pytest.raises(NotFound):
                read()


def test_a_relative_reads_no_acts_and_no_conduct(cast: Cast, commons: Commons) -> None:
    alice = build.viewer_of(cast.alice)

    with unit_of_work(cast.riverside.id) as session:
        with pytest.raises(NotFound):
            acts.to_member(session, viewer=alice, member_id=alice.member_id)
        with pytest.raises(NotFound):
            conduct.member(session, viewer=alice, member_id=alice.member_id)


def test_a_locked_thread_says_so_until_it_is_unlocked(commons: Commons) -> None:
    thread = build.make_thread(commons.alice, commons.board)
    mod.change_thread(commons.hal, thread, Verb.LOCK, reason=mod.UNKIND.reason)
    assert [each.words for each in mod.traces(commons.max, thread)[None]] == ["Locked by a moderator: unkind words."]

    mod.change_thread(commons.max, thread, Verb.UNLOCK)

    assert mod.traces(commons.max, thread) == {}
    with pytest.raises(Conflict):
        mod.change_thread(commons.max, thread, Verb.UNLOCK)
