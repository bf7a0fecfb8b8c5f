"""Keeps and removes what a relative wants to have at hand."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.toolbox.models import ToolboxItem


def save(
    session: Session,
    *,
    person_id: UUID,
    trust_id: UUID,
    source: str,
    title: str,
    answer: dict[str, Any],
    lines: list[list[str]],
    href: str,
) -> None:
    """Keeps something in place of what the person kept from the same source before."""
    values = {"title": title, "answer": answer, "lines": lines, "href": href, "saved_at": clock.now()}
    row = insert(ToolboxItem).values(id=uuid4(), person_id=person_id, trust_id=trust_id, source=source, **values)
    session.execute(row.on_conflict_do_update(index_elements=["person_id", "source"], set_=values))


def remove(session: Session, *, person_id: UUID, item_id: UUID) -> None:
    """Removes one thing of the person's own; it cannot be brought back."""
    session.execute(delete(ToolboxItem).where(ToolboxItem.id == item_id, ToolboxItem.person_id == person_id))
