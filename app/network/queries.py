"""Reads of somebody's own maps, opened with their keys in the same statement."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.keys import queries as keys
from app.network.model import Map, from_data
from app.network.models import NetworkCopy, NetworkMap
from app.network.rules import Whose

PLACE = "map"  # what the map as it is now is locked to

_M, _C = NetworkMap.__table__.c, NetworkCopy.__table__.c
_OWN = _M.person_id == bindparam("person_id")
_MAPS: Select[Any] = keys.with_key(select(_M.id, _M.whose, _M.revision, _M.sealed, _M.changed_at), owner=_M.id).where(
    _OWN
)
_MAP = _MAPS.where(_M.whose == bindparam("whose"))
_COPIES: Select[Any] = (
    keys.with_key(select(_C.id, _C.sealed, _C.kept_at, _C.map_id, _M.whose), owner=_C.map_id)
    .join(NetworkMap.__table__, _M.id == _C.map_id)
    .where(_OWN)
    .order_by(_C.kept_at.desc(), _C.id)
)
_COPIES_OF_ONE = _COPIES.where(_M.whose == bindparam("whose"))


@dataclass(frozen=True, slots=True)
class Found:
    """A map as it is now. One that nobody has begun has no id, no time, and revision 0."""

    whose: Whose
    drawn: Map = field(default_factory=Map)
    revision: int = 0
    id: UUID | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A map as it was when it was kept."""

    id: UUID
    whose: Whose
    drawn: Map
    kept_at: datetime


def place_of(copy_id: UUID) -> str:
    """What a copy is locked to."""
    return f"copy/{copy_id}"


def maps(session: Session, *, person_id: UUID) -> dict[Whose, Found]:
    """Both of a person's maps; an empty one where none was begun."""
    rows = session.execute(_MAPS, {"person_id": person_id})
    begun = {found.whose: found for found in map(_found, rows)}
    return {whose: begun.get(whose, Found(whose)) for whose in Whose}


def map_of(session: Session, *, person_id: UUID, whose: Whose) -> Found:
    """One of them."""
    row = session.execute(_MAP, {"person_id": person_id, "whose": whose.value}).one_or_none()
    return _found(row) if row else Found(whose)


def copies(session: Session, *, person_id: UUID, whose: Whose) -> list[Copy]:
    """What was kept of one map, the newest first."""
    rows = session.execute(_COPIES_OF_ONE, {"person_id": person_id, "whose": whose.value})
    return [_copy(row) for row in rows]


def all_copies(session: Session, *, person_id: UUID) -> list[Copy]:
    """The same of both."""
    return [_copy(row) for row in session.execute(_COPIES, {"person_id": person_id})]


def chosen(kept: list[Copy], copy_id: UUID) -> Copy:
    """One of these. Raises NotFound."""
    found = next((each for each in kept if each.id == copy_id), None)
    if found is None:
        raise NotFound
    return found


def _found(row: Row[Any]) -> Found:
    drawn = from_data(keys.opened(row).unseal(row.sealed, place=PLACE))
    return Found(Whose(row.whose), drawn, row.revision, row.id, row.changed_at)


def _copy(row: Row[Any]) -> Copy:
    drawn = from_data(keys.opened(row).unseal(row.sealed, place=place_of(row.id)))
    return Copy(row.id, Whose(row.whose), drawn, row.kept_at)
