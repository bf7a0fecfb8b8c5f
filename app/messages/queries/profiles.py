"""The supporters of a trust: who is in training, who shows themself, and a supporter's own profile."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Role
from app.messages.models import SupporterProfile

_P = SupporterProfile.__table__.c
_ALL: Select[Any] = select(_P.person_id, _P.is_shown, _P.in_training).where(_P.trust_id == bindparam("trust_id"))
_OWN: Select[Any] = select(
    _P.shown_name, _P.story, func.octet_length(_P.picture).label("picture_bytes"), _P.is_shown, _P.in_training
).where(_P.person_id == bindparam("person_id"))
_PICTURE: Select[Any] = select(_P.picture, _P.picture_type).where(_P.person_id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One supporter, for the trust lead."""

    id: UUID
    name: str
    is_shown: bool
    in_training: bool


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """How a supporter shows themself. `picture_bytes`: how large the picture is; 0 without one."""

    shown_name: str = ""
    story: str = ""
    picture_bytes: int = 0
    is_shown: bool = False
    in_training: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and what they are, such as image/png."""

    content: bytes
    kind: str


def team(session: Session, *, trust_id: UUID) -> list[TeamMember]:
    """The trust's supporters with an open account, by name."""
    kept = {row.person_id: row for row in session.execute(_ALL, {"trust_id": trust_id})}
    supporters = people.open_staff(session, trust_id=trust_id, role=Role.SUPPORTER)
    return [_member(each, kept.get(each.id)) for each in supporters]


def own(session: Session, *, person_id: UUID) -> OwnProfile:
    """One's own profile, or an empty one."""
    row = session.execute(_OWN, {"person_id": person_id}).one_or_none()
    return OwnProfile(**row._asdict() | {"picture_bytes": row.picture_bytes or 0}) if row else OwnProfile()


def own_picture(session: Session, *, person_id: UUID) -> Picture | None:
    """One's own picture, shown to others or not."""
    row = session.execute(_PICTURE, {"person_id": person_id}).one_or_none()
    return Picture(row.picture, row.picture_type) if row and row.picture else None


def _member(each: StaffMember, kept: Any) -> TeamMember:
    return TeamMember(each.id, each.name, bool(kept and kept.is_shown), bool(kept and kept.in_training))
