"""The ladder: what nobody looks at in time is told to the next person, once each."""

from datetime import timedelta

import pytest
import time_machine

from app.core import config
from app.core.db import Platform, unit_of_work
from app.risk import service as risk
from app.risk.models import Flag
from app.risk.rules import Event, Rung, Urgency
from tests.builders import risk as build
from tests.builders.risk import SUNDAY, WORKING
from tests.people import Cast

MINUTE = timedelta(minutes=1)


def whole_ladder(cast: Cast) -> None:
    for rung in (Rung.SENIOR, Rung.DUTY, Rung.OWNER):
        build.make_contact(cast.riverside, rung, by=cast.tess)


def rungs(flag: Flag, cast: Cast) -> list[str]:
    found = build.history(flag, reader=cast.max)
    return [each.facts["rung"] for each in found if each.event is Event.ESCALATED]


def test_nobody_is_called_before_it_is_due(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE - timedelta(microseconds=1))

        assert build.sweep() == (0, 0)


def test_it_climbs_the_whole_ladder_each_rung_once(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        for _half_minute in range(240):
            now.shift(MINUTE / 2)
            build.sweep()

    assert rungs(flag, cast) == ["senior", "duty", "owner"]
    assert build.now_of(flag).escalation == 3


def test_it_stops_when_max_takes_it(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()
        build.take(cast.max, flag)
        now.shift(20 * MINUTE)
        build.sweep()

    assert rungs(flag, cast) == ["senior"]


def test_climbing_does_not_spoil_the_page_that_max_has_open(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()

        assert build.take(cast.max, flag, version=1)


def test_a_rung_without_anybody_is_passed_over(cast: Cast) -> None:
    build.make_contact(cast.riverside, Rung.OWNER, by=cast.tess)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()

    assert rungs(flag, cast) == ["owner"]


def test_with_nobody_on_the_ladder_the_history_says_so(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()

    assert build.events(flag, reader=cast.max)[-1] is Event.NOBODY_TO_CALL


def test_the_owner_of_the_installation_is_called_in_every_trust(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_EMAIL", "olga@example.org")
    config.settings.cache_clear()
    try:
        with time_machine.travel(WORKING, tick=False) as now:
            flag = build.make_flag(cast.alice)
            now.shift(timedelta(hours=4))
            build.sweep()
    finally:
        config.settings.cache_clear()

    assert ("owner", "olga@example.org") in build.calls(flag)


def test_what_can_wait_climbs_in_working_hours_only(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(SUNDAY, tick=False) as now:
        flag = build.make_flag(cast.alice)
        now.move_to(WORKING.replace(hour=12, minute=59))
        assert build.sweep() == (0, 0)
        now.move_to(WORKING.replace(hour=13))
        build.sweep()

    assert rungs(flag, cast) == ["senior"]


def test_what_waits_for_the_second_person_climbs_too(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        build.propose(cast.max, flag)
        now.shift(30 * MINUTE)
        build.sweep()

    assert rungs(flag, cast) == ["senior"]


def test_two_sweeps_at_once_call_each_rung_once(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        with unit_of_work(Platform.SWEEP) as one, unit_of_work(Platform.SWEEP) as other:
            assert (risk.escalate_due(one), risk.escalate_due(other)) == (1, 0)

    assert rungs(flag, cast) == ["senior"]


def test_a_sweep_that_dies_is_made_up_for_by_the_next(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        with pytest.raises(KeyboardInterrupt), unit_of_work(Platform.SWEEP) as session:
            risk.escalate_due(session)
            raise KeyboardInterrupt
        build.sweep()

    assert rungs(flag, cast) == ["senior"]


def test_where_nobody_is_on_duty_the_ladder_begins_at_once(cast: Cast) -> None:
    build.make_contact(cast.hillside, Rung.SENIOR, by=cast.hanna)
    flag = build.make_flag(cast.hugo)

    build.sweep()

    assert build.calls(flag) == [("senior", "senior@example.org")]
