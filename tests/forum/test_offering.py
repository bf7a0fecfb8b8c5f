"""What is offered to a moderator, from states alone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.forum.rules import offering
from app.forum.rules.moderation import Reason, ReviewState, SanctionKind, Verb
from app.forum.rules.offering import MemberStanding, Standing, ThreadStanding
from app.forum.rules.posts import PostState, ThreadState, may_become

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
MAX, SUE = uuid4(), uuid4()
BECOMES = {
    Verb.APPROVE: PostState.SHOWN,
    Verb.RESTORE: PostState.SHOWN,
    Verb.RETURN: PostState.RETURNED,
    Verb.HIDE: PostState.HIDDEN,
}


def _standing(**different: Any) -> Standing:
    usual: dict[str, Any] = {"review": ReviewState.OPEN, "post": PostState.HELD, "did_it": False}
    return Standing(**{**usual, "taken_by": None, "lease_until": None, **different})


def _offered(**different: Any) -> frozenset[Verb]:
    return offering.offered(_standing(**different), person_id=MAX, now=NOW)


@pytest.mark.parametrize("state", PostState)
def test_only_what_the_table_of_transitions_allows_is_offered(state: PostState) -> None:
    assert all(may_become(state, BECOMES[verb]) for verb in _offered(post=state))


@pytest.mark.parametrize("state", PostState)
def test_there_is_always_a_way_to_close_what_waits(state: PostState) -> None:
    leave = offering.may_leave(_standing(post=state), person_id=MAX, now=NOW)

    assert _offered(post=state) or leave


def test_a_held_post_is_shown_returned_or_hidden() -> None:
    assert _offered() == {Verb.APPROVE, Verb.RETURN, Verb.HIDE}


def test_nobody_answers_an_appeal_against_what_they_did() -> None:
    assert _offered(did_it=True) == frozenset()
    assert not offering.may_take(_standing(did_it=True), person_id=MAX, now=NOW)


def test_what_is_done_is_done() -> None:
    assert _offered(review=ReviewState.DONE) == frozenset()


def test_what_sue_looks_at_is_left_to_her_until_her_time_runs_out() -> None:
    taken: dict[str, Any] = {"review": ReviewState.TAKEN, "taken_by": SUE}

    assert _offered(**taken, lease_until=NOW + timedelta(minutes=1)) == frozenset()
    assert _offered(**taken, lease_until=NOW) == {Verb.APPROVE, Verb.RETURN, Verb.HIDE}


def test_max_goes_on_with_what_he_has_taken_and_need_not_take_it_again() -> None:
    own = _standing(review=ReviewState.TAKEN, taken_by=MAX, lease_until=NOW + timedelta(minutes=1))

    assert offering.offered(own, person_id=MAX, now=NOW)
    assert not offering.may_take(own, person_id=MAX, now=NOW)


def test_a_locked_thread_can_be_unlocked_and_a_hidden_one_has_no_verbs() -> None:
    locked = ThreadStanding(ThreadState.SHOWN, is_locked=True, is_pinned=False)
    hidden = ThreadStanding(ThreadState.HIDDEN, is_locked=False, is_pinned=False)

    assert offering.offered_for_thread(locked) == {Verb.UNLOCK, Verb.PIN, Verb.MOVE}
    assert offering.offered_for_thread(hidden) == frozenset()


def test_nothing_is_done_about_colleagues_or_those_who_left() -> None:
    assert offering.offered_for_member(MemberStanding(is_staff=True, has_left=False)) == frozenset()
    assert offering.offered_for_member(MemberStanding(is_staff=False, has_left=True)) == frozenset()
    assert Verb.WARN in offering.offered_for_member(MemberStanding(is_staff=False, has_left=False))


def test_a_return_needs_a_reason_and_words_and_an_approval_neither() -> None:
    assert offering.fits(Verb.APPROVE, reason=None, words="")
    assert offering.fits(Verb.RETURN, reason=Reason.OTHER, words="Please …")
    assert not offering.fits(Verb.RETURN, reason=Reason.OTHER, words="")
    assert not offering.fits(Verb.HIDE, reason=None, words="Because.")


def test_every_stop_ends() -> None:
    assert {kind for kind, _length in offering.STOPS.values()} == set(SanctionKind)
    assert all(timedelta() < length <= timedelta(days=366) for _kind, length in offering.STOPS.values())
