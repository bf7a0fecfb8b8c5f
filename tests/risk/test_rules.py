"""The states of a flag, who may do what, and by when; without a database."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.roles import Role
from app.risk import due, rules
from app.risk.due import Duty
from app.risk.rules import TRANSITIONS, Standing, State, SubjectKind, Urgency, Verb
from app.trusts.hours import opening, working

MAX, SUE, NOW = uuid4(), uuid4(), datetime(2026, 11, 23, 11, tzinfo=UTC)
EXPERIENCED = rules.SHADOWED
moments = st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def offered(state: State, *, to: UUID, two: bool = False, before: int = EXPERIENCED) -> frozenset[Verb]:
    taken = state is State.TAKEN
    lease = NOW + timedelta(minutes=1) if taken else None
    first = MAX if state is State.AWAITING_SECOND else None
    flag = Standing(state, two, MAX if taken else None, lease, first)
    return rules.offered(flag, person_id=to, closed_before=before, now=NOW)


def test_every_state_has_its_ways() -> None:
    assert set(TRANSITIONS) == set(State)


def test_every_way_ends_at_closed_or_can_go_on_to_it() -> None:
    reached = {State.CLOSED}
    for _step in State:
        reached |= {state for state, ways in TRANSITIONS.items() if ways & reached}

    assert reached == set(State)


def test_what_is_new_is_there_to_take() -> None:
    assert offered(State.NEW, to=MAX) == {Verb.TAKE, Verb.NOTE}


def test_max_has_all_verbs_for_what_he_took_and_sue_none() -> None:
    assert offered(State.TAKEN, to=MAX) == {Verb.NOTE, Verb.RELEASE, Verb.HAND_OVER, Verb.REFER, Verb.CLOSE}
    assert offered(State.TAKEN, to=SUE) == {Verb.NOTE}


@pytest.mark.parametrize(("two", "before"), [(True, EXPERIENCED), (False, EXPERIENCED - 1)])
def test_max_can_only_propose_when_a_second_must_agree(two: bool, before: int) -> None:
    verbs = offered(State.TAKEN, to=MAX, two=two, before=before)

    assert (Verb.PROPOSE_CLOSE in verbs, Verb.CLOSE in verbs) == (True, False)


def test_only_somebody_else_confirms() -> None:
    assert Verb.CONFIRM_CLOSE in offered(State.AWAITING_SECOND, to=SUE)
    assert Verb.CONFIRM_CLOSE not in offered(State.AWAITING_SECOND, to=MAX)


def test_nothing_is_offered_for_what_is_closed() -> None:
    assert offered(State.CLOSED, to=MAX) == frozenset()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MODERATOR, Role.SAFEGUARDING_LEAD, Role.SUPPORTER}))
def test_everybody_else_may_read_nothing(role: Role) -> None:
    assert rules.kinds_for(frozenset({role})) == frozenset()


@pytest.mark.parametrize("kind", sorted(SubjectKind))
def test_there_is_somebody_for_every_kind(kind: SubjectKind) -> None:
    assert rules.roles_for(kind)


@given(st.sampled_from(Urgency), st.sampled_from(Urgency))
def test_the_sooner_of_two_is_one_of_them_and_never_later(one: Urgency, other: Urgency) -> None:
    found, order = rules.sooner(one, other), list(Urgency)

    assert order.index(found) == min(order.index(one), order.index(other))


@given(moments, st.sampled_from(Urgency), st.booleans())
def test_what_is_raised_is_due_later_and_in_working_time(at: datetime, urgency: Urgency, always: bool) -> None:
    duty = Duty(always=always)
    found = due.due_at(duty, urgency=urgency, at=at)

    assert found > at
    if not (always and urgency is Urgency.LOOK_NOW):
        # At the last instant before it somebody was there.
        assert opening.is_open(duty.hours, at=found - timedelta(microseconds=1))


@given(moments, st.booleans())
def test_what_cannot_wait_has_its_thirty_minutes_over_thirty_years(at: datetime, always: bool) -> None:
    duty = Duty(always=always)
    found = due.due_at(duty, urgency=Urgency.LOOK_NOW, at=at)

    spent = found - at if always else working.working_between(duty.hours, start=at, end=found)
    assert spent == timedelta(minutes=30)


@given(moments, moments, st.sampled_from(Urgency), st.booleans())
def test_who_raises_later_is_never_due_sooner(one: datetime, other: datetime, urgency: Urgency, always: bool) -> None:
    duty, (first, second) = Duty(always=always), sorted((one, other))

    assert due.due_at(duty, urgency=urgency, at=first) <= due.due_at(duty, urgency=urgency, at=second)


@given(moments, moments, st.sampled_from(Urgency), st.booleans())
def test_what_was_laid_down_never_climbs_before_it_is_due(
    at: datetime, until: datetime, urgency: Urgency, always: bool
) -> None:
    assert due.back_at(Duty(always=always), urgency=urgency, due=until, at=at) >= max(at, until)


def test_every_pair_of_states_is_decided() -> None:
    allowed = {(one, other) for one, other in product(State, State) if rules.may_become(one, other)}

    assert (State.CLOSED, State.TAKEN) not in allowed
    assert len(allowed) == sum(map(len, TRANSITIONS.values()))
