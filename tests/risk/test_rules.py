"""The states of a flag, who may do what, and by when; without a database."""

from datetime import UTC, datetime, time, timedelta
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
from app.trusts.hours.clocks import in_london
from app.trusts.hours.table import ServiceHours
from tests.builders.hours import always_open, london, make_hours, windows

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


@given(moments, st.booleans())
def test_what_cannot_wait_is_told_again_after_an_hour_in_which_somebody_can_be_called(
    at: datetime, always: bool
) -> None:
    duty = Duty(always=always)
    found = due.again_at(duty, urgency=Urgency.LOOK_NOW, at=at)

    spent = found - at if always else working.working_between(duty.hours, start=at, end=found)
    assert spent == timedelta(hours=1)


@given(moments, st.sampled_from([each for each in Urgency if each is not Urgency.LOOK_NOW]))
def test_what_can_wait_is_told_again_at_nine_on_the_next_working_day_over_thirty_years(
    at: datetime, urgency: Urgency
) -> None:
    found = due.again_at(Duty(), urgency=urgency, at=at)

    assert in_london(found).time() == time(9)
    assert working.working_days_between(due.DEFAULT_HOURS, start=at, end=found) == 1


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (always_open(), "2026-11-24 09:00"),
        (make_hours(*[windows("07:00-08:30")] * 5), "2026-11-24 07:00"),
        (make_hours(*[windows("13:00-17:00")] * 5), "2026-11-24 13:00"),
        (make_hours(windows("09:00-17:00")), "2026-11-30 09:00"),
    ],
)
def test_the_morning_is_nine_or_when_somebody_is_there(hours: ServiceHours, expected: str) -> None:
    found = due.again_at(Duty(hours=hours), urgency=Urgency.LOOK_TODAY, at=NOW)

    assert found == london(expected)


def test_every_pair_of_states_is_decided() -> None:
    allowed = {(one, other) for one, other in product(State, State) if rules.may_become(one, other)}

    assert (State.CLOSED, State.TAKEN) not in allowed
    assert len(allowed) == sum(map(len, TRANSITIONS.values()))
