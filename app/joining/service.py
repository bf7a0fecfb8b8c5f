"""Making and stopping service codes. The row and the audit entry are one transaction."""

import secrets
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.joining import queries, rules
from app.joining.models import ServiceCode
from app.joining.rules import Old, Standing


def make(
    session: Session, *, trust_id: UUID, team_id: UUID, actor_id: UUID, instead_of: UUID | None, old: Old
) -> ServiceCode:
    """A new code for the team; `instead_of` is the newest that the person saw.

    Raises Conflict if there is another one by now: a second click, or a colleague, made it.
    """
    newest = queries.newest(session, team_id=team_id)
    if (newest.id if newest else None) != instead_of:
        raise Conflict("A new code was made meanwhile. Look at it first.")
    if newest is not None:
        _replace(session, newest, actor_id=actor_id, old=old)
    made = ServiceCode(trust_id=trust_id, team_id=team_id, code=rules.draw(secrets.choice), made_by=actor_id)
    session.add(made)
    session.flush()
    _audit(session, Action.CODE_MADE, made, actor_id, old=old.value if newest else "")
    return made


def stop(session: Session, *, code: ServiceCode, actor_id: UUID) -> None:
    """The code stops working now. Raises Conflict if it has stopped or run out already."""
    _move(session, code, to=Standing.STOPPED, revoked_at=clock.now(), revoked_by=actor_id)
    _audit(session, Action.CODE_REVOKED, code, actor_id)


def _replace(session: Session, code: ServiceCode, *, actor_id: UUID, old: Old) -> None:
    if old is Old.STOPS:
        stop(session, code=code, actor_id=actor_id)
    else:
        _move(session, code, to=rules.LEADS_TO[old], works_until=clock.now() + rules.GOES_ON)


def _move(session: Session, code: ServiceCode, *, to: Standing, **changes: object) -> None:
    now = rules.standing(works_until=code.works_until, stopped=code.revoked_at is not None, now=clock.now())
    unchanged = (
        ServiceCode.id == code.id,
        ServiceCode.revoked_at.is_(None),
        ServiceCode.works_until.is_not_distinct_from(code.works_until),
    )
    moved = update(ServiceCode).where(*unchanged).values(changes).returning(ServiceCode.id)
    if not rules.may_become(now, to) or session.scalar(moved) is None:
        raise Conflict


def _audit(session: Session, action: Action, code: ServiceCode, actor_id: UUID, **details: str) -> None:
    facts = {"team_id": str(code.team_id), **details}
    audit.record(
        session, action=action, trust_id=code.trust_id, actor_id=actor_id, subject_id=code.id, details=dict(facts)
    )
