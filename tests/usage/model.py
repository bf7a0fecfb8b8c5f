"""A slow and obvious model of a relative's visits, days and modules, walked through event by event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.clock import UTC, london_day
from app.core.london import LONDON
from app.usage.events import Event

HALF_AN_HOUR = timedelta(minutes=30)
Visit = list["Happened"]


@dataclass
class Happened:
    """An event, when it was written down, and how long it counts once its visit is known."""

    at: datetime
    event: Event
    subject: str
    recorded_at: datetime
    counts: timedelta = timedelta(seconds=30)

    @property
    def is_page(self) -> bool:
        return self.event in {Event.PAGE_OPENED, Event.PAGE_STILL_READ}

    @property
    def module(self) -> str:
        return self.subject.split("/", maxsplit=1)[0]


def figures(events: list[Happened]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of one person, in the order of their keys, without trust and person."""
    visits = [cut(visit) for visit in in_visits(events)]
    days = sorted({day_of(visit) for visit in visits})
    by_day = [(day, [visit for visit in visits if day_of(visit) == day]) for day in days]
    return {
        "usage_visits": [(visit[0].at, day_of(visit), seconds(visit)) for visit in visits],
        "usage_days": [of_day(day, its) for day, its in by_day],
        "usage_module_days": [row for day, its in by_day for row in of_modules(day, its)],
    }


def in_visits(events: list[Happened]) -> list[Visit]:
    visits: list[Visit] = []
    for each in sorted(events, key=lambda happened: happened.at):  # stable: those of one moment as they were written
        if visits and each.at - visits[-1][-1].at < HALF_AN_HOUR:
            visits[-1][-1].counts = min(each.at - visits[-1][-1].at, timedelta(minutes=5))
            visits[-1].append(each)
        else:
            visits.append([each])
    return visits


def day_of(visit: Visit) -> date:
    return london_day(visit[0].at)


def cut(visit: Visit) -> Visit:
    end = datetime.combine(day_of(visit) + timedelta(days=2), time(), LONDON).astimezone(UTC)
    return [each for each in visit if each.at < end]


def seconds(events: Iterable[Happened]) -> int:
    return int(sum((each.counts for each in events), timedelta()) / timedelta(seconds=1) + 0.5)


def viewed(visits: list[Visit]) -> set[str]:
    found = set()
    for visit in visits:
        for page in {each.subject for each in visit if each.is_page}:
            on_it = [each for each in visit if each.is_page and each.subject == page]
            if sum((each.counts for each in on_it), timedelta()) >= timedelta(seconds=10):
                found.add(on_it[0].module)
    return found


def of_day(day: date, visits: list[Visit]) -> tuple[object, ...]:
    every = [each for visit in visits for each in visit]

    def times(event: Event) -> int:
        return len([each for each in every if each.event is event])

    return (
        day,
        times(Event.SIGNED_IN),
        len(visits),
        seconds(every),
        len({each.subject for each in every if each.is_page}),
        len(viewed(visits)),
        len({each.subject for each in every if each.event in {Event.ACTIVITY_SAVED, Event.QUIZ_ANSWERED}}),
        times(Event.TOOLBOX_OPENED),
        times(Event.ITEM_SHARED),
        len({each.subject for each in every if each.event is Event.THREAD_OPENED}),
        times(Event.POST_WRITTEN),
        times(Event.CONVERSATION_OPENED),
        times(Event.MESSAGE_WRITTEN),
    )


def of_modules(day: date, visits: list[Visit]) -> list[tuple[object, ...]]:
    every = [each for visit in visits for each in visit]
    completed = {each.module for each in every if each.event is Event.MODULE_COMPLETED}
    rows: list[tuple[object, ...]] = []
    for module in sorted({each.module for each in every if each.is_page} | completed):
        pages = [each for each in every if each.is_page and each.module == module]
        on_them = len({each.subject for each in pages}), seconds(pages)
        rows.append((day, module, *on_them, module in viewed(visits), module in completed))
    return rows
