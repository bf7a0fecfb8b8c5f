"""Keeps what a supporter wants to talk over, each point with a key of its own, so that removing it destroys it."""

from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.keys import service as keys
from app.messages.models import SupervisionPoint
from app.messages.queries import supervision

_OWN = (
    select(SupervisionPoint)
    .where(SupervisionPoint.id == bindparam("point_id"), SupervisionPoint.person_id == bindparam("person_id"))
    .with_for_update()
)
_ALL = select(SupervisionPoint).where(SupervisionPoint.person_id == bindparam("person_id")).with_for_update()


def write(session: Session, *, user: SignedIn, text: str) -> UUID:
    """One more point."""
    point = SupervisionPoint(id=uuid4(), trust_id=user.own_trust, person_id=user.person_id)
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=point.id)
    point.sealed = key.seal(text, place=supervision.place(point.id))
    session.add(point)
    return point.id


def discuss(session: Session, *, user: SignedIn, point_id: UUID, is_discussed: bool) -> None:
    """It was talked over, or after all not. Raises NotFound for anybody else's."""
    point = _own(session, user, point_id)
    point.discussed_at = clock.now() if is_discussed else None


def remove(session: Session, *, user: SignedIn, point_id: UUID) -> None:
    """Nobody can read it any more, in backups made later neither. Raises NotFound for anybody else's."""
    _destroy(session, _own(session, user, point_id))


def leave_with_account(session: Session, person_id: UUID) -> None:
    """For an account that is being closed: nobody else may read them, so they go."""
    for point in session.scalars(_ALL, {"person_id": person_id}).all():
        _destroy(session, point)


def _own(session: Session, user: SignedIn, point_id: UUID) -> SupervisionPoint:
    point = session.scalar(_OWN, {"point_id": point_id, "person_id": user.person_id})
    if point is None:
        raise NotFound
    return point


def _destroy(session: Session, point: SupervisionPoint) -> None:
    keys.shred(session, owner_id=point.id)
    session.delete(point)
