"""Keeps, shares and removes what a relative wants to have at hand."""

from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.keys import service as keys
from app.toolbox.models import ToolboxItem
from app.toolbox.rules import Kept, Kind


def save(
    session: Session,
    *,
    person_id: UUID,
    trust_id: UUID,
    kind: Kind,
    source: str,
    kept: Kept,
    version: int | None = None,
) -> None:
    """Keeps something, locked, in place of what the person kept from the same source before."""
    key = keys.key_for(session, trust_id=trust_id, owner_id=person_id)
    values = {"sealed": key.seal(asdict(kept), place=source), "version": version, "saved_at": clock.now()}
    names = {"id": uuid4(), "person_id": person_id, "trust_id": trust_id, "kind": kind, "source": source}
    row = insert(ToolboxItem).values(**names, **values)
    session.execute(row.on_conflict_do_update(index_elements=["person_id", "source"], set_=values))


def remove(session: Session, *, person_id: UUID, item_id: UUID) -> None:
    """Removes one thing of the person's own; it cannot be brought back."""
    session.execute(delete(ToolboxItem).where(ToolboxItem.id == item_id, ToolboxItem.person_id == person_id))


def remove_source(session: Session, *, person_id: UUID, source: str) -> None:
    """Removes what the person kept from one source, if anything."""
    session.execute(delete(ToolboxItem).where(ToolboxItem.source == source, ToolboxItem.person_id == person_id))


def remove_all(session: Session, *, person_id: UUID) -> None:
    """Empties the toolbox and destroys its key, so that copies in backups cannot be opened either."""
    keys.shred(session, owner_id=person_id)
    session.execute(delete(ToolboxItem).where(ToolboxItem.person_id == person_id))


def share(session: Session, *, person_id: UUID, item_id: UUID, team_id: UUID) -> None:
    """Lets a team read one thing, as it is and as it is changed later, until that is taken back."""
    _set_shared(session, person_id, item_id, shared_with=team_id, shared_at=clock.now())


def stop_sharing(session: Session, *, person_id: UUID, item_id: UUID) -> None:
    """Takes it back; from now on the team cannot open it."""
    _set_shared(session, person_id, item_id, shared_with=None, shared_at=None)


def _set_shared(session: Session, person_id: UUID, item_id: UUID, **values: object) -> None:
    own = update(ToolboxItem).where(ToolboxItem.id == item_id, ToolboxItem.person_id == person_id)
    session.execute(own.values(**values))
