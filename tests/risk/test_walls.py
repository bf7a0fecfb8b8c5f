"""Who sees flags: those whose work they are, in their own trust; confidential messages fewer still."""

from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.accounts.roles import ROLES, Permission, Role
from app.core.db import unit_of_work
from app.core.errors import Conflict, NotFound
from app.risk import duty, queries
from app.risk import service as risk
from app.risk.due import Clocks
from app.risk.lines import FlagLine
from app.risk.rules import Outcome, State, SubjectKind, Urgency
from app.risk.service import settings
from app.trusts.hours.table import Window
from tests.builders import risk as build
from tests.builders.accounts import make_person
from tests.builders.hours import OFFICE
from tests.people import Cast

HOUR = timedelta(hours=1)


def queue_of(person: Person) -> list[FlagLine]:
    who = build.viewer(person)
    with unit_of_work(who.own_trust) as session:
        return queries.queue(session, viewer=who)


@pytest.mark.parametrize("role", sorted(Role))
def test_only_those_whose_work_it_is_may_work_on_flags(role: Role) -> None:
    may = Permission.RISK_WORK in ROLES[role].permissions

    assert may == (role in {Role.MODERATOR, Role.SAFEGUARDING_LEAD, Role.SUPPORTER})


@pytest.mark.parametrize("name", ["cora", "tess", "alice"])
def test_clinician_trust_lead_and_relative_find_nothing(cast: Cast, name: str) -> None:
    flag, person = build.make_flag(cast.alice), getattr(cast, name)
    who = build.viewer(person)

    assert queue_of(person) == []
    for read in (queries.flag, queries.content, queries.history):
        with pytest.raises(NotFound), unit_of_work(flag.trust_id) as session:
            read(session, viewer=who, flag_id=flag.id)


@pytest.mark.parametrize("name", ["cora", "tess", "alice"])
def test_they_cannot_take_it_either(cast: Cast, name: str) -> None:
    flag = build.make_flag(cast.alice)

    with pytest.raises(NotFound):
        build.take(getattr(cast, name), flag)


def test_the_other_trusts_moderator_finds_nothing(cast: Cast) -> None:
    flag, mona = build.make_flag(cast.alice), make_person("Mona", Role.MODERATOR, trust=cast.hillside)

    assert queue_of(mona) == []
    with pytest.raises(NotFound), unit_of_work(cast.hillside.id) as session:
        risk.open_content(session, viewer=build.viewer(mona), flag_id=flag.id)


def test_a_moderator_never_sees_confidential_messages_and_a_supporter_does(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW, kind=SubjectKind.MESSAGE)

    assert queue_of(cast.max) == []
    assert [each.id for each in queue_of(cast.sue)] == [flag.id]
    assert [recipient for _rung, recipient in build.calls(flag)] == [cast.sue.email]


def test_the_queue_shows_what_is_due_first(cast: Cast) -> None:
    today = build.make_flag(cast.alice)
    now = build.make_flag(cast.ben, Urgency.LOOK_NOW)

    assert [each.id for each in queue_of(cast.max)] == [now.id, today.id]


def test_the_counts_are_of_what_somebody_may_see(cast: Cast) -> None:
    build.make_flag(cast.alice)
    build.make_flag(cast.alice, kind=SubjectKind.MESSAGE)

    with unit_of_work(cast.riverside.id) as session:
        assert queries.counts(session, viewer=build.viewer(cast.max)) == {(Urgency.LOOK_TODAY, State.NEW): 1}
        assert queries.counts(session, viewer=build.viewer(cast.sue)) == {(Urgency.LOOK_TODAY, State.NEW): 2}


def test_whoever_is_on_the_rota_is_on_duty_and_nobody_else(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        settings.add_shift(
            session,
            trust_id=cast.riverside.id,
            actor_id=cast.tess.id,
            person_id=cast.sue.id,
            weekday=0,
            window=OFFICE,
        )
        on = duty.on_duty(session, trust_id=cast.riverside.id, kind=SubjectKind.POST, now=build.WORKING)
        off = duty.on_duty(session, trust_id=cast.riverside.id, kind=SubjectKind.POST, now=build.SUNDAY)

    assert [each.id for each in on] == [cast.sue.id]
    assert [each.id for each in off] == [cast.max.id]


def test_a_clinician_cannot_be_on_the_rota(cast: Cast) -> None:
    with pytest.raises(Conflict), unit_of_work(cast.riverside.id) as session:
        settings.add_shift(
            session,
            trust_id=cast.riverside.id,
            actor_id=cast.tess.id,
            person_id=cast.cora.id,
            weekday=0,
            window=Window(*OFFICE),
        )


def test_the_trusts_own_hours_and_clocks_hold_from_then_on(cast: Cast) -> None:
    build.open_always(cast.riverside, by=cast.tess)

    with unit_of_work(cast.riverside.id) as session:
        settings.set_clocks(session, trust_id=cast.riverside.id, actor_id=cast.tess.id, clocks=Clocks(look_today=60))
        found = duty.of_trust(session, trust_id=cast.riverside.id)
        assert duty.clocks_signed(session, trust_id=cast.riverside.id)

    assert (found.is_own, found.clocks.look_today, found.hours.windows(build.WORKING.date())[0].minutes) == (
        True,
        60,
        (0, 1440),
    )


def test_the_log_holds_what_could_not_wait_and_what_became_serious(cast: Cast) -> None:
    build.make_flag(cast.alice)
    urgent, grave = build.make_flag(cast.alice, Urgency.LOOK_NOW), build.make_flag(cast.alice)
    build.take(cast.max, grave)
    build.propose(cast.max, grave, Outcome.SAFEGUARDING_STARTED)

    with unit_of_work(cast.riverside.id) as session:
        start, end = urgent.raised_at - HOUR, grave.raised_at + HOUR
        found = queries.log(session, viewer=build.viewer(cast.max), start=start, end=end)

    assert [each.id for each in found] == [urgent.id, grave.id]
