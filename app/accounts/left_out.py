"""Test accounts: colleagues who try Holdfast out as a relative. They are in no figure.

The trust lead asks, and the owner of the account agrees. Could the lead leave somebody out alone, the difference between
two reports would show what one relative did.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import HoldfastError, NotFound

# As it is now, and nobody else changes it meanwhile: the lead and the owner may press at the same moment.
_ALONE: dict[str, Any] = {"with_for_update": True, "populate_existing": True}
_STAFF_TOO = aliased(RoleGrant)
# Whoever holds a role of staff as well is in no figure anyway.
_RELATIVES = (
    select(Person)
    .join(RoleGrant, (RoleGrant.person_id == Person.id) & (RoleGrant.role == Role.RELATIVE.value))
    .where(
        Person.trust_id == bindparam("trust_id"),
        Person.closed_at.is_(None),
        ~exists().where(_STAFF_TOO.person_id == Person.id, _STAFF_TOO.role != Role.RELATIVE.value),
    )
)
_P = Person.__table__.c
_ASKED: Select[Any] = (
    select(_P.id, _P.email, _P.is_test, _P.test_asked_at)
    .where(_P.trust_id == bindparam("trust_id"), _P.test_asked_at.is_not(None))
    .order_by(_P.is_test, _P.email)
)


class NotAsked(HoldfastError):
    """The address cannot be asked about."""

    status = 422
    title = "This account was not asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """An account that the lead says is for trying out; `is_left_out` once its owner agreed."""

    id: UUID
    email: str
    is_left_out: bool
    asked_at: datetime


def asked(session: Session, *, trust_id: UUID) -> list[Asked]:
    """Every such account of the trust: first those whose owner has not agreed yet."""
    return [Asked(*row) for row in session.execute(_ASKED, {"trust_id": trust_id})]


def ask(session: Session, *, trust_id: UUID, email: str, actor_id: UUID) -> None:
    """Asks the owner of this address, on their own pages. Raises NotAsked."""
    found = session.scalars(_RELATIVES.where(Person.email == email).distinct(), {"trust_id": trust_id}).one_or_none()
    if found is None:
        raise NotAsked("No relative has an open account with this address here. Staff are left out anyway")
    if found.test_asked_at is not None:
        raise NotAsked("This account is on the list already")
    found.test_asked_at = clock.now()
    _audit(session, found, actor_id, "asked")


def take_back(session: Session, *, trust_id: UUID, person_id: UUID, actor_id: UUID) -> None:
    """The lead takes an account off the list: from now on it counts. Raises NotFound."""
    found = session.get(Person, person_id, **_ALONE)
    if found is None or found.trust_id != trust_id or found.test_asked_at is None:
        raise NotFound
    found.is_test, found.test_asked_at = False, None
    _audit(session, found, actor_id, "counted again")


def answer(session: Session, *, person_id: UUID, agrees: bool) -> None:
    """The owner says whether it is a test account. Raises NotFound if nobody has asked."""
    found = session.get(Person, person_id, **_ALONE)
    if found is None or found.test_asked_at is None:
        raise NotFound
    found.is_test = agrees
    if not agrees:
        found.test_asked_at = None
    _audit(session, found, person_id, "left out" if agrees else "counted again")


def of_own(session: Session, *, person_id: UUID) -> tuple[bool, bool]:
    """Whether somebody is asked about their own account, and whether they agreed."""
    row = session.execute(select(Person.test_asked_at, Person.is_test).where(Person.id == person_id)).one()
    return row.test_asked_at is not None, row.is_test


def _audit(session: Session, person: Person, actor_id: UUID, what: str) -> None:
    audit.record(
        session,
        action=Action.TEST_ACCOUNT_CHANGED,
        trust_id=person.trust_id,
        actor_id=actor_id,
        subject_id=person.id,
        details={"what": what},
    )
