"""Rows of the tables of check-ins, research and network maps that break no rule but the wall between trusts."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.models import metadata

_TABLES = {
    "check_in_reports",
    "check_ins",
    "network_copies",
    "network_maps",
    "research_consents",
    "research_studies",
    "trust_instruments",
}
# What stands above each in its own trust.
_ABOVE = {"network_copies": ("map_id", "network_maps"), "research_consents": ("study_id", "research_studies")}


def is_mine(table: str) -> bool:
    """Whether this file knows rows of it."""
    return table in _TABLES


def row(table: str, trust_id: UUID, person: Person) -> dict[str, Any]:
    """A row for `table` without its own id and trust."""
    made = _words(table, person)
    if table == "network_maps":
        made["person_id"] = _another(person)
    if table in _ABOVE:
        column, above = _ABOVE[table]
        made[column] = _new(above, trust_id, person)
    return made


def _new(table: str, trust_id: UUID, person: Person) -> UUID:
    key = uuid4()
    # Somebody has one map of each kind only, and a trust one open study: a row is in the way once.
    own: dict[str, dict[str, Any]] = {
        "network_maps": {"person_id": _another(person)},
        "research_studies": {"version": key.int % 10**9},
    }
    facts = {**_words(table, person), **own[table], "id": key, "trust_id": trust_id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(metadata.tables[table]), [facts])
    return key


def _another(person: Person) -> UUID:
    key, people = uuid4(), metadata.tables["people"]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.execute(people.select().where(people.c.id == person.id)).one()._mapping
        session.execute(insert(people), [{**found, "id": key, "email": f"{key}@example.org"}])
    return key


def _words(table: str, person: Person) -> dict[str, Any]:
    now, new = clock.now(), uuid4()
    known: dict[str, dict[str, Any]] = {
        "check_ins": {
            "person_id": person.id,
            "instrument": f"k{new.hex}",
            "version": 1,
            "language": "en",
            "time_point": "own",
            "started_at": now,
            "finished_at": now,
            "revision": 1,
            "sealed": b"x",
        },
        "trust_instruments": {
            "instrument": f"k{new.hex}",
            "is_on": True,
            "version": 1,
            "changed_at": now,
            "changed_by": person.id,
        },
        "research_studies": {
            "version": new.int % 10**9,
            "title": "t",
            "approval": "a",
            "contact": "c",
            "words": "w",
            "opened_at": now,
            "opened_by": person.id,
            "closed_at": now,
            "closed_by": person.id,
        },
        "research_consents": {
            "person_id": person.id,
            "pseudonym": new.hex,
            "given_at": now,
            "withdrawn_at": now,
        },
        "network_maps": {
            "person_id": person.id,
            "whose": "mine",
            "revision": 1,
            "sealed": b"x",
            "changed_at": now,
        },
        "network_copies": {"sealed": b"x", "kept_at": now},
        "check_in_reports": {"instrument": f"k{new.hex}", "shown": {}, "counted_to": now},
    }
    return known[table]
