"""Reads of the toolbox: always one person's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.toolbox.models import ToolboxItem

# The bare table: a select of the class's attributes costs twice the time in the ORM, for the same plain rows.
_COLUMNS = ToolboxItem.__table__.c
_OWN = _COLUMNS.person_id == bindparam("person_id")
_ANSWERS = select(_COLUMNS.source, _COLUMNS.answer, _COLUMNS.saved_at).where(
    _OWN, _COLUMNS.source.in_(bindparam("sources", expanding=True))
)
_ITEMS = (
    select(
        _COLUMNS.id,
        _COLUMNS.source,
        _COLUMNS.title,
        _COLUMNS.lines,
        _COLUMNS.href,
        _COLUMNS.saved_at,
    )
    .where(_OWN)
    .order_by(_COLUMNS.saved_at.desc(), _COLUMNS.id)
)
_ITEM = _ITEMS.where(_COLUMNS.id == bindparam("item_id"))
_COUNT = select(func.count(_COLUMNS.id)).where(_OWN)


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it was given, to fill its form again."""

    answer: dict[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the toolbox, in words; each of `lines` is a label and what stands beside it."""

    id: UUID
    source: str
    title: str
    lines: list[list[str]]
    href: str
    saved_at: datetime


def answers_for(session: Session, *, person_id: UUID, sources: Collection[str]) -> dict[str, Saved]:
    """The person's answers by source, for the sources that have one. No statement when no source is asked for."""
    if not sources:
        return {}
    rows = session.execute(_ANSWERS, {"person_id": person_id, "sources": list(sources)})
    return {row.source: Saved(row.answer, row.saved_at) for row in rows}


def items(session: Session, *, person_id: UUID) -> list[Item]:
    """Everything the person has kept, newest first."""
    return [Item(*row) for row in session.execute(_ITEMS, {"person_id": person_id})]


def count(session: Session, *, person_id: UUID) -> int:
    """How many things the person has kept."""
    return session.scalar(_COUNT, {"person_id": person_id}) or 0


def item(session: Session, *, person_id: UUID, item_id: UUID) -> Item:
    """One thing of the person's own. Raises NotFound for anything else."""
    row = session.execute(_ITEM, {"person_id": person_id, "item_id": item_id}).one_or_none()
    if row is None:
        raise NotFound
    return Item(*row)
