"""Counting what is new: whatever comes when, the figures are those of counting every day anew."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, select, text

from app.core.clock import UTC
from app.core.db import Platform, unit_of_work
from app.usage import queries, rollup
from app.usage.events import Event
from app.usage.models import UsageDay, UsageKept, UsageModuleDay, UsageVisit
from tests.builders.usage import all_figures, count_all_news, days_of, london, make_event, usage_event
from tests.people import Cast

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def figures() -> dict[str, list[tuple[object, ...]]]:
    with unit_of_work(Platform.SWEEP) as session:
        return all_figures(session)


def counted_at(moment: datetime) -> dict[str, list[tuple[object, ...]]]:
    with time_machine.travel(moment, tick=False):
        count_all_news()
    return figures()


def counted_anew(first: date, last: date) -> dict[str, list[tuple[object, ...]]]:
    with unit_of_work(Platform.SWEEP) as session:
        for table in (UsageDay, UsageVisit, UsageModuleDay):
            session.execute(delete(table))
        rollup.roll_up(session, first=first, last=last)
        return all_figures(session)


def test_the_first_time_counts_everything(cast: Cast) -> None:
    make_event(cast.alice, london(date(2025, 3, 30), "08:00"))
    make_event(cast.ben, london(MONDAY, "08:00"))
    assert len(counted_at(EVENING)["usage_days"]) == 2


def test_what_alice_does_next_is_added_to_her_day(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    counted_at(EVENING + timedelta(minutes=1))
    make_event(cast.alice, EVENING + timedelta(minutes=3))

    assert counted_at(EVENING + timedelta(minutes=5)) == counted_anew(MONDAY, MONDAY)
    with unit_of_work(Platform.SWEEP) as session:
        assert days_of(session, cast.alice)[0].active_seconds == 210


def test_counting_twice_changes_nothing(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    once = counted_at(EVENING + timedelta(minutes=1))
    assert counted_at(EVENING + timedelta(minutes=1)) == once


def test_days_of_people_who_did_nothing_new_are_not_written_again(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    counted_at(EVENING)
    version = select(UsageDay.__table__.c.person_id, text("xmin::text"))
    with unit_of_work(Platform.SWEEP) as session:
        before = session.execute(version).all()
    make_event(cast.ben, EVENING + timedelta(minutes=2))
    counted_at(EVENING + timedelta(minutes=3))

    with unit_of_work(Platform.SWEEP) as session:
        assert before[0] in session.execute(version).all()


def test_a_heartbeat_that_comes_late_joins_two_visits_and_two_days(cast: Cast) -> None:
    make_event(cast.alice, london(MONDAY, "23:40"))
    make_event(cast.alice, london(TUESDAY, "00:20"))
    assert len(counted_at(london(TUESDAY, "00:30"))["usage_visits"]) == 2
    make_event(cast.alice, london(TUESDAY, "00:00"), Event.PAGE_STILL_READ, late=timedelta(minutes=40))

    after = counted_at(london(TUESDAY, "00:45"))
    assert after == counted_anew(MONDAY, TUESDAY)
    assert len(after["usage_visits"]) == 1


def test_what_comes_late_before_midnight_takes_the_next_days_visit_along(cast: Cast) -> None:
    make_event(cast.alice, london(TUESDAY, "00:10"))
    counted_at(london(TUESDAY, "01:15"))
    make_event(cast.alice, london(MONDAY, "23:50"), Event.PAGE_STILL_READ, late=timedelta(minutes=88))

    after = counted_at(london(TUESDAY, "01:20"))
    assert after == counted_anew(MONDAY, TUESDAY)
    assert len(after["usage_days"]) == 1


def test_what_never_pauses_is_right_on_the_day_before_yesterday_too(cast: Cast) -> None:
    begin = london(MONDAY - timedelta(days=1), "12:00")
    for step in range(73):  # until three minutes before midnight on Monday
        make_event(cast.alice, begin + step * timedelta(minutes=29, seconds=58))
    counted_at(london(TUESDAY, "01:10"))
    make_event(cast.alice, london(TUESDAY, "00:27"), Event.PAGE_STILL_READ, late=timedelta(minutes=50))

    assert counted_at(london(TUESDAY, "01:20")) == counted_anew(MONDAY - timedelta(days=1), TUESDAY)


def test_an_event_whose_transaction_ended_after_the_count_is_not_missed(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    counted_at(EVENING + timedelta(minutes=10))
    make_event(cast.ben, EVENING - timedelta(minutes=20))  # written down before the count, there only now

    assert len(counted_at(EVENING + timedelta(minutes=25))["usage_days"]) == 2


def test_after_a_stop_it_catches_up_piece_by_piece(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "AT_ONCE", 3)
    for number in range(20):
        make_event(cast.alice, EVENING - timedelta(hours=7 * number))
    with time_machine.travel(EVENING, tick=False), unit_of_work(Platform.SWEEP) as session:
        assert rollup.count_news(session)

    assert counted_at(EVENING) == counted_anew(MONDAY - timedelta(days=8), MONDAY)


def test_many_events_of_one_moment_do_not_hold_it_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "AT_ONCE", 3)
    with unit_of_work(Platform.SWEEP) as session:
        for number in range(20):
            event = usage_event(cast.alice, EVENING - timedelta(days=number), Event.TOOLBOX_OPENED, "")
            event.recorded_at = EVENING
            session.add(event)

    assert len(counted_at(EVENING)["usage_days"]) == 20


def test_who_is_stopped_in_the_middle_has_counted_nothing(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    with pytest.raises(ZeroDivisionError), time_machine.travel(EVENING), unit_of_work(Platform.SWEEP) as session:
        rollup.count_news(session)
        raise ZeroDivisionError

    with unit_of_work(Platform.SWEEP) as session:
        assert queries.counted_to(session) is None
    assert len(counted_at(EVENING)["usage_days"]) == 1


def test_of_two_at_once_the_second_leaves_it_to_the_first(cast: Cast) -> None:
    make_event(cast.alice, EVENING)
    with time_machine.travel(EVENING), unit_of_work(Platform.SWEEP) as first, unit_of_work(Platform.SWEEP) as second:
        rollup.count_news(first)
        assert not rollup.count_news(second)
        assert queries.counted_to(second) is None


def test_it_is_known_how_far_was_counted(cast: Cast) -> None:
    counted_at(EVENING)
    with unit_of_work(Platform.SWEEP) as session:
        assert queries.counted_to(session) == EVENING


def test_a_worker_whose_clock_was_ahead_misses_nothing_when_it_is_right_again(cast: Cast) -> None:
    counted_at(EVENING + timedelta(days=900))
    make_event(cast.alice, EVENING)
    assert len(counted_at(EVENING + timedelta(minutes=1))["usage_days"]) == 1


def test_days_whose_events_are_deleted_keep_their_figures(cast: Cast) -> None:
    old: dict[str, Any] = {column.name: 1 for column in UsageDay.__table__.columns}
    old |= {"trust_id": cast.riverside.id, "person_id": cast.alice.id, "day": MONDAY - timedelta(days=1)}
    with unit_of_work(Platform.SWEEP) as session:
        session.add_all([UsageDay(**old), UsageKept(trust_id=cast.riverside.id, first_day=MONDAY)])
    make_event(cast.alice, EVENING)

    counted_at(EVENING)
    with unit_of_work(Platform.SWEEP) as session:
        assert [row.day for row in days_of(session, cast.alice)] == [MONDAY - timedelta(days=1), MONDAY]
