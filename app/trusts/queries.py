"""Reading trusts and teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.trusts.models import GuestAddress, Team, Trust


@dataclass(frozen=True)
class TrustLine:
    """One trust on the list of all, with how many teams it has."""

    id: UUID
    name: str
    teams: int


def trust(session: Session, *, trust_id: UUID) -> Trust:
    """The trust. Raises NotFound."""
    found = session.get(Trust, trust_id)
    if found is None:
        raise NotFound
    return found


def usage_months(session: Session) -> dict[UUID, int]:
    """For how many months each trust keeps single usage events."""
    return {trust.id: trust.usage_months for trust in session.scalars(select(Trust))}


def all_trusts(session: Session) -> list[TrustLine]:
    """Every trust that the scope of the transaction may see, by name."""
    rows = session.execute(
        select(Trust.id, Trust.name, func.count(Team.id))
        .outerjoin(Team, Team.trust_id == Trust.id)
        .group_by(Trust.id)
        .order_by(Trust.name)
    )
    return [TrustLine(*row) for row in rows]


def teams(session: Session, *, trust_id: UUID) -> list[Team]:
    """The trust's teams by name."""
    return list(session.scalars(select(Team).where(Team.trust_id == trust_id).order_by(Team.name)))


def team(session: Session, *, trust_id: UUID, team_id: UUID) -> Team:
    """One team of the trust. Raises NotFound."""
    found = session.scalar(select(Team).where(Team.trust_id == trust_id, Team.id == team_id))
    if found is None:
        raise NotFound
    return found


def team_names(session: Session, *, trust_id: UUID) -> dict[UUID, str]:
    """Every team of the trust by id, in the order of their names."""
    rows = session.execute(select(Team.id, Team.name).where(Team.trust_id == trust_id).order_by(Team.name))
    return {team_id: name for team_id, name in rows}  # noqa: C416 - a row is not a plain pair to mypy


def not_guests(session: Session, *, trust_id: UUID, emails: Iterable[str]) -> set[str]:
    """Of these addresses those that may not be mailed yet: the trust is not live, and they are not on its guest list."""
    if trust(session, trust_id=trust_id).live_at is not None:
        return set()
    wanted = set(emails)
    listed = (GuestAddress.trust_id == trust_id, GuestAddress.email.in_(wanted))
    return wanted - set(session.scalars(select(GuestAddress.email).where(*listed)))
