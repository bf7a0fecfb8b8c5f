"""Reads for staff: the check-ins whose result a relative shared with one of their teams."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.outcomes import queries
from app.outcomes.queries import Done
from app.outcomes.service import source
from app.toolbox import shared
from app.toolbox.queries import Item
from app.toolbox.rules import Kind


@dataclass(frozen=True, slots=True)
class Shared:
    """A check-in with the thing in the toolbox through which it is shared."""

    item_id: UUID
    owner_id: UUID
    done: Done


def shared_with(session: Session, *, team_ids: Sequence[UUID], only: UUID | None = None) -> list[Shared]:
    """Each that is shared with these teams, the newest first, or only this one; taken back it is not there."""
    wanted = source(only) if only else None
    items = shared.items(session, team_ids=team_ids)
    kept = [each for each in items if each.kind == Kind.CHECK_IN and wanted in {None, each.source}]
    return [found for each in kept if (found := _opened(session, each))]


def _opened(session: Session, item: Item) -> Shared | None:
    check_in_id = UUID(item.source.rpartition("/")[2])
    try:
        return Shared(item.id, item.owner_id, queries.one(session, person_id=item.owner_id, check_in_id=check_in_id))
    except NotFound:
        return None
