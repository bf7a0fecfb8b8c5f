"""Adding, changing, checking and removing local help, each with its line in the audit trail."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.directory import rules
from app.directory.models import LocalResource


@dataclass(frozen=True)
class Details:
    """What is said about a local service. `next_check` counts from the day on which all of it was checked."""

    name: str
    number: str
    website: str
    purpose: str
    needs: list[str]
    hours: str
    cost: str
    checked_on: date
    next_check: date
    expires: date | None


def add(session: Session, *, trust_id: UUID, details: Details, actor_id: UUID) -> LocalResource:
    """Adds a local service; relatives see it at once."""
    made = LocalResource(trust_id=trust_id, created_by=actor_id, updated_by=actor_id, **asdict(details))
    session.add(made)
    session.flush()
    _record(session, Action.RESOURCE_ADDED, made, actor_id)
    return made


def change(session: Session, *, resource: LocalResource, details: Details, actor_id: UUID) -> None:
    """Changes it; the audit trail says which fields, not what stood in them."""
    new = asdict(details)
    changed = [field for field, value in new.items() if getattr(resource, field) != value]
    for field in changed:
        setattr(resource, field, new[field])
    resource.updated_by = actor_id
    _record(session, Action.RESOURCE_CHANGED, resource, actor_id, changed)


def mark_checked(session: Session, *, resource: LocalResource, actor_id: UUID) -> None:
    """Says that everything about it is right today; the next dates are as far off as they were."""
    today = clock.london_day(clock.now())
    resource.next_check, resource.expires = rules.checked_again(
        checked_on=resource.checked_on, next_check=resource.next_check, expires=resource.expires, today=today
    )
    resource.checked_on, resource.updated_by = today, actor_id
    _record(session, Action.RESOURCE_CHECKED, resource, actor_id)


def remove(session: Session, *, resource: LocalResource, actor_id: UUID) -> None:
    """Takes it out of the directory at once."""
    resource.withdrawn_at, resource.withdrawn_by = clock.now(), actor_id
    _record(session, Action.RESOURCE_REMOVED, resource, actor_id)


def _record(
    session: Session, action: Action, resource: LocalResource, actor_id: UUID, changed: list[str] | None = None
) -> None:
    details = {"changed": changed} if changed is not None else None
    audit.record(
        session, action=action, trust_id=resource.trust_id, actor_id=actor_id, subject_id=resource.id, details=details
    )
