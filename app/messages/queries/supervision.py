"""A supporter's own points for supervision, each opened with its own key. Nobody else's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.messages.models import SupervisionPoint
from app.messages.queries.conversations import UNREADABLE

log = structlog.get_logger()

_S = SupervisionPoint.__table__.c
_OWN: Select[Any] = (
    keys.with_key(select(_S.id, _S.sealed, _S.written_at, _S.discussed_at), owner=_S.id)
    .where(_S.trust_id == bindparam("trust_id"), _S.person_id == bindparam("person_id"))
    .order_by(_S.discussed_at.is_not(None), _S.written_at.desc(), _S.id)
)


@dataclass(frozen=True, slots=True)
class Point:
    """Something to talk over, opened."""

    id: UUID
    text: str
    written_at: datetime
    discussed_at: datetime | None


def place(point_id: UUID) -> str:
    """What a point is locked to."""
    return f"supervision/{point_id}"


def own(session: Session, *, user: SignedIn) -> list[Point]:
    """All of one's own: what is still to be talked over first, the newest on top."""
    rows = session.execute(_OWN, {"trust_id": user.own_trust, "person_id": user.person_id})
    return [_point(row) for row in rows]


def one(session: Session, *, user: SignedIn, point_id: UUID) -> Point:
    """One of one's own. Raises NotFound."""
    found = next((each for each in own(session, user=user) if each.id == point_id), None)
    if found is None:
        raise NotFound
    return found


def _point(row: Row[Any]) -> Point:
    try:
        text = str(keys.opened(row).unseal(row.sealed, place=place(row.id)))
    except Unreadable:
        # One damaged point must not hide the others.
        log.error("supervision.unreadable", point=str(row.id))  # noqa: TRY400 - its trace says nothing more
        text = UNREADABLE
    return Point(row.id, text, row.written_at, row.discussed_at)
