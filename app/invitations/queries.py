"""Reading invitations. What a person may see is part of the question."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, false, func, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from app.accounts.roles import Permission, Role
from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.invitations.models import Invitation
from app.invitations.rules import LIVE, WAITING, State

PAGE = 200
_RELATIVE = Role.RELATIVE.value
_TURN = text("SELECT pg_advisory_xact_lock(hashtext('invitation'), hashtext(:email))")


@dataclass(frozen=True)
class Numbers:
    """The numbers on the staff home: people invited, and where their invitations are."""

    invited: int
    waiting: int
    joined: int
    undeliverable: int


@dataclass(frozen=True)
class Listed:
    """Some invitations, newest first, and the id to ask for older ones with, if there are any."""

    rows: list[Invitation]
    older: UUID | None


def wait_for_turn(session: Session, *, email: str) -> None:
    """From here to the end of the transaction nobody else invites, or joins with, this address.

    Taken before any row is changed, so that those who want the same rows never wait for each other in a circle.
    """
    session.execute(_TURN, {"email": email})


def by_id(session: Session, *, invitation_id: UUID) -> Invitation | None:
    """The invitation, within the scope of the transaction."""
    return session.get(Invitation, invitation_id)


def visible(session: Session, *, viewer: SignedIn, invitation_id: UUID) -> Invitation:
    """The invitation, if this viewer may see it: own teams' relatives, or (trust lead) colleagues. Else NotFound."""
    found = session.scalar(select(Invitation).where(Invitation.id == invitation_id, _in_sight(viewer)))
    if found is None:
        raise NotFound
    return found


def numbers(session: Session, *, team_ids: tuple[UUID, ...]) -> Numbers:
    """Relatives invited by these teams; of `invited`, each address counts once, however often it was invited."""
    state = Invitation.state
    waiting = state.in_([each.value for each in WAITING])
    row = session.execute(
        select(
            func.count(distinct(Invitation.email)).filter(state != State.DRAFTED.value),
            func.count().filter(waiting),
            func.count().filter(state == State.ACCEPTED.value),
            func.count().filter(state == State.UNDELIVERABLE.value),
        ).where(_of_teams(team_ids))
    ).one()
    return Numbers(*row)


def of_teams(
    session: Session,
    *,
    team_ids: tuple[UUID, ...],
    states: frozenset[State] = frozenset(State),
    after: UUID | None = None,
    most: int = PAGE,
) -> Listed:
    """These teams' invitations of relatives in these states, newest first; after: the last one seen before."""
    place = tuple_(Invitation.created_at, Invitation.id)
    wanted = select(Invitation).where(_of_teams(team_ids), Invitation.state.in_([state.value for state in states]))
    if after is not None:
        last = aliased(Invitation)
        wanted = wanted.where(place < select(last.created_at, last.id).where(last.id == after).scalar_subquery())
    rows = list(session.scalars(wanted.order_by(place.desc()).limit(most + 1)))
    return Listed(rows[:most], rows[most - 1].id if len(rows) > most else None)


def of_colleagues(session: Session, *, trust_id: UUID) -> list[Invitation]:
    """The trust's invitations of staff, newest first."""
    wanted = select(Invitation).where(Invitation.trust_id == trust_id, Invitation.role != _RELATIVE)
    return list(session.scalars(wanted.order_by(Invitation.created_at.desc()).limit(PAGE)))


def latest_to(session: Session, *, trust_id: UUID, email: str) -> Invitation | None:
    """The newest invitation that left the trust for this address, whatever became of it."""
    sent = (Invitation.trust_id == trust_id, Invitation.email == email, Invitation.state != State.DRAFTED.value)
    return session.scalar(select(Invitation).where(*sent).order_by(Invitation.created_at.desc()).limit(1))


def live_to(session: Session, *, trust_id: UUID, email: str) -> Invitation | None:
    """The one invitation to this address that still counts."""
    live = Invitation.state.in_([state.value for state in LIVE])
    return session.scalar(select(Invitation).where(Invitation.trust_id == trust_id, Invitation.email == email, live))


def repeated(session: Session, *, invitation_ids: list[UUID]) -> set[UUID]:
    """Which of these invitations were followed by another one to the same address."""
    return set(session.scalars(select(Invitation.repeats_id).where(Invitation.repeats_id.in_(invitation_ids))))


def _of_teams(team_ids: tuple[UUID, ...]) -> ColumnElement[bool]:
    return Invitation.team_id.in_(team_ids) & (Invitation.role == _RELATIVE)


def _in_sight(viewer: SignedIn) -> ColumnElement[bool]:
    seen: ColumnElement[bool] = false()
    if viewer.may(Permission.INVITATIONS_SEND):
        seen |= _of_teams(viewer.team_ids)
    if viewer.may(Permission.PEOPLE_MANAGE):
        seen |= Invitation.role != _RELATIVE
    return seen & (Invitation.trust_id == viewer.trust_id)
