"""The ladder: what nobody looks at in time is told to the next person, once each."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import update

from app.core import clock, config
from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mailers import MAILERS
from app.risk import service as risk
from app.risk.models import Flag, FlagCall
from app.risk.rules import Event, Rung, Urgency
from tests.builders import risk as build
from tests.builders.risk import SUNDAY, WORKING
from tests.mailbox import Mailbox
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
        for _half_minute in range(2 * 119):
            now.shift(MINUTE / 2)
            build.sweep()

    assert rungs(flag, cast) == ["senior", "duty", "owner"]
    assert build.now_of(flag).escalation == 3


def last_calls(flag: Flag, cast: Cast) -> list[datetime]:
    """When the last rungs were called again."""
    return [each.happened_at for each in build.history(flag, reader=cast.max) if each.facts.get("again")]


def delivered(flag: Flag) -> None:
    """Every call that was made got there."""
    with unit_of_work(flag.trust_id) as session:
        arrived = update(FlagCall).where(FlagCall.flag_id == flag.id).values(state="sent", sent_at=clock.now())
        session.execute(arrived)


def test_after_the_last_rung_what_cannot_wait_is_told_again_each_hour_until_max_takes_it(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        for _minute in range(4 * 60 + 30):
            now.shift(MINUTE)
            build.sweep()
        build.take(cast.max, flag)
        now.shift(25 * MINUTE)
        build.sweep()

    # The owner is called an hour after it was raised.
    assert last_calls(flag, cast) == [WORKING + timedelta(hours=hours) for hours in (2, 3, 4)]
    assert rungs(flag, cast) == ["senior", "duty", "owner", "owner", "owner", "owner"]


def test_the_last_rungs_are_the_duty_contact_and_the_owner(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice)
        for hour in (15, 16, 17):
            now.move_to(WORKING.replace(hour=hour))
            build.sweep()
        delivered(flag)
        before = build.calls(flag)
        now.move_to(WORKING.replace(hour=9) + timedelta(days=1))
        build.sweep()

    again = Counter(build.calls(flag)) - Counter(before)
    assert again == Counter([("duty", "duty@example.org"), ("owner", "owner@example.org")])


def test_what_can_wait_is_told_again_each_working_morning(cast: Cast) -> None:
    whole_ladder(cast)
    friday = WORKING - timedelta(days=3)
    with time_machine.travel(friday, tick=False) as now:
        flag = build.make_flag(cast.alice)
        while now_is_before(WORKING + timedelta(days=2)):
            now.shift(15 * MINUTE)
            build.sweep()

    # Due on Friday at 3pm; senior, duty contact and owner at 3, 4 and 5pm.
    assert last_calls(flag, cast) == [(WORKING + timedelta(days=day)).replace(hour=9) for day in (0, 1, 2)]


def now_is_before(until: datetime) -> bool:
    return clock.now() < until


def test_a_call_that_is_still_on_its_way_is_not_made_again(cast: Cast) -> None:
    """Mail that was down for a day must not bring a day's calls at once."""
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        for _hour in range(12):
            now.shift(timedelta(hours=1))
            build.sweep()

    assert Counter(build.calls(flag)).most_common(1)[0][1] == 2  # the duty contact: at first, and as a rung


def test_with_nobody_to_call_it_is_tried_again(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()
        build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess)
        now.shift(60 * MINUTE)
        build.sweep()

    assert ("duty", "duty@example.org") in build.calls(flag)


def test_a_sweep_that_dies_while_it_tells_again_is_made_up_for_once(cast: Cast) -> None:
    whole_ladder(cast)
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        for _rung in range(3):
            now.shift(30 * MINUTE)
            build.sweep()
        now.shift(60 * MINUTE)
        with pytest.raises(KeyboardInterrupt), unit_of_work(Platform.SWEEP) as session:
            risk.escalate_due(session)
            raise KeyboardInterrupt
        build.sweep()
        build.sweep()

    assert len(last_calls(flag, cast)) == 1


def test_the_owner_reads_that_nobody_is_told_after_them(cast: Cast, mailbox: Mailbox) -> None:
    build.make_contact(cast.riverside, Rung.OWNER, by=cast.tess)
    with time_machine.travel(WORKING, tick=False) as now:
        build.make_flag(cast.alice, Urgency.LOOK_NOW)
        now.shift(30 * MINUTE)
        build.sweep()
        delivery.send_all_due(mailers=MAILERS)

    words = {mail["To"]: mailbox.words_in(mail) for mail in mailbox.mails}
    assert "the next person is called in time" in words["max@example.org"]
    assert "You are told again until somebody takes it." in words["owner@example.org"]


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
