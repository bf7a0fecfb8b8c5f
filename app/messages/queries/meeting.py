"""Meet the supporters: how they show themselves to the relatives of their trust."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.messages.models import SupporterProfile

_P = SupporterProfile.__table__.c
_SHOWN = select(_P.person_id, _P.shown_name, _P.story, _P.picture.is_not(None).label("has_picture")).where(
    _P.trust_id == bindparam("trust_id"), _P.is_shown
)
_PICTURE = select(_P.picture, _P.picture_type).where(
    _P.trust_id == bindparam("trust_id"), _P.person_id == bindparam("person_id"), _P.is_shown, _P.picture.is_not(None)
)
_NAMES = select(_P.person_id, _P.shown_name).where(_P.person_id.in_(bindparam("person_ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody who answers, in their own words."""

    person_id: UUID
    name: str
    story: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was handed in, and its type, which is a JPEG's or a PNG's."""

    data: bytes
    type: str


def supporters(session: Session, *, user: SignedIn) -> list[Supporter]:
    """Those of the trust who show themselves and work as supporters now, by name."""
    rows = {row.person_id: row for row in session.execute(_SHOWN, {"trust_id": user.own_trust})}
    team = [each for each in _team(session, user) if each.id in rows] if rows else []
    found = [_supporter(each, rows[each.id]) for each in team]
    return sorted(found, key=lambda each: each.name.casefold())


def picture(session: Session, *, user: SignedIn, person_id: UUID) -> Picture:
    """The picture of one of them. Raises NotFound, for anybody of another trust too."""
    row = session.execute(_PICTURE, {"trust_id": user.own_trust, "person_id": person_id}).one_or_none()
    if row is None or all(each.id != person_id for each in _team(session, user)):
        raise NotFound
    return Picture(row.picture, row.picture_type)


def names(session: Session, *, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What relatives call them: the name that they chose to show, or else their first name."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    shown = {row.person_id: row.shown_name for row in session.execute(_NAMES, {"person_ids": list(wanted)})}
    return {
        person_id: shown.get(person_id) or first_name(name)
        for person_id, name in people.names(session, person_ids=wanted).items()
    }


def first_name(name: str) -> str:
    """How a supporter is called who has chosen no name."""
    return name.split(maxsplit=1)[0]


def _team(session: Session, user: SignedIn) -> list[StaffMember]:
    return people.open_staff(session, trust_id=user.own_trust, role=Role.SUPPORTER)


def _supporter(who: StaffMember, row: Row[Any]) -> Supporter:
    return Supporter(who.id, row.shown_name or first_name(who.name), row.story, row.has_picture)
