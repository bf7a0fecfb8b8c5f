"""Making, closing and changing accounts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts import people, sessions
from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock, passwords
from app.core.errors import Conflict

# What another room does for a person whose account is being closed, or who loses a role; handed in, since this room
# knows none of them.
WhenClosed = Callable[[Session, UUID], None]
OWN_ROLES = "You cannot change your own roles. Another trust lead can."
NOT_THEIRS = "They do not have this role any more. Nothing was changed."
_HELD = select(RoleGrant).where(RoleGrant.person_id == bindparam("person_id"))
# In one order, so that two who take it from each other do not wait for each other.
_LEADS = (
    select(RoleGrant.person_id)
    .join(Person, Person.id == RoleGrant.person_id)
    .where(
        RoleGrant.trust_id == bindparam("trust_id"),
        RoleGrant.role == Role.TRUST_LEAD.value,
        Person.closed_at.is_(None),
    )
    .order_by(RoleGrant.id)
    .with_for_update(key_share=True)
)


@dataclass(frozen=True)
class Grant:
    """A role to be given, in one team or (without) in the whole trust."""

    role: Role
    team_id: UUID | None = None


def create_person(
    session: Session,
    *,
    trust_id: UUID | None,
    email: str,
    name: str,
    password: str | None,
    grants: list[Grant],
    actor_id: UUID | None = None,
) -> Person:
    """Makes an account with its roles. Without a password nobody can sign in to it until one is set by mail."""
    stored = passwords.UNUSABLE if password is None else passwords.hash_password(password)
    person = Person(trust_id=trust_id, email=email.strip().lower(), name=name, password_hash=stored)
    session.add(person)
    session.flush()
    audit.record(session, action=Action.PERSON_CREATED, trust_id=trust_id, actor_id=actor_id, subject_id=person.id)
    for grant in grants:
        grant_role(session, person=person, grant=grant, actor_id=actor_id)
    return person


def grant_role(session: Session, *, person: Person, grant: Grant, actor_id: UUID | None) -> None:
    """Gives a person one more role."""
    session.add(RoleGrant(trust_id=person.trust_id, person_id=person.id, role=grant.role.value, team_id=grant.team_id))
    session.flush()
    _tell_of_role(session, person, grant, actor_id, Action.ROLE_GRANTED)


def end_role(
    session: Session, *, trust_id: UUID, person_id: UUID, grant: Grant, actor_id: UUID, also: Sequence[WhenClosed]
) -> None:
    """Takes one role, in one team or in the whole trust, away from somebody who keeps another.

    `also` is what the rooms above do then; create_app gathers it as app.state.when_role_ended. Raises Conflict.
    """
    if grant.role is Role.TRUST_LEAD and set(session.scalars(_LEADS, {"trust_id": trust_id})) <= {person_id}:
        raise Conflict("Nobody else leads this trust. Make somebody else a trust lead first.")
    person = people.open_account(session, person_id=person_id)
    held = {(each.role, each.team_id): each for each in session.scalars(_HELD, {"person_id": person_id})}
    ended = held.get((grant.role.value, grant.team_id))
    if ended is None:
        raise Conflict(NOT_THEIRS)
    if len(held) == 1:
        raise Conflict("This is their only role. If they should do nothing here any more, close their account.")
    session.delete(ended)
    session.flush()
    for leave in also:
        leave(session, person_id)
    _tell_of_role(session, person, grant, actor_id, Action.ROLE_ENDED)


def close(session: Session, *, person: Person, actor_id: UUID, also: Sequence[WhenClosed]) -> None:
    """Closes an account at once: every browser is signed out, what the person did stays counted.

    `also` is what the rooms above do then; create_app gathers it as app.state.when_closed.
    """
    person.closed_at = clock.now()
    for leave in also:
        leave(session, person.id)
    sessions.end_all(session, person_id=person.id)
    audit.record(
        session, action=Action.PERSON_CLOSED, trust_id=person.trust_id, actor_id=actor_id, subject_id=person.id
    )


def set_password(session: Session, *, person: Person, password: str, keep: bytes = b"") -> None:
    """Sets a new password and signs every browser out, but the one in use (`keep`, its fingerprint)."""
    person.password_hash = passwords.hash_password(password)
    sessions.end_all(session, person_id=person.id, but=keep)
    audit.record(
        session, action=Action.PASSWORD_CHANGED, trust_id=person.trust_id, actor_id=person.id, subject_id=person.id
    )


def _tell_of_role(session: Session, person: Person, grant: Grant, actor_id: UUID | None, action: Action) -> None:
    sessions.rights_have_changed(session, person_id=person.id)
    audit.record(
        session,
        action=action,
        trust_id=person.trust_id,
        actor_id=actor_id,
        subject_id=person.id,
        details={"role": grant.role.value, "team_id": str(grant.team_id or "")},
    )
