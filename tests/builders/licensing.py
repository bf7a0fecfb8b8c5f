"""A trust's questionnaires for tests: a licence, words that are not the real ones, and the switch."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock
from app.core.config import PROJECT
from app.core.db import Platform, unit_of_work
from app.outcomes import instruments
from app.outcomes.instruments import Instrument
from app.outcomes.licensing import queries, service
from app.outcomes.licensing.rules import Held
from app.outcomes.models import TrustInstrument
from tests.builders.implementation import as_user

INSTRUMENTS = instruments.load(PROJECT / "modules_content")
SLOT = INSTRUMENTS["who-5"]


def words_of(slot: Instrument = SLOT) -> dict[str, Any]:
    """Words that fit, and mean nothing."""
    answers = {str(value): f"Answer {value}" for item in slot.items for value in item.values}
    return {"items": {item.id: f"Made-up question {item.number}" for item in slot.items}, "options": answers}


def table_of(slot: Instrument = SLOT) -> str:
    """The same as a table."""
    words = words_of(slot)
    questions = [f"{name},,{text}" for name, text in words["items"].items()]
    answers = [f",{value},{text}" for value, text in words["options"].items()]
    return "\n".join(["question,answer,words", *questions, *answers, ""])


def yaml_of(slot: Instrument = SLOT) -> str:
    """The same as YAML."""
    words = words_of(slot)
    questions = [f"  {name}: {text}" for name, text in words["items"].items()]
    answers = [f"  {value}: {text}" for value, text in words["options"].items()]
    return "\n".join(["items:", *questions, "options:", *answers, ""])


def held_by(person: Person, slot: Instrument = SLOT) -> Held:
    """What the person's trust has of it."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.held(session, trust_id=person.trust_id, instruments={slot.name: slot})[slot.name]


def write_licence(by: Person, slot: Instrument = SLOT, *, days: int = 365) -> None:
    """The lead writes down a licence that lasts so many days from today."""
    held, last = held_by(by, slot), today() + timedelta(days=days)
    facts: dict[str, Any] = {"number": "L-77", "holder": "Riverside Trust", "expires_on": last}
    with unit_of_work(by.trust_id) as session:
        service.write_licence(session, user=as_user(by), instrument=slot, held=held, **facts)


def put_in(by: Person, slot: Instrument = SLOT) -> None:
    """The lead puts in the words."""
    held = held_by(by, slot)
    with unit_of_work(by.trust_id) as session:
        service.keep_words(session, user=as_user(by), instrument=slot, held=held, words=words_of(slot))


def switch(by: Person, slot: Instrument = SLOT, *, is_on: bool = True) -> None:
    """The lead switches it on or off."""
    held = held_by(by, slot)
    with unit_of_work(by.trust_id) as session:
        service.switch(session, user=as_user(by), instrument=slot, held=held, is_on=is_on)


def make_usable(by: Person, slot: Instrument = SLOT, *, days: int = 365) -> None:
    """Licence, words, and on."""
    write_licence(by, slot, days=days)
    put_in(by, slot)
    switch(by, slot)


def let_end(slot: Instrument = SLOT, *, days_ago: int = 1) -> None:
    """Its licence ended so many days ago."""
    last = today() - timedelta(days=days_ago)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        of_slot = update(TrustInstrument).where(TrustInstrument.instrument == slot.name)
        session.execute(of_slot.values(licence_expires_on=last))


def rows() -> list[TrustInstrument]:
    """All rows, in every trust."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(TrustInstrument).order_by(TrustInstrument.instrument)))


def today() -> date:
    """The day in London."""
    return clock.london_day(clock.now())
