"""The roll-up's one statement against a slow and obvious model of the same definitions."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.accounts.models import Person
from app.core.clock import LONDON, UTC, london_day
from app.core.db import Platform, unit_of_work
from app.usage.events import Event
from app.usage.rollup import roll_up
from tests.builders.usage import days_of, usage_event
from tests.people import Cast

Figures = tuple[date, int, int, int, int, int, int]
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class Happened:
    """An event, and how long it counts once its visit is known."""

    at: datetime
    event: Event
    subject: str
    counts: timedelta = timedelta(seconds=30)

    @property
    def is_page(self) -> bool:
        return self.event in {Event.PAGE_OPENED, Event.PAGE_STILL_READ}

    @property
    def is_activity(self) -> bool:
        return self.event in {Event.ACTIVITY_SAVED, Event.QUIZ_ANSWERED}


def model(events: list[Happened]) -> list[Figures]:
    """Walks through one person's events and fills one visit after the other."""
    visits: list[list[Happened]] = []
    for each in sorted(events, key=lambda happened: happened.at):
        if visits and each.at - visits[-1][-1].at < HALF_AN_HOUR:
            visits[-1][-1].counts = min(each.at - visits[-1][-1].at, timedelta(minutes=5))
            visits[-1].append(each)
        else:
            visits.append([each])
    days = sorted({london_day(visit[0].at) for visit in visits})
    return [of_day(day, [cut(visit) for visit in visits if london_day(visit[0].at) == day]) for day in days]


def cut(visit: list[Happened]) -> list[Happened]:
    end = datetime.combine(london_day(visit[0].at) + timedelta(days=2), time(), LONDON).astimezone(UTC)
    return [each for each in visit if each.at < end]


def of_day(day: date, visits: list[list[Happened]]) -> Figures:
    every = [each for visit in visits for each in visit]
    seconds = sum((each.counts for each in every), timedelta()) / timedelta(seconds=1)
    modules = set()
    for visit in visits:
        for page in {each.subject for each in visit if each.is_page}:
            open_for = sum((each.counts for each in visit if each.is_page and each.subject == page), timedelta())
            if open_for >= timedelta(seconds=10):
                modules.add(page.split("/")[0])
    return (
        day,
        len([each for each in every if each.event is Event.SIGNED_IN]),
        len(visits),
        int(seconds + 0.5),
        len({each.subject for each in every if each.is_page}),
        len(modules),
        len({each.subject for each in every if each.is_activity}),
    )


STARTS = st.sampled_from(
    # An ordinary evening, and the evenings before the clocks go back and forward.
    [
        datetime(2026, 11, 23, 21, tzinfo=UTC),
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 3, 28, 22, tzinfo=UTC),
    ]
)
# Around the edges of every rule, and long enough to go from day to day.
GAPS = st.one_of(
    st.sampled_from([0, 1, 9, 10, 11, 29, 30, 31, 299, 300, 301, 1799, 1800, 1801, 8 * 3600, 30 * 3600]),
    st.integers(0, 4000),
).map(lambda seconds: timedelta(seconds=seconds))
EVENTS = st.sampled_from([event for event in Event if not event.value.startswith("invitation.")])
SUBJECTS = st.sampled_from(["one/first", "one/second", "two/first", "three/plan"])
STEPS = st.lists(st.tuples(GAPS, EVENTS, SUBJECTS), max_size=30)


def happenings(start: datetime, steps: list[tuple[timedelta, Event, str]]) -> list[Happened]:
    at, made = start, []
    for gap, event, subject in steps:
        at += gap
        made.append(Happened(at, event, subject))
    return made


def rolled_up(person: Person, events: list[Happened]) -> list[Figures]:
    first, last = london_day(events[0].at), london_day(events[-1].at)
    with unit_of_work(Platform.SWEEP) as session:
        trying = session.begin_nested()
        session.add_all([usage_event(person, each.at, each.event, each.subject) for each in events])
        session.flush()
        roll_up(session, first=first, last=last)
        whole = days_of(session, person)
        for days in range((last - first).days + 1):  # the same, day by day
            roll_up(session, first=first + timedelta(days=days), last=first + timedelta(days=days))
        assert days_of(session, person) == whole
        trying.rollback()
    return [tuple(row) for row in whole]  # type: ignore[misc]  # a row of seven


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=STARTS, steps=STEPS.filter(bool))
def test_the_statement_says_what_the_definitions_say(
    cast: Cast, start: datetime, steps: list[tuple[timedelta, Event, str]]
) -> None:
    events = happenings(start, steps)
    assert rolled_up(cast.alice, events) == model(events)
