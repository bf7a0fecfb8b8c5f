"""Reads of progress, as statements made once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.modules.models import PageProgress
from app.modules.rules import Seen

# The bare table: a select of the class's attributes costs twice the time in the ORM, for the same plain rows.
_COLUMNS = PageProgress.__table__.c
_SEEN = select(
    _COLUMNS.module,
    _COLUMNS.page,
    _COLUMNS.opened_at,
    _COLUMNS.done_at.is_not(None).label("done"),
    _COLUMNS.version,
    _COLUMNS.completed_at.is_not(None).label("completed"),
).where(_COLUMNS.person_id == bindparam("person_id"))
_SEEN_IN_MODULE = _SEEN.where(_COLUMNS.module == bindparam("module"))
_DONE_IN_MODULE = select(_COLUMNS.page, _COLUMNS.done_at).where(
    _COLUMNS.person_id == bindparam("person_id"),
    _COLUMNS.module == bindparam("module"),
    _COLUMNS.done_at.is_not(None),
)


def seen(session: Session, *, person_id: UUID) -> list[Seen]:
    """Every page that somebody has opened."""
    return [Seen(*row) for row in session.execute(_SEEN, {"person_id": person_id})]


def seen_in_module(session: Session, *, person_id: UUID, module: str) -> dict[str, bool]:
    """The pages of one module that somebody has opened, and whether each is done."""
    values: dict[str, Any] = {"person_id": person_id, "module": module}
    return {row.page: row.done for row in session.execute(_SEEN_IN_MODULE, values)}


def done_in_module(session: Session, *, person_id: UUID, module: str) -> dict[str, datetime]:
    """When somebody marked pages of one module as done."""
    values: dict[str, Any] = {"person_id": person_id, "module": module}
    return {row.page: row.done_at for row in session.execute(_DONE_IN_MODULE, values)}
