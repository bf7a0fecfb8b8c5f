"""What a trust lead sees of the boards: how they are set up and who takes part, never what is written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import Role
from app.core.errors import NotFound
from app.forum.models import Board, Place, Thread
from app.forum.rules.boards import Mode, Purpose
from app.risk import duty

_B, _P = Board.__table__.c, Place.__table__.c
_READERS = {Role.MODERATOR, Role.SUPPORTER}


@dataclass(frozen=True, slots=True)
class Planned:
    """A board as its trust set it up; `trusts` is how many take part."""

    id: UUID
    trust_id: UUID
    name: str
    about: str
    purpose: Purpose
    is_commons: bool
    mode: Mode
    first: int
    place: int
    closed_at: datetime | None
    trusts: int


_TRUSTS = select(func.count()).where(_P.board_id == _B.id).scalar_subquery().label("trusts")
_COLUMNS = (_B.id, _B.trust_id, _B.name, _B.about, _B.purpose, _B.is_commons, _B.mode, _B.first, _B.place, _B.closed_at)
_ALL: Select[Any] = select(*_COLUMNS, _TRUSTS).order_by(_B.closed_at.is_not(None), _B.place, _B.name)
_TAKES_PART = select(_P.board_id).where(_P.trust_id == bindparam("trust_id"))
_OWN = _ALL.where(_B.trust_id == bindparam("trust_id"))
_COMMONS = _ALL.where(_B.trust_id != bindparam("trust_id"), _B.is_commons)
_JOINED = _COMMONS.where(_B.id.in_(_TAKES_PART))
_OFFERED = _COMMONS.where(_B.id.not_in(_TAKES_PART), _B.closed_at.is_(None))


def own(session: Session, *, trust_id: UUID) -> list[Planned]:
    """The boards that the trust opened, those that are closed last."""
    return _planned(session, _OWN, trust_id=trust_id)


def joined(session: Session, *, trust_id: UUID) -> list[Planned]:
    """The commons of other trusts that it takes part in."""
    return _planned(session, _JOINED, trust_id=trust_id)


def offered(session: Session, *, trust_id: UUID) -> list[Planned]:
    """The commons of other trusts that it could take part in."""
    return _planned(session, _OFFERED, trust_id=trust_id)


def one(session: Session, *, trust_id: UUID, board_id: UUID) -> Planned:
    """One of the trust's own boards. Raises NotFound."""
    found = _planned(session, _OWN.where(_B.id == bindparam("board_id")), trust_id=trust_id, board_id=board_id)
    if not found:
        raise NotFound
    return found[0]


def is_written_in(session: Session, *, board_id: UUID) -> bool:
    """Whether anybody has begun a thread there."""
    return bool(session.scalar(select(exists().where(Thread.board_id == board_id))))


def somebody_reads(session: Session, *, trust_id: UUID) -> bool:
    """Whether a moderator or supporter with an open account is on the rota, so that what is held will be read."""
    on_rota = {each.person_id for each in duty.rota(session, trust_id=trust_id)}
    return any(
        each.id in on_rota and each.closed_at is None and any(role in _READERS for role, _team in each.grants)
        for each in people.staff(session, trust_id=trust_id)
    )


def _planned(session: Session, statement: Select[Any], **which: UUID) -> list[Planned]:
    rows = (row._asdict() for row in session.execute(statement, which))
    return [Planned(**{**row, "purpose": Purpose(row["purpose"]), "mode": Mode(row["mode"])}) for row in rows]
