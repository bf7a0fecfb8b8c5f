"""Somebody who has flags in hand leaves: nothing stays in a hand that is gone."""

from collections.abc import Callable

from app.accounts.models import Person
from app.accounts.roles import Role
from app.risk.rules import Event, State, SubjectKind, Urgency
from tests.builders import risk as build
from tests.builders.accounts import make_person
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def close_account(cast: Cast, person: Person, browser_as: Browsers) -> None:
    assert browser_as(cast.tess).submit(f"/staff/people/{person.id}/close").status == 200


def test_what_max_had_lies_in_the_queue_again_and_the_history_says_why(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)

    close_account(cast, cast.max, browser_as)

    seen = build.seen_by(cast.sue, flag)
    assert (seen.state, seen.taken_by, seen.next_escalation_at) == (State.NEW, None, flag.due_at)
    last = build.history(flag, reader=cast.sue)[-1]
    assert (last.event, last.actor_id, last.facts) == (Event.RELEASED, cast.tess.id, {"account": "closed"})
    page = browser_as(cast.sue).visit(f"/staff/flags/{flag.id}")
    assert "Tess closed the account of whoever had it, so it lies in the queue again." in page.text


def test_those_who_are_left_are_told_and_max_is_not(cast: Cast, browser_as: Browsers) -> None:
    make_person("Vera", Role.MODERATOR, trust=cast.riverside)
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    before = build.calls(flag)

    close_account(cast, cast.max, browser_as)

    told = [call for call in build.calls(flag) if call not in before or build.calls(flag).count(call) > 1]
    assert {recipient for _rung, recipient in told} == {"vera@example.org"}


def test_what_max_only_proposed_to_close_still_waits_for_a_second_person(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    close_account(cast, cast.max, browser_as)

    assert build.seen_by(cast.sue, flag).state is State.AWAITING_SECOND
    assert build.confirm(cast.sue, flag)


def test_what_others_have_stays_with_them(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice, kind=SubjectKind.MESSAGE)
    build.take(cast.sue, flag)

    close_account(cast, cast.max, browser_as)

    assert build.seen_by(cast.sue, flag).taken_by == cast.sue.id
