"""Hours and costs, for tests."""

from datetime import date

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.workload.models import RunningCost, WorkWeek
from app.workload.rules import Work


def make_hours(person: Person, monday: date, **minutes: int) -> None:
    """What somebody wrote down for a week, such as inviting=30."""
    with unit_of_work(person.trust_id) as session:
        for work, number in minutes.items():
            ids = {"person_id": person.id, "trust_id": person.trust_id, "monday": monday}
            session.add(WorkWeek(**ids, work=Work(work).value, minutes=number))


def make_costs(lead: Person, *, hourly: int = 20_00, monthly: int = 100_00) -> None:
    """Every hour costs the same in the lead's trust."""
    with unit_of_work(lead.trust_id) as session:
        every = dict.fromkeys(map(str, Work), hourly)
        session.add(RunningCost(trust_id=lead.trust_id, changed_by=lead.id, monthly=monthly, **every))


def kept_hours(person: Person) -> dict[tuple[date, str], int]:
    """What stands there of somebody."""
    with unit_of_work(person.trust_id) as session:
        rows = session.query(WorkWeek).where(WorkWeek.person_id == person.id)
        return {(each.monday, each.work): each.minutes for each in rows}
