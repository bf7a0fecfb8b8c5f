"""What relatives did on some days, as the roll-up would have made it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team
from app.usage.models import UsageDay, UsageModuleDay, UsageVisit

_COUNTS = [column.name for column in UsageDay.__table__.columns if column.name not in {"trust_id", "person_id", "day"}]


def make_relatives(team: Team, count: int, *, joined: date = date(2026, 1, 5), **facts: Any) -> list[Person]:
    """So many relatives of a team, without a password that anybody knows: making one takes long."""
    made_at = datetime.combine(joined, time(12), UTC)
    people = [
        Person(
            id=uuid4(), trust_id=team.trust_id, email=f"{uuid4()}@example.org", name="Relative", password_hash="",
            created_at=made_at, **facts,
        )
        for _ in range(count)
    ]  # fmt: skip
    grants = [
        RoleGrant(id=uuid4(), trust_id=team.trust_id, person_id=each.id, role=Role.RELATIVE.value, team_id=team.id)
        for each in people
    ]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add_all(people)
        session.flush()
        session.add_all(grants)
    return people


def make_use(person: Person, day: date, **counts: int) -> None:
    """One day of a relative; one login and one visit of ten minutes if nothing else is said."""
    make_all_use([(person, day, counts)])


def make_all_use(days: Iterable[tuple[Person, date, dict[str, int]]]) -> None:
    """The days of many, each with a visit at ten in the morning for every one that is counted."""
    rows, visits = [], []
    for person, day, counts in days:
        facts = dict.fromkeys(_COUNTS, 0) | {"logins": 1, "visits": 1, "active_seconds": 600} | counts
        rows.append({"trust_id": person.trust_id, "person_id": person.id, "day": day, **facts})
        visits += [_visit(person, day, number) for number in range(facts["visits"])]
    with unit_of_work(Platform.SWEEP) as session:
        if rows:
            session.execute(insert(UsageDay), rows)
            session.execute(insert(UsageVisit), visits)


def _visit(person: Person, day: date, number: int) -> dict[str, Any]:
    at = datetime.combine(day, time(10), UTC) + timedelta(minutes=number)
    return {"trust_id": person.trust_id, "person_id": person.id, "started_at": at, "day": day, "active_seconds": 600}


def make_reading(person: Person, day: date, module: str, *, viewed: bool = True, completed: bool = False) -> None:
    """What one relative did with a module on a day."""
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(insert(UsageModuleDay), [_reading(person, day, module, viewed=viewed, completed=completed)])


def make_all_reading(days: Iterable[tuple[Person, date, str, bool]]) -> None:
    """Of many, the days on which they viewed a module, and whether they completed it then."""
    rows = [_reading(person, day, module, viewed=True, completed=done) for person, day, module, done in days]
    with unit_of_work(Platform.SWEEP) as session:
        if rows:
            session.execute(insert(UsageModuleDay), rows)


def _reading(person: Person, day: date, module: str, *, viewed: bool, completed: bool) -> dict[str, Any]:
    who = {"trust_id": person.trust_id, "person_id": person.id, "day": day, "module": module}
    return {**who, "pages": 1, "active_seconds": 60, "is_viewed": viewed, "is_completed": completed}
