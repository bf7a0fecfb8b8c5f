"""The roll-up's one statement against the model, for whatever several devices may send and whenever it arrives."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.clock import london_day
from app.core.db import Platform, unit_of_work
from app.models import metadata
from app.usage import rollup
from app.usage.events import Event
from tests.builders.usage import usage_event
from tests.people import Cast
from tests.usage.model import Happened, figures

STARTS = st.sampled_from(
    # An ordinary evening, and the evenings before the clocks go back and forward.
    [
        datetime(2026, 11, 23, 21, tzinfo=UTC),
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 3, 28, 22, tzinfo=UTC),
    ]
)
# Around the edges of every rule, and a laptop that slept: long enough to go from day to day.
GAPS = st.one_of(
    st.sampled_from([0, 1, 9, 10, 11, 29, 30, 31, 299, 300, 301, 1799, 1800, 1801, 8 * 3600, 30 * 3600, 90 * 3600]),
    st.integers(0, 4000),
).map(lambda seconds: timedelta(seconds=seconds))
EVENTS = st.sampled_from([event for event in Event if not event.value.startswith("invitation.")])
SUBJECTS = st.sampled_from(["one/first", "one/second", "two/first", "three/plan"])
# Most arrive at once; some when the line is back, and a few long after that, as no browser would.
DELAYS = st.sampled_from([0, 0, 0, 0, 1, 600, 3599, 3600, 5 * 86_400]).map(lambda seconds: timedelta(seconds=seconds))
DEVICE = st.lists(st.tuples(GAPS, EVENTS, SUBJECTS, DELAYS), max_size=20)
DEVICES = st.lists(DEVICE, min_size=1, max_size=3).filter(any)
PAUSES = st.lists(st.integers(60, 200_000), max_size=5)
TRIES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def happenings(start: datetime, devices: list[list[tuple[Any, ...]]]) -> list[Happened]:
    made = []
    for steps in devices:
        at = start
        for gap, event, subject, delay in steps:
            at += gap
            made.append(Happened(at, event, subject, at + delay))
    return sorted(made, key=lambda each: each.recorded_at)


def stored(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    tables = [metadata.tables[name] for name in ("usage_visits", "usage_days", "usage_module_days")]
    return {
        table.name: [
            tuple(row) for row in session.execute(select(*_own_columns(table)).order_by(*table.primary_key.columns))
        ]
        for table in tables
    }


def _own_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name not in {"trust_id", "person_id"}]


def write(session: Session, person: Person, events: list[Happened]) -> None:
    for each in events:
        late = each.recorded_at - each.at
        session.add(usage_event(person, each.at, each.event, each.subject, late=late))
        session.flush()  # numbered in the order in which they arrive


@TRIES
@given(start=STARTS, devices=DEVICES)
def test_the_statement_says_what_the_definitions_say(
    cast: Cast, start: datetime, devices: list[list[tuple[Any, ...]]]
) -> None:
    events = happenings(start, devices)
    first, last = min(london_day(each.at) for each in events), max(london_day(each.at) for each in events)
    with unit_of_work(Platform.SWEEP) as session:
        trying = session.begin_nested()
        write(session, cast.alice, events)
        rollup.roll_up(session, first=first, last=last)
        assert stored(session) == figures(events)
        for days in range((last - first).days + 1):  # the same, day by day
            rollup.roll_up(session, first=first + timedelta(days=days), last=first + timedelta(days=days))
        assert stored(session) == figures(events)
        trying.rollback()


@TRIES
@given(start=STARTS, devices=DEVICES, pauses=PAUSES)
def test_counting_what_is_new_comes_to_the_same_whenever_it_is_done(
    cast: Cast, start: datetime, devices: list[list[tuple[Any, ...]]], pauses: list[int]
) -> None:
    events = happenings(start, devices)
    with unit_of_work(Platform.SWEEP) as session:
        trying = session.begin_nested()
        moment, waiting = start, events
        for pause in [*pauses, 100 * 86_400]:
            moment += timedelta(seconds=pause)
            write(session, cast.alice, [each for each in waiting if each.recorded_at <= moment])
            waiting = [each for each in waiting if each.recorded_at > moment]
            with time_machine.travel(moment, tick=False):
                rollup.count_news(session)
        assert stored(session) == figures(events)
        trying.rollback()
