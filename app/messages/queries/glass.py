"""Requests to open a conversation in an emergency, and who could be asked about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.people import StaffMember
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.messages.models import Conversation, Message, Opening
from app.messages.rules import glass as rules
from app.messages.rules.glass import Asked, Category, GlassState

MOST_SHOWN = 100
_C, _O = Conversation.__table__.c, Opening.__table__.c


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One request, without its reasons."""

    id: UUID
    conversation_id: UUID
    category: Category
    asked: Asked
    tells_relative: bool
    begun_at: datetime
    last_at: datetime

    def state(self, *, now: datetime) -> GlassState:
        """Where it is at a moment."""
        return rules.state_of(self.asked, now=now)


@dataclass(frozen=True, slots=True)
class Reasons:
    """What who asked has written. Both are empty when the conversation's words are destroyed, since they go with them."""

    why: str
    why_not_told: str


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation that could be asked about: when it was written in, and nothing else."""

    id: UUID
    begun_at: datetime
    last_at: datetime


_LINES: Select[Any] = (
    select(
        *(_O[name] for name in ("id", "conversation_id", "category", "tells_relative", *Asked.__slots__)),
        _C.opened_at,
        _C.last_at,
    )
    .join(Conversation, Conversation.id == Opening.conversation_id)
    .where(_O.trust_id == bindparam("trust_id"))
)
_ALL = _LINES.order_by(_O.asked_at.desc(), _O.id).limit(MOST_SHOWN)
_ONE = _LINES.where(_O.id == bindparam("opening_id"))
_REASONS = keys.with_key(select(_O.sealed), owner=_O.conversation_id).where(_O.id == bindparam("opening_id"))
# Only what can still be read: of words that are destroyed there is nothing to open.
_FOUND: Select[Any] = (
    select(_C.id, _C.opened_at, _C.last_at)
    .where(
        _C.trust_id == bindparam("trust_id"),
        _C.relative_id == bindparam("relative_id"),
        exists().where(Message.conversation_id == _C.id, func.octet_length(Message.sealed) > 0),
    )
    .order_by(_C.last_at.desc(), _C.id)
)
_WAITING = select(func.count()).where(
    _O.trust_id == bindparam("trust_id"),
    _O.decided_by.is_(None),
    _O.asked_by != bindparam("person_id"),
    _O.asked_at > bindparam("since"),
)
_OF_CONVERSATION = select(Opening).where(Opening.conversation_id == bindparam("conversation_id"))


def of_trust(session: Session, *, user: SignedIn) -> list[OpeningLine]:
    """The requests in the viewer's trust, the newest first."""
    return [_line(row) for row in session.execute(_ALL, {"trust_id": user.own_trust})]


def one(session: Session, *, user: SignedIn, opening_id: UUID) -> OpeningLine:
    """One of them. Raises NotFound."""
    row = session.execute(_ONE, {"trust_id": user.own_trust, "opening_id": opening_id}).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def number_waiting(session: Session, *, user: SignedIn) -> int:
    """How many requests of others this person could decide about now."""
    given = {"trust_id": user.own_trust, "person_id": user.person_id, "since": clock.now() - rules.ASKED_FOR}
    return session.scalar(_WAITING, given) or 0


def reasons(session: Session, *, opening: OpeningLine, user: SignedIn) -> Reasons | None:
    """Why: for who asked, for whoever decided, and while it waits for those who can decide. None for others."""
    waits = opening.state(now=clock.now()) is GlassState.ASKED
    if not waits and user.person_id not in {opening.asked.asked_by, opening.asked.decided_by}:
        return None
    row = session.execute(_REASONS, {"opening_id": opening.id}).one()
    try:
        said = keys.opened(row).unseal(row.sealed, place=f"opening/{opening.id}")
    except Unreadable:
        return Reasons("", "")
    return Reasons(said["why"], said["why_not_told"])


def of_relative(session: Session, *, user: SignedIn, email: str) -> tuple[UUID | None, list[Found]]:
    """Who has exactly this address in the viewer's trust, and their conversations; the newest first."""
    person = accounts.find_by_email(session, email=email)
    if person is None or person.trust_id != user.own_trust:
        return None, []
    rows = session.execute(_FOUND, {"trust_id": user.own_trust, "relative_id": person.id})
    return person.id, [Found(*row) for row in rows]


def second_people(session: Session, *, user: SignedIn) -> list[StaffMember]:
    """Those who can agree to what this person asks: everybody else of the trust who may."""
    may_agree = people.open_staff(session, trust_id=user.own_trust, permission=Permission.MESSAGES_AGREE)
    return [each for each in may_agree if each.id != user.person_id]


def going_on(session: Session, *, conversation_id: UUID) -> list[Opening]:
    """The requests about a conversation that wait for a second person, or that are open just now."""
    now = clock.now()
    found = session.scalars(_OF_CONVERSATION, {"conversation_id": conversation_id})
    lasting = {GlassState.ASKED, GlassState.OPEN}
    return [each for each in found if rules.state_of(asked(each), now=now) in lasting]


def asked(opening: Opening | Row[Any]) -> Asked:
    """What decides who may do what with a request."""
    return Asked(*(getattr(opening, name) for name in Asked.__slots__))


def _line(row: Row[Any]) -> OpeningLine:
    return OpeningLine(
        id=row.id,
        conversation_id=row.conversation_id,
        category=Category(row.category),
        asked=asked(row),
        tells_relative=row.tells_relative,
        begun_at=row.opened_at,
        last_at=row.last_at,
    )
