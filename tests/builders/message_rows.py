"""Rows of the tables of messages that break no rule but the wall between trusts; what they hang on is made with them."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation
from app.models import metadata

_TABLES = (
    "conversations",
    "messages",
    "canned_replies",
    "supervision_points",
    "supporter_profiles",
    "supporter_minutes",
)
# One row a person, or one a person and place.
_OF_SOMEBODY_NEW = {"message_understandings", "supporter_profiles"}
_CONVERSATION = {"state": "answered", "escalation": "none", "last_number": 0, "seen_number": 0}


def is_mine(table: str) -> bool:
    """Whether this file knows rows of it."""
    return table in _TABLES or table.startswith("message_")


def row(table: str, trust_id: UUID, person: Person) -> dict[str, Any]:
    """A row for `table` without its own id and trust."""
    made = dict(_words(table, person))
    if "conversation_id" in metadata.tables[table].c:
        made["conversation_id"] = _new_conversation(trust_id)
    if table in _OF_SOMEBODY_NEW:
        made["person_id"] = _new_person(trust_id)
    return made


def _words(table: str, person: Person) -> dict[str, Any]:
    now, sealed = clock.now(), {"sealed": b"s"}
    whose = {"person_id": person.id}
    reply = {"author_id": person.id, "state": "for_second_reader", "seen_number": 1, "once": uuid4(), "made_at": now}
    known: dict[str, dict[str, Any]] = {
        "conversations": {**_CONVERSATION, "relative_seen_number": 0, "opened_at": now, "last_at": now, "version": 1},
        "messages": {
            "number": 1,
            "kind": "automatic",
            "written_at": now,
            "after_hours": False,
            "detector": "",
            **sealed,
        },
        "message_notes": {"written_at": now, **sealed},
        "message_acts": {"act": "started", "facts": {}, "happened_at": now},
        "message_drafts": {**whose, "place": uuid4(), "saved_at": now, **sealed},
        "message_replies": {**reply, "version": 1, **sealed},
        "message_understandings": {"version": 1, "accepted_at": now},
        "message_openings": {
            "category": "complaint",
            "asked_by": person.id,
            "asked_at": now,
            "tells_relative": True,
            **sealed,
        },
        "message_promises": {"days": 2, "set_at": now},
        "canned_replies": {"title": str(uuid4()), "text": "t", "changed_at": now},
        "supporter_profiles": {
            "shown_name": "n",
            "story": "s",
            "is_shown": False,
            "in_training": False,
            "changed_at": now,
        },
        "supporter_minutes": {**whose, "minutes": 5, "day": now.date(), "noted_at": now},
        "supervision_points": {**whose, "written_at": now, **sealed},
    }
    return known[table]


def _new_conversation(trust_id: UUID) -> UUID:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        made = Conversation(id=uuid4(), trust_id=trust_id, **_CONVERSATION)
        session.add(made)
    return made.id


def _new_person(trust_id: UUID) -> UUID:
    person_id = uuid4()
    words = {"email": f"{person_id}@example.org", "name": "N", "password_hash": "!", "created_at": clock.now()}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(Person), [{"id": person_id, "trust_id": trust_id, **words}])
    return person_id
