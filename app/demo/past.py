"""What has happened in the demo trust: invitations, and what those who joined have read. All made up."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from math import ceil
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core import clock
from app.core.london import LONDON
from app.demo import rows
from app.demo.rows import Row
from app.demo.sign_ins import address
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.modules import service
from app.modules.content.library import Library, Page
from app.modules.models import PageProgress
from app.toolbox import service as toolbox
from app.toolbox.rules import ABOUT, Kind, about
from app.usage.events import Event
from app.usage.models import UsageEvent

TABLE = Path(__file__).with_name("riverside.csv")
LONGEST_AGO = 365
MINUTES_A_PAGE = 4
PLAN_MODULE, PLAN = "what-is-psychosis", "my-plan-for-tonight"
PLAN_FIELDS = {
    "place": "The kitchen, radio off",
    "words": "I'm staying here. Tea or toast?",
    "ring": "The crisis line, then my sister",
}

ABOUT_SAM = {
    "name": "Sam",
    "early-signs": "Up before five, phone off, says the tram drivers know him",
    "triggers": "Nights without sleep, letters about benefits",
    "contacts": "Grace from Early Help on weekdays; the crisis line at night",
    "medicines": "",
}


@dataclass(frozen=True)
class Here:
    """The trust, its teams and people by name, and the moment of loading."""

    trust_id: UUID
    teams: dict[str, UUID]
    people: dict[str, UUID]
    now: datetime

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """A time by the clock in London, so many days ago."""
        day = clock.london_day(self.now) - timedelta(days=days_ago)
        return datetime.combine(day, time(hour, minute), LONDON).astimezone(clock.UTC)

    def at(self, written: str) -> datetime:
        """The same as the demo's files write it: "3 14:30" is at 2:30pm three days ago."""
        days, wall = written.split()
        hour, minute = map(int, wall.split(":"))
        return self.moment(int(days), hour, minute)


@dataclass(frozen=True)
class Invited:
    """One line of riverside.csv. Each visit: how many days ago, and for how many minutes of reading."""

    name: str
    relationship: str
    team: str
    inviter: str
    days_ago: int
    state: State
    visits: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def invited() -> tuple[Invited, ...]:
    """Everybody who was invited, each time that they were."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_line(*cells) for cells in list(csv.reader(file))[1:])


def _line(name: str, relationship: str, team: str, inviter: str, days_ago: str, state: str, visits: str) -> Invited:
    pairs = (visit.split(":") for visit in visits.split())
    each = tuple((int(ago), int(minutes)) for ago, minutes in pairs)
    return Invited(name, relationship, team, inviter, int(days_ago), State(state), each)


def add_invitations(session: Session, here: Here) -> None:
    """The invitations; a second one to the same address repeats the first."""
    made: dict[str, Row] = {}
    for number, line in enumerate(invited()):
        row = rows.invitation(
            line.state,
            at=here.moment(line.days_ago, 9, number),
            inviter_id=here.people[line.inviter],
            email=address(line.name),
            first_name=line.name,
            relationship=line.relationship,
            joined_at=here.moment(line.visits[0][0], 19) if line.visits else None,
            person_id=here.people[line.name] if line.visits else None,
        )
        row |= {"trust_id": here.trust_id, "team_id": here.teams[line.team]}
        row["repeats_id"] = made[line.name]["id"] if line.name in made else None
        made[line.name] = row
        session.execute(insert(Invitation), [row])
        if line.visits:
            # Their account is as old as their answer, or the figures would count them from today on.
            session.get_one(Person, row["person_id"]).created_at = row["accepted_at"]


def add_reading(session: Session, here: Here, library: Library) -> None:
    """The visits of those who joined, the pages that they opened, and Alice's plan."""
    events: list[Row] = []
    progress: list[Row] = []
    versions = {module.slug: module.version for module in library.modules}
    for number, line in enumerate(invited()):
        person = {"trust_id": here.trust_id, "person_id": here.people.get(line.name)}
        # Half of them begin with the second module.
        unread = [page for module in library.modules[number % 2 :] for page in module.pages]
        opened: list[Row] = []
        for days_ago, minutes in line.visits:
            start = here.moment(days_ago, 19, number)
            pages = [unread.pop(0) for _ in range(ceil(minutes / MINUTES_A_PAGE)) if unread]
            events += [person | event for event in _visit(start, minutes, pages)]
            opened += [person | _progress(page, place, start, versions) for place, page in enumerate(pages)]
        for row in opened[-1:]:
            row["done_at"] = None  # they are in the middle of it
        progress += opened
    session.execute(insert(UsageEvent), events)
    session.execute(insert(PageProgress), progress)
    _keep_about(session, here)
    _keep_plan(session, here, library)


def _visit(start: datetime, minutes: int, pages: list[Page]) -> Iterator[Row]:
    yield _event(start, Event.SIGNED_IN, "")
    for minute in range(minutes if pages else 0):
        page = pages[min(minute // MINUTES_A_PAGE, len(pages) - 1)]
        event = Event.PAGE_STILL_READ if minute % MINUTES_A_PAGE else Event.PAGE_OPENED
        yield _event(start + timedelta(minutes=minute, seconds=20), event, page.subject)


def _event(at: datetime, event: Event, subject: str) -> Row:
    return {"happened_at": at, "event": event.value, "subject": subject, "is_staff": False}


def _progress(page: Page, place: int, start: datetime, versions: Mapping[str, int]) -> Row:
    opened_at = start + timedelta(minutes=place * MINUTES_A_PAGE)
    done_at = opened_at + timedelta(minutes=MINUTES_A_PAGE)
    when = {"opened_at": opened_at, "done_at": done_at}
    return {"module": page.module, "page": page.slug, "version": versions[page.module], **when}


def _keep_about(session: Session, here: Here) -> None:
    toolbox.save(
        session,
        person_id=here.people["Alice"],
        trust_id=here.trust_id,
        kind=Kind.ABOUT,
        source=ABOUT,
        kept=about(ABOUT_SAM),
    )


def _keep_plan(session: Session, here: Here, library: Library) -> None:
    module = library.module(PLAN_MODULE)
    found = module.activity(PLAN) if module else None
    if found is None:  # the content is a file of the trust's own: the demo does without
        return
    page, plan = found
    toolbox.save(
        session,
        person_id=here.people["Alice"],
        trust_id=here.trust_id,
        kind=Kind.ANSWER,
        source=service.source(page, plan),
        kept=service.kept(page, plan, {"fields": PLAN_FIELDS}),
        version=module.version if module else None,
    )
