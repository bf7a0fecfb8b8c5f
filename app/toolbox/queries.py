"""Reads of the toolbox: one person's own, opened with their key in the same statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.toolbox.models import ToolboxItem
from app.toolbox.rules import UNREADABLE, Kept, Kind

log = structlog.get_logger()

# The bare table: a select of the class's attributes costs twice the time in the ORM, for the same plain rows.
_COLUMNS = ToolboxItem.__table__.c
_OWN = _COLUMNS.person_id == bindparam("person_id")
_ANSWERS = keys.with_key(
    select(_COLUMNS.source, _COLUMNS.sealed, _COLUMNS.version, _COLUMNS.saved_at), owner=_COLUMNS.person_id
).where(_OWN, _COLUMNS.source.in_(bindparam("sources", expanding=True)))
ITEMS = keys.with_key(
    select(
        _COLUMNS.id,
        _COLUMNS.kind,
        _COLUMNS.source,
        _COLUMNS.sealed,
        _COLUMNS.saved_at,
        _COLUMNS.shared_with,
        _COLUMNS.shared_at,
    ),
    owner=_COLUMNS.person_id,
)
_ITEMS = ITEMS.where(_OWN).order_by(_COLUMNS.saved_at.desc(), _COLUMNS.id)
_ITEM = ITEMS.where(_OWN, _COLUMNS.id == bindparam("item_id"))
_BY_SOURCE = ITEMS.where(_OWN, _COLUMNS.source.in_(bindparam("sources", expanding=True)))
_COUNT = select(func.count(_COLUMNS.id)).where(_OWN)


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it was given, to fill its form again; `version` is the module's at that time."""

    answer: Mapping[str, Any]
    version: int | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the toolbox, in words; `shared_with` is the team that may read it, if any."""

    id: UUID
    owner_id: UUID
    kind: Kind
    source: str
    kept: Kept
    saved_at: datetime
    shared_with: UUID | None
    shared_at: datetime | None


def answers_for(session: Session, *, person_id: UUID, sources: Collection[str]) -> dict[str, Saved]:
    """The person's answers by source, for the sources that have one. No statement when no source is asked for."""
    if not sources:
        return {}
    rows = session.execute(_ANSWERS, {"person_id": person_id, "sources": list(sources)})
    opened = [(row, _open(row)) for row in rows]
    return {row.source: Saved(kept.answer, row.version, row.saved_at) for row, kept in opened if kept is not UNREADABLE}


def items(session: Session, *, person_id: UUID) -> list[Item]:
    """Everything the person has kept, newest first."""
    return [made(row) for row in session.execute(_ITEMS, {"person_id": person_id})]


def by_source(session: Session, *, person_id: UUID, sources: Collection[str]) -> dict[str, Item]:
    """The person's own things from these sources, those that can be read."""
    rows = session.execute(_BY_SOURCE, {"person_id": person_id, "sources": list(sources)})
    return {row.source: item for row in rows if (item := made(row)).kept is not UNREADABLE}


def count(session: Session, *, person_id: UUID) -> int:
    """How many things the person has kept."""
    return session.scalar(_COUNT, {"person_id": person_id}) or 0


def item(session: Session, *, person_id: UUID, item_id: UUID) -> Item:
    """One thing of the person's own. Raises NotFound for anything else."""
    row = session.execute(_ITEM, {"person_id": person_id, "item_id": item_id}).one_or_none()
    if row is None:
        raise NotFound
    return made(row)


def made(row: Row[Any]) -> Item:
    """A row of ITEMS as a thing in words."""
    kept = _open(row)
    return Item(row.id, row.owner_id, Kind(row.kind), row.source, kept, row.saved_at, row.shared_with, row.shared_at)


def _open(row: Row[Any]) -> Kept:
    """What was kept, or UNREADABLE: one damaged thing must not hide the others, nor a page that shows it."""
    try:
        return Kept(**keys.opened(row).unseal(row.sealed, place=row.source))
    except Unreadable:
        log.error("toolbox.unreadable", owner=str(row.owner_id))  # noqa: TRY400 - its trace says nothing more
        return UNREADABLE
