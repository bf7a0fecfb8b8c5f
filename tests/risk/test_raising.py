"""Raising a flag: one for each subject, due in time, and somebody is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import time_machine
from sqlalchemy import func, select, text

from app.core.db import Platform, unit_of_work
from app.risk import queries
from app.risk.models import Flag
from app.risk.rules import Event, Rung, State, Urgency
from tests.builders import risk as build
from tests.builders.risk import SUNDAY, WORKING
from tests.people import Cast


def test_what_alice_wrote_is_in_the_queue_with_its_due_time(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False):
        flag = build.make_flag(cast.alice)

    seen = build.seen_by(cast.max, flag)

    assert (seen.state, seen.urgency, seen.writer_id) == (State.NEW, Urgency.LOOK_TODAY, cast.alice.id)
    assert seen.due_at == WORKING + timedelta(hours=4)


def test_what_is_written_on_a_sunday_is_due_on_monday(cast: Cast) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    assert flag.due_at == WORKING.replace(hour=9, minute=30)


def test_with_a_duty_contact_the_clock_runs_on_a_sunday_too(cast: Cast) -> None:
    build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess)

    with time_machine.travel(SUNDAY, tick=False):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    assert flag.due_at == SUNDAY + timedelta(minutes=30)


def test_the_same_reason_told_twice_counts_once(cast: Cast) -> None:
    why = build.concern(key="revision 1")
    flag = build.make_flag(cast.alice, why=why)

    assert build.again(flag, why).id == flag.id
    assert build.events(flag, reader=cast.max) == [Event.RAISED]


def test_another_reason_is_added_to_the_open_flag(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)

    assert build.again(flag, build.concern(text="She has a knife")).id == flag.id
    with unit_of_work(flag.trust_id) as session:
        found = queries.content(session, viewer=build.viewer(cast.max), flag_id=flag.id)
    assert [each.text for each in found] == [build.TEXT, "She has a knife"]


def test_a_more_urgent_reason_brings_the_due_time_forward(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False):
        flag = build.again(build.make_flag(cast.alice), build.concern(Urgency.LOOK_NOW))

    assert (flag.urgency, flag.needs_two) == (Urgency.LOOK_NOW.value, True)
    assert flag.due_at == WORKING + timedelta(minutes=30)


def test_a_less_urgent_reason_never_puts_it_back(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    later = build.again(flag, build.concern(Urgency.HOLD_IDENTITY))

    assert (later.urgency, later.due_at) == (Urgency.LOOK_NOW.value, flag.due_at)


def test_a_new_reason_opens_a_closed_flag_again(cast: Cast) -> None:
    build.make_experienced(cast.max, writer=cast.ben)
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    build.close(cast.max, flag)

    opened = build.again(flag, build.concern())

    assert (opened.id, opened.state, opened.outcome, opened.acknowledged_at) == (flag.id, "new", None, None)
    assert build.events(flag, reader=cast.max)[-1] is Event.REOPENED


def test_twenty_at_once_about_one_post_make_one_flag(cast: Cast) -> None:
    post = uuid4()

    with ThreadPoolExecutor(8) as pool:
        flags = list(pool.map(lambda _: build.make_flag(cast.alice, subject_id=post).id, range(20)))

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalar(select(func.count()).select_from(Flag)) == 1
    assert len(set(flags)) == 1
    assert build.events(build.make_flag(cast.alice, subject_id=post), reader=cast.max).count(Event.RAISED) == 1


def test_what_was_written_is_nowhere_in_the_database(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.again(flag, build.concern(text="She has a knife"))

    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(text("SELECT flags::text, flag_events::text FROM flags, flag_events")).all()
        sealed = session.execute(text("SELECT sealed FROM flags")).scalar_one()

    assert len(rows) == 2
    assert "tonight" not in str(rows) + str(bytes(sealed))
