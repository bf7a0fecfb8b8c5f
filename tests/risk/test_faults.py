"""No flag is lost, none climbs the ladder early, each overdue one climbs once: whatever dies, restarts or jumps."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from redis import Redis
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.core import config
from app.core.db import Platform, unit_of_work
from app.mail.models import OutboundMail
from app.mail.rules import MailState
from app.risk import service as risk
from app.risk.models import FlagEvent
from app.risk.rules import Event, Rung, State, Urgency
from tests.builders import risk as build
from tests.builders.hours import london
from tests.builders.risk import WORKING
from tests.mailbox import Mailbox
from tests.people import Cast
from tests.worker.processes import WorkerGroup, worker_group

FLAGS, NOT_YET, BATCH = 300, 30, 50
BEFORE_A_KILL, MOST_KILLS, PATIENCE = 0.5, 8, 200.0  # seconds of sending, kills, seconds
MINUTE = timedelta(minutes=1)


def make_ladder(cast: Cast, *rungs: Rung) -> None:
    """With somebody on duty the clock of what cannot wait runs at night, too."""
    for rung in rungs:
        build.make_contact(cast.riverside, rung, by=cast.tess)


def sweep_from(start: datetime, until: datetime, every: timedelta) -> None:
    """As the worker does, but faster."""
    with time_machine.travel(start, tick=False) as clock:
        while start <= until:
            clock.move_to(start)
            build.sweep()
            start += every


def flags_with(event: Event) -> Counter[UUID]:
    """How often this happened to each flag."""
    with unit_of_work(Platform.SWEEP) as session:
        return Counter(session.scalars(select(FlagEvent.flag_id).where(FlagEvent.event == event.value)))


def moments(event: Event) -> list[datetime]:
    """When it happened, in order."""
    happened = select(FlagEvent.happened_at).where(FlagEvent.event == event.value).order_by(FlagEvent.id)
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(happened))


@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
def test_at_night_the_ladder_goes_on_over_the_change_of_the_clocks(cast: Cast, sunday: str) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    # The clocks change at 1am in Greenwich.
    start = datetime.fromisoformat(f"{sunday}T00:45:00+00:00")
    with time_machine.travel(start, tick=False):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    sweep_from(start, start + timedelta(hours=3), MINUTE)

    due = start + 30 * MINUTE
    assert build.now_of(flag).due_at == due
    # After the last rung once more each hour.
    assert moments(Event.ESCALATED) == [due + minutes * MINUTE for minutes in (0, 15, 30, 90, 150)]


@pytest.mark.parametrize("friday", ["2026-03-27", "2026-10-23"])
def test_without_anybody_on_duty_what_came_before_the_change_climbs_on_monday(cast: Cast, friday: str) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.OWNER)
    start = london(f"{friday} 16:50")
    monday = (start + timedelta(days=3)).date()
    with time_machine.travel(start, tick=False):
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    sweep_from(start, london(f"{monday} 12:00"), 5 * MINUTE)

    due = london(f"{monday} 09:20")
    assert build.now_of(flag).due_at == due
    assert moments(Event.ESCALATED) == [due + minutes * MINUTE for minutes in (0, 15, 75, 135)]


def test_a_clock_that_jumps_an_hour_forward_calls_one_rung_and_not_the_whole_ladder(cast: Cast) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    with time_machine.travel(WORKING, tick=False) as clock:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        clock.shift(timedelta(hours=1))
        called = [build.sweep() for _each in range(5)]

    assert called == [(0, 1), *[(0, 0)] * 4]
    assert build.now_of(flag).escalation == 1


def test_a_clock_that_jumps_an_hour_back_calls_nobody_again_and_loses_nothing(cast: Cast) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    with time_machine.travel(WORKING, tick=False) as clock:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        clock.shift(31 * MINUTE)
        before = build.sweep()
        clock.shift(timedelta(hours=-1))
        back = [build.sweep() for _each in range(5)]
        clock.move_to(WORKING + timedelta(hours=2))
        after = [build.sweep(), build.sweep()]

    assert (before, back, after) == ((0, 1), [(0, 0)] * 5, [(0, 1), (0, 0)])
    assert build.now_of(flag).escalation == 2


def test_what_max_took_before_the_clock_jumped_is_free_again_and_not_lost(cast: Cast) -> None:
    with time_machine.travel(WORKING, tick=False) as clock:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        build.take(cast.max, flag)
        clock.shift(timedelta(hours=1))
        build.sweep()

    assert build.now_of(flag).state == State.NEW.value
    assert flags_with(Event.LEASE_RAN_OUT) == {flag.id: 1}


def test_a_database_that_restarts_in_the_middle_of_a_sweep_loses_nothing(cast: Cast, owner: Engine) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    with time_machine.travel(WORKING, tick=False) as clock:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        clock.shift(40 * MINUTE)
        with pytest.raises(OperationalError), unit_of_work(Platform.SWEEP) as session:
            risk.escalate_due(session)
            _throw_everybody_out(owner)
        # The pool would tell dead connections from fresh ones by the clock, which stands elsewhere here.
        _pool(session).dispose()
        called = [build.sweep(), build.sweep()]

    assert called == [(0, 1), (0, 0)]
    assert flags_with(Event.ESCALATED) == {flag.id: 1}
    assert _mails_to("senior@example.org") == 1


def test_four_workers_that_sweep_at_once_call_once_about_each_flag(cast: Cast) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    with time_machine.travel(WORKING, tick=False) as clock:
        flags = {build.make_flag(cast.alice, Urgency.LOOK_NOW).id for _each in range(40)}
        clock.shift(40 * MINUTE)
        with ThreadPoolExecutor(4) as pool:
            each = [pool.submit(build.sweep) for _worker in range(4)]

    assert sum(called.result()[1] for called in each) == len(flags)
    assert flags_with(Event.ESCALATED) == dict.fromkeys(flags, 1)
    assert _mails_to("senior@example.org") == len(flags)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_workers_are_killed_and_redis_is_emptied_and_each_overdue_flag_climbs_once(
    cast: Cast, mailbox: Mailbox, tmp_path: Path
) -> None:
    make_ladder(cast, Rung.SENIOR, Rung.DUTY, Rung.OWNER)
    # Overdue by the real clock, though so shortly that the rung after the next comes due within none of this test.
    with time_machine.travel(datetime.now().astimezone() - 31 * MINUTE, tick=False):
        overdue = {build.make_flag(cast.alice, Urgency.LOOK_NOW).id for _each in range(FLAGS)}
    for _each in range(NOT_YET):
        build.make_flag(cast.alice, Urgency.LOOK_TODAY)
    until = time.monotonic() + PATIENCE

    with worker_group(tmp_path) as group:
        kills = _kill_again_and_again(group, mailbox, until)
        while (_waiting() or len(flags_with(Event.ESCALATED)) < FLAGS) and time.monotonic() < until:
            time.sleep(0.2)

    first, second = (_sent_to(mailbox, address) for address in ("max@example.org", "senior@example.org"))
    twice = first.total() + second.total() - len(first) - len(second)
    print(f"{kills} kills, {twice} mails twice")
    assert kills >= 2
    assert flags_with(Event.ESCALATED) == dict.fromkeys(overdue, 1)
    assert (len(first), len(second)) == (FLAGS + NOT_YET, FLAGS)
    assert twice <= kills


def _kill_again_and_again(group: WorkerGroup, mailbox: Mailbox, until: float) -> int:
    kills = 0
    while (_waiting() > BATCH or kills < 2) and kills < MOST_KILLS and time.monotonic() < until:
        before = len(mailbox.mails)
        while len(mailbox.mails) == before and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(BEFORE_A_KILL)
        group.kill()
        kills += 1
        with Redis.from_url(config.require("redis_url")) as redis:
            redis.flushall()
        group.start()
    return kills


def _waiting() -> int:
    waiting = select(func.count()).select_from(OutboundMail).where(OutboundMail.state == MailState.QUEUED.value)
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(waiting) or 0


def _mails_to(address: str) -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(select(func.count()).where(OutboundMail.recipient == address)) or 0


def _sent_to(mailbox: Mailbox, address: str) -> Counter[str]:
    """How often each mail arrived: one that is sent again keeps its Message-ID."""
    return Counter(str(mail["Message-ID"]) for mail in mailbox.mails if mail["To"] == address)


def _pool(session: Session) -> Engine:
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    return bind


def _throw_everybody_out(owner: Engine) -> None:
    """What a restart does to those who are connected."""
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    with owner.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}"))
