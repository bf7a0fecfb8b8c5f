"""Reads of a trust's local help."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.directory.models import LocalResource

_OWN = select(LocalResource).where(
    LocalResource.trust_id == bindparam("trust_id"), LocalResource.withdrawn_at.is_(None)
)
_BY_NAME = _OWN.order_by(LocalResource.name, LocalResource.id)
_DUE_FIRST = _OWN.order_by(LocalResource.next_check, LocalResource.name, LocalResource.id)
_ONE = _OWN.where(LocalResource.id == bindparam("resource_id"))


def by_name(session: Session, *, trust_id: UUID) -> list[LocalResource]:
    """All that are shown, for the trust's people."""
    return list(session.scalars(_BY_NAME, {"trust_id": trust_id}))


def due_first(session: Session, *, trust_id: UUID) -> list[LocalResource]:
    """The same for those who look after them: what should be checked soonest stands first."""
    return list(session.scalars(_DUE_FIRST, {"trust_id": trust_id}))


def resource(session: Session, *, trust_id: UUID, resource_id: UUID) -> LocalResource:
    """One of them. Raises NotFound, for one that was removed too."""
    found = session.scalar(_ONE, {"trust_id": trust_id, "resource_id": resource_id})
    if found is None:
        raise NotFound
    return found
