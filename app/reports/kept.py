"""What was made ready of a report, in the database: written and read back."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.reports.models import Kind, UseReport

T = TypeVar("T")


def found(session: Session, kind: Kind, shape: TypeAdapter[T], *, trust_id: UUID | None) -> T | None:
    """What is kept of one trust, or of all; None if there is nothing, or another version of the program made it."""
    own = (UseReport.trust_id.is_not_distinct_from(trust_id), UseReport.kind == kind.value)
    row = session.scalar(select(UseReport.shown).where(*own))
    try:
        return None if row is None else shape.validate_python(row)
    except ValidationError:
        return None


def keep(
    session: Session, kind: Kind, shape: TypeAdapter[T], report: T, *, trust_id: UUID | None, sunday: date, at: datetime
) -> None:
    """Puts it in place of what was kept."""
    facts: dict[str, Any] = {"shown": shape.dump_python(report, mode="json"), "sunday": sunday, "counted_to": at}
    row = insert(UseReport).values(trust_id=trust_id, kind=kind.value, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id", "kind"], set_=facts))
