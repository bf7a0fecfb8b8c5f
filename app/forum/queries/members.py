"""Reads of members: others as everybody sees them, and what the viewer keeps about them. Knows no person."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.forum.models import Member, Mute, Name, Place
from app.forum.queries.viewer import OWN_BOARDS, Viewer

_M, _N, _P, _U = (each.__table__.c for each in (Member, Name, Place, Mute))


@dataclass(frozen=True, slots=True)
class Other:
    """Another member as everybody sees them."""

    member_id: UUID
    name: str
    is_staff: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mails:
    """Which mails a member wants."""

    replies: bool
    weekly: bool


# Those with whom the viewer's trust shares a board; its own people always.
_MET = select(_P.trust_id).where(_P.board_id.in_(OWN_BOARDS))
_OTHER = select(_N.member_id, _N.name, _N.is_staff, _N.tags).where(
    _N.member_id == bindparam("member_id"),
    _N.has_left.is_(False),
    or_(_N.trust_id == bindparam("trust_id"), _N.trust_id.in_(_MET)),
)
_MUTED = (
    select(_N.member_id, _N.name, _N.is_staff)
    .join(Mute, _U.muted_id == _N.member_id)
    .where(_U.member_id == bindparam("member_id"), _N.has_left.is_(False))
    .order_by(_N.name)
)
_MAILS = select(_M.mails_replies, _M.mails_weekly).where(_M.id == bindparam("member_id"))


def other(session: Session, *, viewer: Viewer, member_id: UUID) -> Other:
    """A member whom the viewer can meet. Raises NotFound, for the viewer themselves too."""
    row = session.execute(_OTHER, {"member_id": member_id, "trust_id": viewer.trust_id}).one_or_none()
    if row is None or member_id == viewer.member_id:
        raise NotFound
    return Other(row.member_id, row.name, row.is_staff, tuple(row.tags))


def muted(session: Session, *, viewer: Viewer) -> list[Other]:
    """Those whom the viewer does not want to read."""
    return [Other(*row) for row in session.execute(_MUTED, {"member_id": viewer.member_id})]


def mails(session: Session, *, viewer: Viewer) -> Mails:
    """Which mails the viewer wants."""
    return Mails(*session.execute(_MAILS, {"member_id": viewer.member_id}).one())
