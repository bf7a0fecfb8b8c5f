"""Reading people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.trusts import queries as trusts


def find_by_email(session: Session, *, email: str) -> Person | None:
    """The person with this address, within the scope of the transaction; address in lower case."""
    return session.scalar(select(Person).where(Person.email == email))


def by_id(session: Session, *, person_id: UUID) -> Person | None:
    """The person, whether or not their account is closed."""
    return session.get(Person, person_id)


def with_account(session: Session, *, emails: Iterable[str]) -> set[str]:
    """Of these addresses those with an account, open or closed, within the scope of the transaction."""
    return set(session.scalars(select(Person.email).where(Person.email.in_(list(emails)))))


def find_open(session: Session, *, person_id: UUID) -> Person | None:
    """The person, unless their account is closed. Locked, so that of two changes at once the second sees the first."""
    found = select(Person).where(Person.id == person_id, Person.closed_at.is_(None))
    return session.scalar(found.with_for_update(key_share=True))


def made_at(session: Session, *, person_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When these people's accounts were made, by id."""
    rows = session.execute(select(Person.id, Person.created_at).where(Person.id.in_(list(person_ids))))
    return {person_id: made for person_id, made in rows}  # noqa: C416 - a row is not a plain pair to mypy


def has_open_account(person: ColumnElement[UUID]) -> ColumnElement[bool]:
    """A condition for another feature's statement: the person in this column has not closed their account."""
    return exists().where(Person.id == person, Person.closed_at.is_(None))


def is_test(person: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """The same: the person in this column tries Holdfast out, and is in no figure."""
    return exists().where(Person.id == person, Person.is_test)


def roles_of(session: Session, *, person_id: UUID) -> frozenset[Role]:
    """Every role that somebody holds."""
    held = session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == person_id))
    return frozenset(Role(role) for role in held)


def words_of(person: Person) -> list[str]:
    """What would be easy to guess in this person's password."""
    return [person.email, person.email.partition("@")[0], person.name, "holdfast"]


def own_teams(session: Session, *, user: SignedIn) -> dict[UUID, str]:
    """The names of the teams that somebody works in, by id and in the order of their names."""
    names = trusts.team_names(session, trust_id=user.own_trust)
    return {team_id: name for team_id, name in names.items() if team_id in user.team_ids}
