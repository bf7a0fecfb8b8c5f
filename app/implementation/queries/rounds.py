"""NoMAD: the words, the rounds, and somebody's own draft."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.implementation.models import NomadDraft, NomadReplier, NomadReply, NomadRound, NomadText
from app.implementation.rules import ITEMS
from app.keys import queries as keys

PLACE = "answers"
Answers = list[int | None]
_REPLIES = select(func.count()).where(NomadReply.round_id == NomadRound.id).scalar_subquery()
_ROUNDS = (
    select(NomadRound.id, NomadRound.name, NomadRound.opened_on, NomadRound.closes_on, NomadRound.closed_at, _REPLIES)
    .where(NomadRound.trust_id == bindparam("trust_id"))
    .order_by(NomadRound.opened_on.desc(), NomadRound.closed_at.desc().nulls_first())
)

_ANSWERED = exists().where(NomadReplier.round_id == NomadRound.id, NomadReplier.person_id == bindparam("person_id"))
_UNANSWERED = select(NomadRound.closes_on).where(
    NomadRound.trust_id == bindparam("trust_id"),
    NomadRound.closed_at.is_(None),
    NomadRound.closes_on >= bindparam("today"),
    ~_ANSWERED,
)


@dataclass(frozen=True, slots=True)
class Round:
    """A time in which staff are asked, and how many have sent their answers."""

    id: UUID
    name: str
    opened_on: date
    closes_on: date
    closed_at: datetime | None
    replies: int

    def is_open(self, *, today: date) -> bool:
        """Whether answers can be sent; the last day counts."""
        return self.closed_at is None and today <= self.closes_on


def words(session: Session, *, trust_id: UUID) -> NomadText | None:
    """The items as the trust put them in, or None."""
    return session.get(NomadText, trust_id)


def rounds(session: Session, *, trust_id: UUID) -> list[Round]:
    """All rounds, the newest first."""
    return [Round(*row) for row in session.execute(_ROUNDS, {"trust_id": trust_id})]


def open_round(session: Session, *, trust_id: UUID, today: date) -> Round:
    """The one in which answers can be sent. Raises NotFound."""
    found = next((each for each in rounds(session, trust_id=trust_id) if each.is_open(today=today)), None)
    if found is None:
        raise NotFound("No questions are open at the moment. Your trust lead opens them, and tells you when.")
    return found


def one(session: Session, *, trust_id: UUID, round_id: UUID) -> Round:
    """One of them. Raises NotFound."""
    found = next((each for each in rounds(session, trust_id=trust_id) if each.id == round_id), None)
    if found is None:
        raise NotFound
    return found


def unanswered(session: Session, *, trust_id: UUID, person_id: UUID, today: date) -> date | None:
    """The last day of the open round if somebody has not answered it, else None."""
    found = session.scalar(_UNANSWERED, {"trust_id": trust_id, "person_id": person_id, "today": today})
    return found if isinstance(found, date) else None


def has_answered(session: Session, *, round_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has sent their answers; known while the round is open only."""
    mine = (NomadReplier.round_id == round_id, NomadReplier.person_id == person_id)
    return bool(session.scalar(select(exists().where(*mine))))


def draft(session: Session, *, round_id: UUID, person_id: UUID) -> Answers:
    """What somebody has answered so far; nothing if they have not begun."""
    mine = (NomadDraft.round_id == round_id, NomadDraft.person_id == person_id)
    row = session.execute(select(NomadDraft.id, NomadDraft.sealed).where(*mine)).one_or_none()
    key = keys.find(session, owner_id=row.id) if row and row.sealed else None
    if key is None or row is None or row.sealed is None:
        return [None] * ITEMS
    return list(key.unseal(row.sealed, place=PLACE))
