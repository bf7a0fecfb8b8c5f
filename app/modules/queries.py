"""Reads of progress, as statements made once."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.modules.models import PageProgress
from app.modules.rules import Seen

_SEEN = select(
    PageProgress.module, PageProgress.page, PageProgress.opened_at, PageProgress.done_at.is_not(None).label("done")
).where(PageProgress.person_id == bindparam("person_id"))
_SEEN_IN_MODULE = _SEEN.where(PageProgress.module == bindparam("module"))


def seen(session: Session, *, person_id: UUID) -> list[Seen]:
    """Every page that somebody has opened."""
    return [Seen(*row) for row in session.execute(_SEEN, {"person_id": person_id})]


def seen_in_module(session: Session, *, person_id: UUID, module: str) -> dict[str, bool]:
    """The pages of one module that somebody has opened, and whether each is done."""
    values: dict[str, Any] = {"person_id": person_id, "module": module}
    return {row.page: row.done for row in session.execute(_SEEN_IN_MODULE, values)}
