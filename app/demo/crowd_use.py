"""What the relatives of the crowd did here: visits at the hours at which people come, pages, and now and then more."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.demo.past import Here
from app.demo.rows import Row
from app.modules.content.library import Library, Module, Page
from app.modules.models import PageProgress
from app.usage.events import Event
from app.usage.models import UsageEvent

# How often they came, the day on which they joined included: together with those of riverside.csv about as in the study, with a median of 2.
_VISITS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 8, 9, 10, 12, 14, 18, 23, 28, 30, 35, 40)
# Evenings first, then lunch, and some at night.
_HOURS = (2, 7, 9, 11, 12, 13, 13, 15, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23)
_MINUTES_A_PAGE = 4
# What else somebody does in a visit, and how often.
_NOW_AND_THEN = (
    (Event.TOOLBOX_OPENED, "", 0.3),
    (Event.THREAD_OPENED, "", 0.4),
    (Event.POST_WRITTEN, "", 0.12),
    (Event.CONVERSATION_OPENED, "", 0.12),
    (Event.MESSAGE_WRITTEN, "message", 0.1),
    (Event.ITEM_SHARED, "", 0.05),
)


def add(session: Session, here: Here, library: Library, draw: Random, came: Sequence[tuple[UUID, datetime]]) -> None:
    """Adds the events and the progress of all; each with the moment at which they joined."""
    events: list[Row] = []
    progress: list[Row] = []
    for number, (person_id, joined_at) in enumerate(came):
        whose = {"trust_id": here.trust_id, "person_id": person_id}
        modules = list(library.modules[number % 3 :])
        unread = [(module, page) for module in modules for page in module.pages]
        for start in _starts(here, draw, joined_at, draw.choice(_VISITS)):
            minutes = min(45, 2 + int(draw.expovariate(0.11)))
            pages = [unread.pop(0) for _ in range(-(-minutes // _MINUTES_A_PAGE)) if unread]
            events += [whose | each for each in _visit(draw, start, minutes, pages)]
            progress += [whose | _progress(module, page, start, place) for place, (module, page) in enumerate(pages)]
    session.execute(insert(UsageEvent), events)
    session.execute(insert(PageProgress), progress)


def _starts(here: Here, draw: Random, joined_at: datetime, visits: int) -> Iterator[datetime]:
    """When somebody came: first at once, then after longer and longer pauses."""
    at = joined_at
    for _ in range(visits):
        yield at + timedelta(minutes=3)
        day = clock.london_day(at) + timedelta(days=1 + int(draw.expovariate(0.1)))
        days_ago = (clock.london_day(here.now) - day).days
        if days_ago < 1:
            return
        at = here.moment(days_ago, draw.choice(_HOURS), draw.randint(0, 50))


def _visit(draw: Random, start: datetime, minutes: int, pages: list[tuple[Module, Page]]) -> Iterator[Row]:
    yield _event(start, Event.SIGNED_IN, "")
    for minute in range(minutes if pages else 0):
        _module, page = pages[min(minute // _MINUTES_A_PAGE, len(pages) - 1)]
        event = Event.PAGE_STILL_READ if minute % _MINUTES_A_PAGE else Event.PAGE_OPENED
        yield _event(start + timedelta(minutes=minute, seconds=20), event, page.subject)
    for place, (module, page) in enumerate(pages):
        if page is module.pages[-1]:
            yield _event(start + timedelta(minutes=_MINUTES_A_PAGE * (place + 1)), Event.MODULE_COMPLETED, module.slug)
    for number, (event, subject, often) in enumerate(_NOW_AND_THEN):
        if draw.random() < often:
            yield _event(start + timedelta(minutes=minutes, seconds=20 + 25 * number), event, subject)


def _event(at: datetime, event: Event, subject: str) -> Row:
    when = {"happened_at": at, "recorded_at": at}
    return when | {"event": event.value, "subject": subject, "is_staff": False}


def _progress(module: Module, page: Page, start: datetime, place: int) -> Row:
    opened_at = start + timedelta(minutes=place * _MINUTES_A_PAGE)
    done_at = opened_at + timedelta(minutes=_MINUTES_A_PAGE)
    completed_at = done_at if page is module.pages[-1] else None
    when = {"opened_at": opened_at, "done_at": done_at, "completed_at": completed_at}
    return {"module": module.slug, "page": page.slug, "version": module.version} | when
