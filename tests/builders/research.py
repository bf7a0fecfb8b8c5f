"""Studies, those who take part, and what they answered, for tests."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.keys import service as keys
from app.outcomes.models import CheckIn, ResearchConsent, ResearchStudy
from app.outcomes.queries import PLACE
from app.outcomes.research import queries, service
from app.outcomes.research.queries import Agreed, Study
from app.outcomes.research.service import Wording
from app.trusts.models import Team
from tests.builders.accounts import make_person
from tests.builders.implementation import as_user

WORDS = (
    "We want to learn what helps relatives who use Holdfast. The University of Somewhere does the study, and a charity pays "
    "for it. Your answers are kept there for ten years, and nobody else is given them. You can read what came out on the "
    "university's website."
)
STUDY = {
    "title": "What helps relatives",
    "approval": "Some Research Ethics Committee, 26/NW/0123",
    "contact": "Dr Rivers, 01632 960 000",
    "words": WORDS,
}
K10 = dict.fromkeys(
    (
        *("tired-out", "nervous", "cannot-calm-down", "hopeless", "restless"),
        *("cannot-sit-still", "depressed", "cannot-cheer-up", "effort", "worthless"),
    ),
    3,
)


def open_study(by: Person, **words: str) -> UUID:
    """The lead opens a study."""
    with unit_of_work(by.trust_id) as session:
        return service.open_study(session, user=as_user(by), wording=Wording(**(STUDY | words)))


def word_anew(by: Person, study_id: UUID, **words: str) -> UUID:
    """The lead changes its words."""
    with unit_of_work(by.trust_id) as session:
        return service.word_anew(session, user=as_user(by), study_id=study_id, wording=Wording(**(STUDY | words)))


def close_study(by: Person, study_id: UUID) -> None:
    """The lead closes it."""
    with unit_of_work(by.trust_id) as session:
        service.close(session, user=as_user(by), study_id=study_id)


def agree(person: Person, study_id: UUID) -> str:
    """Somebody takes part; their pseudonym."""
    with unit_of_work(person.trust_id) as session:
        service.agree(session, user=as_user(person, Role.RELATIVE), study_id=study_id)
        mine = (ResearchConsent.person_id == person.id, ResearchConsent.study_id == study_id)
        return session.scalars(select(ResearchConsent.pseudonym).where(*mine)).one()


def withdraw(person: Person) -> None:
    """Somebody stops."""
    with unit_of_work(person.trust_id) as session:
        service.withdraw(session, user=as_user(person, Role.RELATIVE))


def finish(
    person: Person, answers: dict[str, int] | None = None, *, instrument: str = "k10", week: int = 0, point: str = "own"
) -> UUID:
    """Somebody finished a check-in so many weeks after they joined."""
    assert person.trust_id
    at = person.created_at + timedelta(weeks=week, minutes=1)
    row: dict[str, Any] = {"instrument": instrument, "version": 1, "language": "en", "time_point": point}
    with unit_of_work(person.trust_id) as session:
        made = CheckIn(trust_id=person.trust_id, person_id=person.id, started_at=at, finished_at=at, **row)
        session.add(made)
        session.flush()
        key = keys.key_for(session, trust_id=person.trust_id, owner_id=made.id)
        made.sealed = key.seal(K10 if answers is None else answers, place=PLACE)
        return made.id


def make_participants(team: Team, study_id: UUID, number: int) -> list[Person]:
    """Relatives who joined 30 weeks ago, take part, and have finished a check-in at the start."""
    people = [make_relative(f"Person{each}", team) for each in range(number)]
    for each in people:
        agree(each, study_id)
        finish(each, point="start")
    return people


def make_relative(name: str, team: Team) -> Person:
    """A relative who joined 30 weeks ago."""
    person = make_person(name, Role.RELATIVE, team=team)
    person.created_at = clock.now() - timedelta(weeks=30)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Person).where(Person.id == person.id).values(created_at=person.created_at))
    return person


def studies_of(person: Person) -> list[Study]:
    """Every wording of the person's trust, the newest first."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.studies(session, trust_id=person.trust_id)


def agreed_by(person: Person) -> list[Agreed]:
    """What somebody takes part in."""
    with unit_of_work(person.trust_id) as session:
        return queries.agreed(session, person_id=person.id)


def consents() -> list[ResearchConsent]:
    """All rows, in every trust."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(ResearchConsent)))


def study_rows() -> list[ResearchStudy]:
    """The same of studies."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(ResearchStudy).order_by(ResearchStudy.version)))


def entries(action: str) -> list[AuditEntry]:
    """The entries of the trail with this action."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))
