"""Reading service codes. What a person may see is part of the question."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.joining.models import ServiceCode
from app.trusts import queries as trusts


def teams_of(session: Session, *, viewer: SignedIn) -> dict[UUID, str]:
    """The teams whose codes this viewer looks after, by name: one's own, or (trust lead) all. Raises NotFound."""
    sees_all = viewer.may(Permission.PEOPLE_MANAGE)
    if not sees_all and not viewer.may(Permission.INVITATIONS_SEND):
        raise NotFound
    names = trusts.team_names(session, trust_id=viewer.own_trust)
    if sees_all:
        return names
    return {team_id: name for team_id, name in names.items() if team_id in viewer.team_ids}


def team_name(session: Session, *, viewer: SignedIn, team_id: UUID) -> str:
    """One of them. Raises NotFound."""
    names = teams_of(session, viewer=viewer)
    if team_id not in names:
        raise NotFound
    return names[team_id]


def visible(session: Session, *, viewer: SignedIn, code_id: UUID) -> ServiceCode:
    """One code of those teams. Raises NotFound."""
    teams = list(teams_of(session, viewer=viewer))
    found = session.scalar(select(ServiceCode).where(ServiceCode.id == code_id, ServiceCode.team_id.in_(teams)))
    if found is None:
        raise NotFound
    return found


def newest(session: Session, *, team_id: UUID) -> ServiceCode | None:
    """The team's newest code, unless it was stopped."""
    is_newest = (ServiceCode.works_until.is_(None), ServiceCode.revoked_at.is_(None))
    return session.scalar(select(ServiceCode).where(ServiceCode.team_id == team_id, *is_newest))


def working(session: Session, *, team_ids: Iterable[UUID]) -> list[ServiceCode]:
    """The codes of these teams that work, newest first."""
    works = or_(ServiceCode.works_until.is_(None), ServiceCode.works_until > clock.now())
    wanted = (ServiceCode.team_id.in_(list(team_ids)), ServiceCode.revoked_at.is_(None), works)
    return list(session.scalars(select(ServiceCode).where(*wanted).order_by(ServiceCode.created_at.desc())))


def by_code(session: Session, *, code: str) -> ServiceCode | None:
    """The code, within the scope of the transaction, whether or not it still works."""
    return session.scalar(select(ServiceCode).where(ServiceCode.code == code))
