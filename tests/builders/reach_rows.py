"""Rows of the tables of inviting, joining, reminding and training that break no rule but the wall between trusts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.models import metadata
from app.trusts.models import Team

_TABLES = {
    "carers",
    "digests",
    "digests_stopped",
    "guest_addresses",
    "invitation_lists",
    "invitation_list_rows",
    "mail_events",
    "mail_suppressions",
    "practice_invitations",
    "quiet_hours",
    "reminder_choices",
    "reminders",
    "service_codes",
    "training_rounds",
}
_OF_SOMEBODY_NEW = {"digests_stopped", "quiet_hours", "reminder_choices", "training_rounds"}


def is_mine(table: str) -> bool:
    """Whether this file knows rows of it."""
    return table in _TABLES


def row(table: str, trust_id: UUID, person: Person, team: Team) -> dict[str, Any]:
    """A row for `table` without its own id and trust."""
    made = dict(_words(table, person, team))
    if table in _OF_SOMEBODY_NEW:
        made["person_id"] = _new(
            "people", trust_id, email=f"{uuid4()}@example.org", name="N", password_hash="", created_at=clock.now()
        )
    if table == "mail_events":
        made["mail_id"] = _new("outbound_mail", trust_id, **_mail())
    if table == "invitation_list_rows":
        made["list_id"] = _new("invitation_lists", trust_id, **_words("invitation_lists", person, team))
    if table == "practice_invitations":
        other = row("training_rounds", trust_id, person, team)
        made["round_id"] = _new("training_rounds", trust_id, **other)
    return made


def make_list(person: Person, team: Team) -> UUID:
    """A list of many that this person sent for the team."""
    return _new("invitation_lists", team.trust_id, **_words("invitation_lists", person, team))


def _new(table: str, trust_id: UUID, **facts: object) -> UUID:
    key = uuid4()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(metadata.tables[table]), [{"id": key, "trust_id": trust_id, **facts}])
    return key


def _some_day() -> date:
    return date(2000, 1, 1) + timedelta(days=uuid4().int % 10_000)


def _mail() -> dict[str, Any]:
    now = clock.now()
    queued = {"state": "queued", "attempts": 0, "due_at": now, "created_at": now}
    return {"kind": "invitation", "subject_id": uuid4(), "recipient": "n@example.org", **queued}


def _words(table: str, person: Person, team: Team) -> dict[str, Any]:
    now, new = clock.now(), uuid4()
    known: dict[str, dict[str, Any]] = {
        "carers": {
            "team_id": team.id,
            "initials": "AB",
            "reference": str(new),
            "identified_on": now.date(),
            "offer": "not-yet",
            "added_by": person.id,
            "created_at": now,
        },
        "digests": {"kind": "team-week", "person_id": person.id, "begins_on": _some_day(), "decided_at": now},
        "digests_stopped": {"kind": "team-week", "stopped_at": now},
        "guest_addresses": {"email": f"{new}@example.org", "added_by": person.id, "created_at": now},
        "invitation_lists": {
            "uploaded_by": person.id,
            "team_id": team.id,
            "once": new,
            "file_name": "f",
            "remarks": [],
            "state": "checked",
            "created_at": now,
        },
        "invitation_list_rows": {
            "line": 2,
            "email": "e",
            "first_name": "f",
            "relationship": "parent",
            "state": "ready",
        },
        "mail_events": {"step": "queued", "code": "", "happened_at": now},
        "mail_suppressions": {"email": f"{new}@example.org", "reason": "bounced", "created_at": now},
        "practice_invitations": {"relative": "r", "email": "e", "invited_on": 0, "since": {}},
        "quiet_hours": {"quiet_from": 20, "quiet_until": 8},
        "reminder_choices": {"kind": "pause", "channel": "email", "changed_at": now},
        "reminders": {
            "kind": "pause",
            "channel": "email",
            "subject_id": new,
            "step": 1,
            "person_id": person.id,
            "decided_at": now,
        },
        "service_codes": {
            "team_id": team.id,
            "code": str(new).upper(),
            "made_by": person.id,
            "created_at": now,
            "works_until": now,
        },
        "training_rounds": {"begun_at": now, "pages": [], "practice_days": 0},
    }
    return known[table]


def trust_row(trust_id: UUID) -> dict[str, object]:
    """A trust, which is behind a wall of its own."""
    return {
        "id": trust_id,
        "name": str(trust_id),
        "crisis_line_name": "c",
        "crisis_line_number": "1",
        "is_demo": False,
        "open_joining": False,
        "created_at": clock.now(),
    }
