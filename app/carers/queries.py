"""Reads of the carers whom teams know of. Whoever asks sees those of their own teams, and no others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.carers.models import Carer
from app.carers.rules import Known, Offer, Way
from app.core.errors import NotFound

_C = Carer.__table__.c
_ON_LIST = (_C.team_id.in_(bindparam("team_ids", expanding=True)), _C.removed_at.is_(None))


@dataclass(frozen=True, slots=True)
class Listed:
    """One carer on the list."""

    id: UUID
    team_id: UUID
    initials: str
    reference: str
    identified_on: date
    offer: Offer
    offered_on: date | None
    way: Way | None
    invitation_id: UUID | None


_COLUMNS = (
    _C.id,
    _C.team_id,
    _C.initials,
    _C.reference,
    _C.identified_on,
    _C.offer,
    _C.offered_on,
    _C.way,
    _C.invitation_id,
)
_LIST: Select[Any] = (
    select(*_COLUMNS)
    .where(*_ON_LIST, _C.offer.in_(bindparam("offers", expanding=True)))
    # Who was never asked stands first, and of those who has waited longest.
    .order_by(_C.offer != Offer.NOT_YET.value, _C.identified_on, _C.created_at, _C.id)
)
_INVITED: Select[Any] = (
    select(*_COLUMNS)
    .where(_C.invitation_id.in_(bindparam("invitation_ids", expanding=True)), _C.removed_at.is_(None))
    .order_by(_C.created_at, _C.id)
)
_KNOWN: Select[Any] = select(_C.identified_on, _C.offer).where(*_ON_LIST)


def of_teams(
    session: Session,
    *,
    team_ids: tuple[UUID, ...],
    offers: frozenset[Offer] = frozenset(Offer),
    offset: int = 0,
    most: int | None = None,
) -> list[Listed]:
    """Carers on these teams' lists of whom this became: first who was never asked, the longest known on top."""
    wanted = {"team_ids": team_ids, "offers": [offer.value for offer in offers]}
    return [_listed(*row) for row in session.execute(_LIST.offset(offset).limit(most), wanted)]


def of_invitations(session: Session, *, invitation_ids: Collection[UUID]) -> list[Listed]:
    """Those on any team's list who were invited by these invitations."""
    return [_listed(*row) for row in session.execute(_INVITED, {"invitation_ids": list(invitation_ids)})]


def known(session: Session, *, team_ids: tuple[UUID, ...]) -> list[Known]:
    """Everybody on these teams' lists, as far as counting needs it."""
    return [Known(since, Offer(offer)) for since, offer in session.execute(_KNOWN, {"team_ids": team_ids})]


def one(session: Session, *, team_ids: tuple[UUID, ...], carer_id: UUID, alone: bool = False) -> Carer:
    """One carer, on the list or taken off it. alone: nobody else changes them meanwhile. Raises NotFound."""
    wanted = select(Carer).where(Carer.id == carer_id, Carer.team_id.in_(team_ids))
    if alone:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def as_listed(carer: Carer) -> Listed:
    """The same as on the list."""
    return _listed(*(getattr(carer, column.name) for column in _COLUMNS))


def _listed(*cells: Any) -> Listed:
    key, team_id, initials, reference, identified_on, offer, offered_on, way, invitation_id = cells
    how = Way(way) if way else None
    return Listed(key, team_id, initials, reference, identified_on, Offer(offer), offered_on, how, invitation_id)
