"""Check-ins for tests of pages: finished, or begun."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.keys import service as keys
from app.outcomes import instruments
from app.outcomes.instruments import Instrument
from app.outcomes.models import CheckIn, TrustInstrument
from app.outcomes.queries import PLACE
from app.outcomes.rules import TimePoint
from app.trusts.models import Trust
from tests.page import Browser, Page

DAY = timedelta(days=1)
ALL = instruments.load(settings().content_folder)


def find(name: str) -> Instrument:
    """One of ours."""
    return ALL[name]


def answers(name: str, value: int) -> dict[str, int]:
    """The same answer to every question."""
    return {item.id: value for item in find(name).items}


def make_check_in(
    person: Person,
    name: str = "k10",
    *,
    given: Mapping[str, int] | int = 2,
    days_ago: int = 0,
    point: TimePoint = TimePoint.OWN,
    finished: bool = True,
    version: int | None = None,
) -> UUID:
    """One that was filled in, with these answers or with the same to every question."""
    assert person.trust_id
    at, check_in_id = clock.now() - days_ago * DAY, uuid4()
    with unit_of_work(person.trust_id) as session:
        key = keys.key_for(session, trust_id=person.trust_id, owner_id=check_in_id)
        said = answers(name, given) if isinstance(given, int) else dict(given)
        session.add(
            CheckIn(
                id=check_in_id,
                trust_id=person.trust_id,
                person_id=person.id,
                instrument=name,
                version=version or find(name).version,
                time_point=point.value,
                started_at=at,
                finished_at=at if finished else None,
                sealed=key.seal(said, place=PLACE),
            )
        )
    return check_in_id


def set_up(trust: Trust, by: Person, name: str, **facts: Any) -> None:
    """What a trust's lead said about a questionnaire."""
    row = {"is_on": True, "trust_id": trust.id, "changed_by": by.id, "instrument": name}
    with unit_of_work(trust.id) as session:
        session.add(TrustInstrument(**row | facts))


def licence(ends_on: date) -> dict[str, Any]:
    """A licence, to its last day."""
    return {"licence_number": "L-1", "licence_holder": "Riverside", "licence_expires_on": ends_on}


def words(name: str) -> dict[str, Any]:
    """Made-up words for a slot: those of the licence are nobody's to print."""
    found = find(name)
    values = sorted({value for item in found.items for value in item.values})
    return {
        "items": {item.id: f"The words of {item.id}" for item in found.items},
        "options": {str(value): f"Answer {value}" for value in values},
    }


def joined(person: Person, *, days_ago: int) -> None:
    """As if their account had been made then."""
    then = clock.now() - days_ago * DAY
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Person).where(Person.id == person.id).values(created_at=then))


def begun_long_ago(person: Person, *, at: datetime) -> None:
    """As if what they have begun had been begun then."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(CheckIn).where(CheckIn.person_id == person.id).values(started_at=at))


def rows(person: Person) -> list[CheckIn]:
    """What there is of somebody."""
    with unit_of_work(Platform.SWEEP) as session:
        found = select(CheckIn).where(CheckIn.person_id == person.id).order_by(CheckIn.started_at)
        return list(session.scalars(found))


def fill(browser: Browser, name: str, number: int, value: str, **also: str) -> Page:
    """Gives the same answer to every question of a page, as the page is now."""
    path = f"/check-ins/{name}/questions/{number}"
    page = browser.visit(path)
    asked = {each.get("name", "") for each in page.all("input") if each.get("type") == "radio"}
    revision = page.value("revision") or "0"
    return browser.submit(path, **{"revision": revision, **dict.fromkeys(asked, value), **also})
