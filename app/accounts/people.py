"""A trust's people, as its lead may see them: staff by name, relatives only by team and date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.models import Person, RoleGrant
from app.accounts.roles import ROLES, Permission, Role
from app.core.errors import Conflict, NotFound


@dataclass(frozen=True)
class StaffMember:
    """Somebody who works for the trust. Each grant is a role with its team, or with none."""

    id: UUID
    name: str
    email: str
    created_at: datetime
    closed_at: datetime | None
    grants: tuple[tuple[Role, UUID | None], ...]


@dataclass(frozen=True)
class Joined:
    """A relative, without a name: in which team and since when."""

    team_id: UUID | None
    created_at: datetime


@dataclass(frozen=True)
class Reached:
    """Somebody's name, address and teams, for when they may not be safe."""

    name: str
    email: str
    team_ids: tuple[UUID, ...]


def staff(session: Session, *, trust_id: UUID) -> list[StaffMember]:
    """Everybody with a staff role, by name; those whose account is closed come last."""
    return _staff_members(session, Person.trust_id == trust_id)


def open_staff(
    session: Session, *, trust_id: UUID, role: Role | None = None, permission: Permission | None = None
) -> list[StaffMember]:
    """Those with an open account and this role, or a role that may do this; by name."""
    return [
        each
        for each in staff(session, trust_id=trust_id)
        if each.closed_at is None
        and any(held is role or permission in ROLES[held].permissions for held, _team in each.grants)
    ]


def staff_member(session: Session, *, trust_id: UUID, person_id: UUID) -> StaffMember:
    """One of them. Raises NotFound, for a relative too."""
    found = _staff_members(session, Person.trust_id == trust_id, Person.id == person_id)
    if not found:
        raise NotFound
    return found[0]


def open_account(session: Session, *, person_id: UUID) -> Person:
    """The account, for changing it. Raises Conflict when it is closed."""
    person = queries.find_open(session, person_id=person_id)
    if person is None:
        raise Conflict("This account is closed already.")
    return person


def relatives(session: Session, *, trust_id: UUID) -> list[Joined]:
    """The relatives with an open account, newest first."""
    rows = session.execute(
        select(RoleGrant.team_id, Person.created_at)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.trust_id == trust_id, RoleGrant.role == Role.RELATIVE.value, Person.closed_at.is_(None))
        .order_by(Person.created_at.desc())
    )
    return [Joined(*row) for row in rows]


def reached(session: Session, *, person_id: UUID) -> Reached:
    """How to reach somebody. Raises NotFound. Whoever asks must have written down why."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    teams = session.scalars(select(RoleGrant.team_id).where(RoleGrant.person_id == person_id))
    return Reached(person.name, person.email, tuple(team for team in teams if team))


def names(session: Session, *, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id, within the scope of the transaction: the platform's administrator has none inside a trust."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(set(person_ids) - {None})))
    return {person_id: name for person_id, name in rows}  # noqa: C416 - a row is not a plain pair to mypy


def _staff_members(session: Session, *which: object) -> list[StaffMember]:
    rows = session.execute(
        select(Person, RoleGrant)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(*which, RoleGrant.role != Role.RELATIVE.value)  # type: ignore[arg-type]
        .order_by(Person.closed_at.is_not(None), Person.name, Person.id, RoleGrant.role)
    )
    grants: dict[Person, list[tuple[Role, UUID | None]]] = {}
    for person, grant in rows:
        grants.setdefault(person, []).append((Role(grant.role), grant.team_id))
    return [
        StaffMember(each.id, each.name, each.email, each.created_at, each.closed_at, tuple(held))
        for each, held in grants.items()
    ]
