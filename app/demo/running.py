"""What running Holdfast takes at the demo trust: hours, costs, caseloads, the checklist, and what people suggested."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import yaml
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.carers.models import Caseload
from app.core import clock, passwords
from app.core.london import monday
from app.demo.past import Here
from app.demo.rows import Row
from app.demo.sign_ins import DOMAIN
from app.demo.signed_in import relative
from app.implementation.models import ImplementationTask, Improvement
from app.implementation.rules import TaskState
from app.implementation.service import suggesting
from app.workload.models import RunningCost, WorkWeek
from app.workload.rules import Work

WORDS = Path(__file__).with_name("running.yaml")
_SEED, _WEEKS = 12, 40
# Who gives how many minutes a week, about: the lead most in the beginning, the others more with each relative.
_HOURS: tuple[tuple[str, Work, int, int], ...] = (
    ("Tess", Work.RUNNING, 240, 60),
    ("Sue", Work.SUPPORTING, 45, 150),
    ("Sue", Work.MODERATING, 15, 40),
    ("Max", Work.MODERATING, 20, 75),
    ("Cora", Work.INVITING, 20, 35),
    ("Lena", Work.INVITING, 15, 25),
)
_PENCE = {"supporting": 2650, "moderating": 2650, "inviting": 2950, "running": 3800, "monthly": 24000}
_CASELOADS = {"Early Intervention Team": ((130, 148), (39, 156)), "Community Team North": ((130, 231), (39, 224))}
_STEP = 5


def add(session: Session, here: Here) -> None:
    """Adds all of it."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    session.execute(insert(WorkWeek), _weeks(here))
    tess = {"trust_id": here.trust_id, "changed_by": here.people["Tess"], "changed_at": here.moment(88, 10)}
    session.add(RunningCost(**tess, **_PENCE))
    session.execute(insert(Caseload), _caseloads(here))
    session.execute(insert(ImplementationTask), [_task(here, **each) for each in words["tasks"]])
    session.execute(insert(Improvement), [_improvement(here, **each) for each in words["improvements"]])
    for who, suggested in words["suggestions"].items():
        suggesting.suggest(session, user=relative(here, who), words=suggested)
    _trying_out(session, here)


def _weeks(here: Here) -> list[Row]:
    draw = Random(_SEED)  # noqa: S311 - made up, nothing secret
    today = clock.london_day(here.now)
    last = monday(today) - timedelta(weeks=1)
    return [
        {
            "trust_id": here.trust_id,
            "person_id": here.people[who],
            "monday": last - timedelta(weeks=_WEEKS - 1 - week),
            "work": work.value,
            "minutes": _STEP * round((first + (then - first) * week / _WEEKS) * draw.uniform(0.6, 1.4) / _STEP),
        }
        for who, work, first, then in _HOURS
        for week in range(_WEEKS)
        if draw.random() > 0.1  # noqa: PLR2004 - now and then somebody is away, or forgets
    ]


def _caseloads(here: Here) -> list[Row]:
    whose = {"trust_id": here.trust_id, "entered_by": here.people["Tess"]}
    return [
        whose | {"id": uuid4(), "team_id": here.teams[team], "counted_on": _day(here, days_ago), "people": people}
        for team, counts in _CASELOADS.items()
        for days_ago, people in counts
    ]


def _task(here: Here, *, key: str, construct: str, state: str, owner: str, due: int, evidence: str = "") -> Row:
    """One line of the checklist; `due` is in how many days, below nought for the past."""
    return {
        "id": uuid4(),
        "trust_id": here.trust_id,
        "key": key,
        "construct": construct,
        "state": state,
        "owner_id": here.people[owner],
        "due_on": _day(here, -due),
        "evidence": evidence,
        "done_on": _day(here, -due + 2) if state == TaskState.DONE.value else None,
        "changed_by": here.people["Tess"],
    }


def _improvement(here: Here, *, said: str, did: str, days_ago: int) -> Row:
    whose = {"id": uuid4(), "trust_id": here.trust_id, "written_by": here.people["Tess"]}
    return whose | {"said": said, "did": did, "done_on": _day(here, days_ago)}


def _trying_out(session: Session, here: Here) -> None:
    """Devi looks at it as a relative would, and is in no figure."""
    person = Person(trust_id=here.trust_id, email=f"devi.tries@{DOMAIN}", name="Devi tries", is_test=True)
    person.password_hash, person.test_asked_at = passwords.UNUSABLE, here.moment(60, 12)
    session.add(person)
    session.flush()
    team = {"trust_id": here.trust_id, "team_id": here.teams["Early Intervention Team"]}
    session.add(RoleGrant(person_id=person.id, role=Role.RELATIVE.value, **team))


def _day(here: Here, days_ago: int) -> date:
    return clock.london_day(here.now) - timedelta(days=days_ago)
