"""Relatives who joined and used the toolkit, and what teams counted, for tests of the uptake figures."""

from datetime import date, timedelta

from app.accounts.models import Person
from app.accounts.roles import Role
from app.carers.models import Caseload
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from app.reports.periods import full_weeks
from app.trusts.models import Team
from app.usage.models import UsageDay
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation

_COUNTS = {column.name: 0 for column in UsageDay.__table__.columns if column.type.python_type is int}


def make_day(person: Person, day: date, **counts: int) -> None:
    """What somebody did on a day: one visit, and these counts."""
    facts = _COUNTS | {"logins": 1, "visits": 1, "active_seconds": 60, "pages": 1} | counts
    with unit_of_work(Platform.SWEEP) as session:
        session.add(UsageDay(trust_id=person.trust_id, person_id=person.id, day=day, **facts))


def make_days(person: Person, *, modules: list[int], **counts: int) -> None:
    """One day of visits for each number of modules viewed; the other counts belong to the last of them."""
    sunday = full_weeks(1, clock.london_day(clock.now())).last  # the last day of which use is told
    for back, viewed in enumerate(modules):
        make_day(person, sunday - timedelta(days=back), modules=viewed, **({} if back else counts))


def make_relatives(
    inviter: Person, team: Team, names: str, *, modules: list[int], days_old: int = 21, **counts: int
) -> list[Person]:
    """Relatives who joined by invitation, one for each letter, and used the toolkit on some days."""
    made = []
    for name in names:
        person = make_person(f"{name}-{team.name[0]}", Role.RELATIVE, team=team)
        make_invitation(inviter, team, email=person.email, state=State.ACCEPTED, joined_as=person, days_old=days_old)
        make_days(person, modules=modules, **counts)
        made.append(person)
    return made


def make_caseload(by: Person, team: Team, people: int, *, counted_on: date) -> Caseload:
    """A team's count."""
    facts = {"trust_id": team.trust_id, "team_id": team.id, "entered_by": by.id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        caseload = Caseload(**facts, people=people, counted_on=counted_on)
        session.add(caseload)
    return caseload
