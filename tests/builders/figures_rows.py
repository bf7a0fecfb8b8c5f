"""Rows of the tables of usage, workload and implementation that break no rule but the wall between trusts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.models import metadata
from app.trusts.models import Team
from app.usage.models import UsageDay

_TABLES = {
    "activity_codes",
    "caseloads",
    "implementation_tasks",
    "improvements",
    "nomad_drafts",
    "nomad_repliers",
    "nomad_replies",
    "nomad_rounds",
    "nomad_texts",
    "running_costs",
    "suggestions",
    "usage_days",
    "usage_events",
    "usage_kept",
    "usage_module_days",
    "usage_visits",
    "use_reports",
    "work_weeks",
}
# Of these a trust has one row only, or one for each word: `both` in the test of isolation has made it.
ONE_EACH = {"activity_codes", "nomad_texts", "running_costs", "usage_kept", "use_reports"}
_DAY = date(2026, 11, 2)


def is_mine(table: str) -> bool:
    """Whether this file knows rows of it."""
    return table in _TABLES


def row(table: str, trust_id: UUID, person: Person, team: Team) -> dict[str, Any]:
    """A row for `table` without its own id and trust."""
    made = dict(_words(table, person, team))
    if table in {"nomad_drafts", "nomad_repliers", "nomad_replies"}:
        made["round_id"] = _new_round(trust_id, person, team)
    return made


def _new_round(trust_id: UUID, person: Person, team: Team) -> UUID:
    key = uuid4()
    closed = {"closed_at": clock.now(), "closed_by": person.id}  # only one may be open
    facts = {**_words("nomad_rounds", person, team), **closed, "id": key, "trust_id": trust_id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(metadata.tables["nomad_rounds"]), [facts])
    return key


def _words(table: str, person: Person, team: Team) -> dict[str, Any]:
    now, new = clock.now(), uuid4()
    changed = {"changed_by": person.id, "changed_at": now}
    some_day = _DAY - timedelta(days=uuid4().int % 10_000)
    days = {column.name: 1 for column in UsageDay.__table__.columns}
    known: dict[str, dict[str, Any]] = {
        "activity_codes": {"activity": "offered", "code": "726052009", "term": "t", **changed},
        "caseloads": {
            "team_id": team.id,
            "counted_on": some_day,
            "people": 1,
            "entered_by": person.id,
            "created_at": now,
        },
        "implementation_tasks": {
            "key": str(new),
            "construct": "coherence",
            "state": "to-do",
            "evidence": "",
            "version": 1,
            **changed,
        },
        "improvements": {"said": "s", "did": "d", "done_on": _DAY, "written_by": person.id, "created_at": now},
        "nomad_drafts": {"person_id": person.id},
        "nomad_repliers": {"person_id": person.id},
        "nomad_replies": {"answers": [1] * 23},
        "nomad_rounds": {
            "name": "n",
            "opened_on": _DAY,
            "closes_on": _DAY,
            "opened_by": person.id,
            "closed_at": now,
            "closed_by": person.id,
        },
        "nomad_texts": {"items": ["i"] * 23, "licence": "l", "confirmed_by": person.id, "confirmed_at": now},
        "running_costs": {"supporting": 1, "moderating": 1, "inviting": 1, "running": 1, "monthly": 1, **changed},
        "suggestions": {"is_staff": False, "state": "new", "answer": "", "version": 1, "created_at": now},
        "usage_days": {**days, "person_id": new, "day": _DAY},
        "usage_events": {
            "person_id": person.id,
            "event": "session.started",
            "subject": "",
            "is_staff": False,
            "happened_at": now,
            "recorded_at": now,
        },
        "usage_kept": {"first_day": _DAY},
        "usage_module_days": {
            "person_id": new,
            "day": _DAY,
            "module": "m",
            "pages": 1,
            "active_seconds": 1,
            "is_viewed": True,
            "is_completed": False,
        },
        "usage_visits": {"person_id": new, "started_at": now, "day": _DAY, "active_seconds": 1},
        "use_reports": {"kind": "use", "sunday": some_day, "shown": {}, "counted_to": now},
        "work_weeks": {
            "person_id": person.id,
            "monday": some_day - timedelta(days=some_day.weekday()),
            "work": "running",
            "minutes": 1,
            "changed_at": now,
        },
    }
    return known[table]
