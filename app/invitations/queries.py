"""Reading invitations. What a person may see is part of the question."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, false, func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.accounts.roles import Permission, Role
from app.accounts.signed_in import SignedIn
from app.core import turns
from app.core.errors import NotFound
from app.core.turns import Turn
from app.invitations.models import Invitation
from app.invitations.rules import LIVE, WAITING, State

PAGE = 200
_RELATIVE = Role.RELATIVE.value


@dataclass(frozen=True)
class Numbers:
    """The numbers on the staff home: people invited, and where their invitations are."""

    invited: int
    waiting: int
    joined: int
    undeliverable: int


@dataclass(frozen=True)
class Before:
    """An invitation that an address had before, for what, and by which team."""

    state: State
    role: Role
    team_id: UUID | None


@dataclass(frozen=True)
class Listed:
    """Some invitations, newest first, and the id to ask for older ones with, if there are any."""

    rows: list[Invitation]
    older: UUID | None


def wait_for_turn(session: Session, *, email: str) -> None:
    """From here to the end of the transaction nobody else invites, or joins with, this address.

    Taken before any row is changed, so that those who want the same rows never wait for each other in a circle.
    """
    turns.wait(session, Turn.INVITATION, of=email)


def wait_for_turns(session: Session, *, emails: Iterable[str]) -> None:
    """The same for several addresses, always in the same order, so that two who want the same ones both get on."""
    turns.wait_for_all(session, Turn.INVITATION, of=emails)


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
    """Relatives invited by these teams; of `invited`, each address counts once, however often it was invited.

    Whoever asked for it themselves is not among the invited, and counts with the others once they wait or have joined.
    """
    state = Invitation.state
    waiting = state.in_([each.value for each in WAITING])
    row = session.execute(
        select(
            func.count(distinct(Invitation.email)).filter(
                state != State.DRAFTED.value, Invitation.inviter_id.is_not(None)
            ),
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
    asked: bool = False,
    after: UUID | None = None,
    most: int = PAGE,
) -> Listed:
    """These teams' invitations of relatives in these states, newest first; after: the last one seen before.

    asked: only those for which somebody asked without being invited.
    """
    place = tuple_(Invitation.created_at, Invitation.id)
    wanted = select(Invitation).where(_of_teams(team_ids), Invitation.state.in_([state.value for state in states]))
    if asked:
        wanted = wanted.where(Invitation.inviter_id.is_(None))
    if after is not None:
        last = aliased(Invitation)
        wanted = wanted.where(place < select(last.created_at, last.id).where(last.id == after).scalar_subquery())
    rows = list(session.scalars(wanted.order_by(place.desc()).limit(most + 1)))
    return Listed(rows[:most], rows[most - 1].id if len(rows) > most else None)


def to_relative(session: Session, *, trust_id: UUID, email: str) -> list[Invitation]:
    """Every invitation of this address as a relative, by any team of the trust, newest first."""
    wanted = (Invitation.trust_id == trust_id, Invitation.email == email, Invitation.role == _RELATIVE)
    return list(session.scalars(select(Invitation).where(*wanted).order_by(Invitation.created_at.desc())))


def relationships(session: Session, *, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who these people said they are to the person they support, by id: those who joined by an invitation."""
    wanted = (Invitation.person_id.in_(list(person_ids)), Invitation.role == _RELATIVE)
    rows = session.execute(select(Invitation.person_id, Invitation.relationship).where(*wanted))
    return {person_id: relationship for person_id, relationship in rows if person_id}


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


def by_code(session: Session, *, code_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many addresses asked by each of these codes, and how many people joined by it."""
    rows = session.execute(
        select(Invitation.code_id, func.count(distinct(Invitation.email)), func.count(Invitation.person_id))
        .where(Invitation.code_id.in_(list(code_ids)))
        .group_by(Invitation.code_id)
    )
    return {code_id: (asked, joined) for code_id, asked, joined in rows if code_id}


def before(session: Session, *, trust_id: UUID, emails: Iterable[str]) -> dict[str, Before]:
    """Of these addresses those that were invited before: the invitation that still counts, or else the newest."""
    state = Invitation.state
    is_live = state.in_([each.value for each in LIVE])
    rows = session.execute(
        select(Invitation.email, state, Invitation.role, Invitation.team_id)
        .ext(distinct_on(Invitation.email))
        .where(Invitation.trust_id == trust_id, Invitation.email.in_(list(emails)), state != State.DRAFTED.value)
        .order_by(Invitation.email, is_live.desc(), Invitation.created_at.desc())
    )
    return {email: Before(State(found), Role(role), team_id) for email, found, role, team_id in rows}


def states_of(session: Session, *, invitation_ids: Iterable[UUID]) -> dict[UUID, State]:
    """Where each of these invitations is."""
    rows = session.execute(select(Invitation.id, Invitation.state).where(Invitation.id.in_(list(invitation_ids))))
    return {invitation_id: State(state) for invitation_id, state in rows}


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
