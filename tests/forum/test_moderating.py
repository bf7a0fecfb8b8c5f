"""Max and Sue look at what relatives wrote, and decide."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict, NotFound
from app.forum.models import Post, Review, Thread
from app.forum.queries import conduct, reviews
from app.forum.rules.moderation import ReviewKind, ReviewState, Verb
from app.forum.rules.posts import PostState, ThreadState
from app.forum.service import moderating, taking
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.people import Cast


def test_max_approves_a_held_thread_and_everybody_can_see_it(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HELD)
    review = mod.make_review(build.first_of(thread))

    mod.decide(max_, review, Verb.APPROVE)

    post = mod.now_of(build.first_of(thread))
    assert (post.state, post.position, mod.thread_now(thread).state) == ("shown", 1, ThreadState.SHOWN)
    assert post.reviewed_at
    assert mod.review_now(review).done_by == cast.max.id


def test_what_max_returns_is_not_seen_and_says_why(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HELD)
    review = mod.make_review(build.first_of(thread))

    act = mod.decide(max_, review, Verb.RETURN, **mod.WHY)

    assert mod.now_of(build.first_of(thread)).state == PostState.RETURNED
    assert (act.reason, act.words, act.trust_id) == ("names_somebody", mod.WHY["words"], cast.riverside.id)
    assert mod.queue(max_) == []


def test_a_return_without_a_message_is_refused(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HELD)
    review = mod.make_review(build.first_of(thread))

    with pytest.raises(Conflict):
        mod.decide(max_, review, Verb.RETURN, reason=mod.WHY["reason"])


def test_a_thread_is_hidden_with_its_first_post_and_comes_back_with_it(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    first = build.first_of(thread)

    mod.decide(max_, mod.make_review(first), Verb.HIDE, **mod.WHY)
    assert mod.thread_now(thread).state == ThreadState.HIDDEN
    mod.decide(max_, mod.make_review(first), Verb.RESTORE)

    assert (mod.thread_now(thread).state, mod.now_of(first).position) == (ThreadState.SHOWN, 1)


def test_a_hidden_reply_leaves_a_trace_that_names_no_moderator(cast: Cast) -> None:
    max_, alice = mod.moderator(cast.max), build.join_forum(cast.alice)
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    reply = build.make_post(alice, thread)

    mod.decide(max_, mod.make_review(reply), Verb.HIDE, **mod.WHY)

    found = mod.traces(build.viewer_of(cast.alice), thread)
    assert [each.words for each in found[reply.id]] == ["Hidden by a moderator: it could show who somebody is."]


def test_the_trace_is_gone_when_the_reply_is_shown_again(cast: Cast) -> None:
    max_, alice = mod.moderator(cast.max), build.join_forum(cast.alice)
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    reply = build.make_post(alice, thread)
    mod.decide(max_, mod.make_review(reply), Verb.HIDE, **mod.WHY)

    mod.decide(max_, mod.make_review(reply), Verb.RESTORE)

    assert mod.traces(max_, thread) == {}


def test_max_finds_nothing_of_his_own_post_not_even_that_it_was_reported_and_sue_decides(cast: Cast) -> None:
    own, sue = build.join_forum(cast.max, name="Max, moderator", is_staff=True), mod.moderator(cast.sue)
    max_ = build.viewer_of(cast.max, Role.MODERATOR)
    post = build.first_of(build.make_thread(own, build.make_board(cast.riverside)))
    review = mod.make_review(post, ReviewKind.REPORT)

    assert mod.queue(max_) == []
    with unit_of_work(cast.riverside.id) as session:
        assert sum(reviews.counts(session, viewer=max_).values()) == 0
        for find in (
            lambda: reviews.one(session, viewer=max_, review_id=review),
            lambda: taking.look_again(session, viewer=max_, post_id=post.id),
            lambda: conduct.member(session, viewer=max_, member_id=own.id),
        ):
            with pytest.raises(NotFound):
                find()
    mod.decide(sue, review, Verb.APPROVE)


def test_what_sue_took_max_cannot_decide_until_she_puts_it_back(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    review = mod.make_review(build.first_of(thread))
    mod.take(sue, review)

    with pytest.raises(Conflict):
        mod.decide(max_, review, Verb.APPROVE)
    mod.release(sue, review)
    mod.decide(max_, review, Verb.APPROVE)


def test_after_half_an_hour_what_sue_took_is_free_again(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    review = mod.make_review(build.first_of(thread))
    mod.take(sue, review)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Review).values(lease_until=clock.now() - timedelta(seconds=1)))

    mod.take(max_, review)

    assert mod.review_now(review).taken_by == cast.max.id


def test_words_that_changed_while_max_read_them_are_not_approved(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HELD)
    review = mod.make_review(build.first_of(thread))
    seen = mod.seen_by(max_, review).seen
    with unit_of_work(cast.riverside.id) as session:
        session.execute(update(Post).values(text="He is on Maple ward.", version=Post.version + 1))

    with pytest.raises(Conflict):
        mod.decide(max_, review, Verb.APPROVE, seen=seen)


def test_what_was_decided_can_be_looked_at_again(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    post = build.first_of(thread)
    mod.decide(max_, mod.make_review(post), Verb.APPROVE)

    with unit_of_work(cast.riverside.id) as session:
        again = taking.look_again(session, viewer=max_, post_id=post.id)

        once_more = taking.look_again(session, viewer=max_, post_id=post.id)

    assert mod.review_now(again).state == ReviewState.OPEN
    assert [each.id for each in mod.queue(max_)] == [again] == [once_more]


def test_what_is_gone_or_not_for_the_viewer_cannot_be_looked_at_again(cast: Cast) -> None:
    max_, alice = mod.moderator(cast.max), build.join_forum(cast.alice)
    board = build.make_board(cast.riverside)
    thread = build.make_thread(alice, board)
    gone = build.make_post(alice, thread, state=PostState.DELETED)

    for viewer, post in ((max_, gone), (build.viewer_of(cast.alice), build.first_of(thread))):
        with unit_of_work(cast.riverside.id) as session, pytest.raises(NotFound):
            taking.look_again(session, viewer=viewer, post_id=post.id)


def test_what_others_cannot_see_may_be_left_as_it_is(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HIDDEN)
    review = mod.make_review(build.first_of(thread), ReviewKind.REPORT)

    mod.leave(max_, review)

    assert mod.review_now(review).state == ReviewState.DONE
    assert mod.now_of(build.first_of(thread)).state == PostState.HIDDEN


def test_a_post_that_its_writer_took_away_is_not_hidden_and_its_thread_stays(cast: Cast) -> None:
    alice = build.join_forum(cast.alice)
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    first, gone = build.first_of(thread), build.make_post(alice, thread, state=PostState.DELETED)

    with unit_of_work(cast.riverside.id) as session:
        with pytest.raises(Conflict):
            moderating.carry_out(session, post=session.get_one(Post, gone.id), verb=Verb.HIDE)
        session.execute(update(Thread).values(state=ThreadState.DELETED.value))
        moderating.carry_out(session, post=session.get_one(Post, first.id), verb=Verb.HIDE)

    assert mod.thread_now(thread).state == ThreadState.DELETED


def test_a_post_that_waits_cannot_be_left(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside), state=PostState.HELD)

    with pytest.raises(Conflict):
        mod.leave(max_, mod.make_review(build.first_of(thread)))


def test_an_appeal_against_what_max_did_is_for_sue(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    alice = build.join_forum(cast.alice)
    post = build.first_of(build.make_thread(alice, build.make_board(cast.riverside)))
    act = mod.decide(max_, mod.make_review(post), Verb.HIDE, **mod.WHY)
    review = mod.make_appeal(post, act)

    with pytest.raises(Conflict):
        mod.decide(max_, review, Verb.RESTORE)
    mod.decide(sue, review, Verb.RESTORE)

    assert mod.now_of(post).state == PostState.SHOWN


def test_max_puts_back_only_what_is_his(cast: Cast) -> None:
    max_, sue = mod.moderator(cast.max), mod.moderator(cast.sue)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    review = mod.make_review(build.first_of(thread))
    mod.take(sue, review)

    with pytest.raises(Conflict):
        mod.release(max_, review)
    with pytest.raises(Conflict):
        mod.take(sue, review)


def test_a_relative_is_given_nothing_to_moderate(cast: Cast) -> None:
    alice = build.join_forum(cast.alice)
    thread = build.make_thread(alice, build.make_board(cast.riverside))
    review = mod.make_review(build.first_of(thread))

    with pytest.raises(NotFound):
        mod.seen_by(build.viewer_of(cast.alice), review)


def test_each_decision_is_in_the_audit_trail_without_words(cast: Cast) -> None:
    max_ = mod.moderator(cast.max)
    thread = build.make_thread(build.join_forum(cast.alice), build.make_board(cast.riverside))
    mod.decide(max_, mod.make_review(build.first_of(thread)), Verb.HIDE, **mod.WHY)

    with unit_of_work(cast.riverside.id) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "forum.post-decided")).one()

    assert (entry.actor_id, entry.details["verb"]) == (cast.max.id, "hide")
    assert mod.WHY["words"] not in str(entry.details)
