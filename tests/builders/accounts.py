"""People and their sessions for tests."""

from functools import lru_cache
from uuid import UUID

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
    return make_people((name, role, team or trust))[0]


def make_people(*people: tuple[str, Role, Team | Trust | None]) -> list[Person]:
    """The same for many in one transaction: their names, and their roles in a team, a trust or the whole platform."""
    made = [_person(name, place) for name, _role, place in people]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add_all(made)
        session.flush()
        session.add_all(
            [_grant(person, role, place) for person, (_name, role, place) in zip(made, people, strict=True)]
        )
    return made


def _person(name: str, place: Team | Trust | None) -> Person:
    email = f"{name.lower()}@example.org"
    return Person(trust_id=_trust_id(place), email=email, name=name, password_hash=_hash())


def _grant(person: Person, role: Role, place: Team | Trust | None) -> RoleGrant:
    team_id = place.id if isinstance(place, Team) and ROLES[role].works_in_team else None
    return RoleGrant(trust_id=person.trust_id, person_id=person.id, role=role.value, team_id=team_id)


def _trust_id(place: Team | Trust | None) -> UUID | None:
    if place is None:
        return None
    return place.trust_id if isinstance(place, Team) else place.id


def session_for(person: Person) -> str:
    """The token of a fresh sign-in session."""
    with unit_of_work(Platform.SIGN_IN) as session:
        return sessions.start(session, person_id=person.id, trust_id=person.trust_id, device="A test")


def make_test_account(person: Person) -> None:
    """The lead asked, and the owner agreed."""
    agreed = {"is_test": True, "test_asked_at": clock.now()}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Person).where(Person.id == person.id).values(agreed))
