"""People and their sessions for tests."""

from functools import lru_cache

from sqlalchemy import update

from app.accounts import sessions
from app.accounts.models import Person, RoleGrant
from app.accounts.roles import ROLES, Role
from app.core import clock, passwords
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team, Trust

PASSWORD = "copper lantern violin marsh"


@lru_cache(maxsize=1)
def _hash() -> str:
    return passwords.hash_password(PASSWORD)


def make_person(name: str, role: Role, *, team: Team | None = None, trust: Trust | None = None) -> Person:
    """Somebody with one role and the address name@example.org; every test person has the same password."""
    trust_id = team.trust_id if team else trust.id if trust else None
    person = Person(trust_id=trust_id, email=f"{name.lower()}@example.org", name=name, password_hash=_hash())
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add(person)
        session.flush()
        team_id = team.id if team and ROLES[role].works_in_team else None
        session.add(RoleGrant(trust_id=trust_id, person_id=person.id, role=role.value, team_id=team_id))
    return person


def session_for(person: Person) -> str:
    """The token of a fresh sign-in session."""
    with unit_of_work(Platform.SIGN_IN) as session:
        return sessions.start(session, person_id=person.id, trust_id=person.trust_id, device="A test")


def make_test_account(person: Person) -> None:
    """The lead asked, and the owner agreed."""
    agreed = {"is_test": True, "test_asked_at": clock.now()}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Person).where(Person.id == person.id).values(agreed))
