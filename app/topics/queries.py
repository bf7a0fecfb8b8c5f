"""Reads of a trust's topics, each with how many would like it, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.keys import queries as keys
from app.topics.models import Topic, TopicVote
from app.topics.rules import SHOWN, VOTED_ON, State

_T, _V = Topic.__table__.c, TopicVote.__table__.c
_VOTES = select(func.count()).where(_V.topic_id == _T.id).scalar_subquery()
_MINE = exists().where(_V.topic_id == _T.id, _V.person_id == bindparam("person_id"))
_OF_TRUST = _T.trust_id == bindparam("trust_id")
_SEEN_BY = or_(_T.state.in_(sorted(SHOWN)), _T.person_id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class Wish:
    """A topic as one relative may see it: never who asked. `others` would like it too, the viewer not counted."""

    id: UUID
    title: str
    state: State
    is_own: bool
    wanted: bool
    others: int
    answer: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic as staff see it, still without who asked."""

    id: UUID
    title: str
    state: State
    votes: int
    answer: str
    href: str
    version: int
    has_details: bool
    created_at: datetime


_WISHES: Select[Any] = (
    select(
        _T.id,
        _T.title,
        _T.state,
        (_T.person_id == bindparam("person_id")).label("is_own"),
        _MINE.label("wanted"),
        _VOTES.label("votes"),
        _T.answer,
        _T.href,
    )
    .where(_OF_TRUST, _SEEN_BY)
    .order_by(_VOTES.desc(), _T.created_at, _T.id)
)
_STAFFS: Select[Any] = select(
    _T.id,
    _T.title,
    _T.state,
    _VOTES.label("votes"),
    _T.answer,
    _T.href,
    _T.version,
    _T.sealed.is_not(None).label("has_details"),
    _T.created_at,
).where(_OF_TRUST)
_ALL = _STAFFS.order_by(_VOTES.desc(), _T.created_at, _T.id)
_ONE = _STAFFS.where(_T.id == bindparam("topic_id"))
_OWN = select(Topic).where(_T.id == bindparam("topic_id"), _T.person_id == bindparam("person_id"))
_VOTABLE = select(_T.id).where(_T.id == bindparam("topic_id"), _OF_TRUST, _T.state.in_(sorted(VOTED_ON)))
_WAITING = select(func.count()).where(_T.person_id == bindparam("person_id"), _T.state == State.ASKED.value)
_OWN_DETAILS = keys.with_key(select(_T.id, _T.sealed), owner=_T.id).where(
    _T.person_id == bindparam("person_id"), _T.sealed.is_not(None)
)
_SEALED = select(_T.sealed).where(_T.id == bindparam("topic_id"), _OF_TRUST)
_WHO = select(_T.person_id).where(_T.id == bindparam("topic_id"), _OF_TRUST)


def wishes(session: Session, *, trust_id: UUID, person_id: UUID) -> list[Wish]:
    """What is on the trust's list, and the person's own whatever became of them; what most would like first."""
    return [_wish(row) for row in session.execute(_WISHES, {"trust_id": trust_id, "person_id": person_id})]


def waiting(session: Session, *, person_id: UUID) -> int:
    """How many of a person's topics nobody has looked at yet."""
    return session.scalar(_WAITING, {"person_id": person_id}) or 0


def own(session: Session, *, person_id: UUID, topic_id: UUID) -> Topic:
    """One that this person asked for. Raises NotFound."""
    found = session.scalar(_OWN, {"person_id": person_id, "topic_id": topic_id})
    if found is None:
        raise NotFound
    return found


def require_votable(session: Session, *, trust_id: UUID, topic_id: UUID) -> None:
    """Raises NotFound when relatives of this trust cannot say that they would like it too."""
    if session.scalar(_VOTABLE, {"trust_id": trust_id, "topic_id": topic_id}) is None:
        raise NotFound("This is not on the list any more. You can see there what has become of it.")


def all_of(session: Session, *, trust_id: UUID) -> list[Asked]:
    """Everything that was asked for in a trust, what most would like first."""
    return [_asked(row) for row in session.execute(_ALL, {"trust_id": trust_id})]


def topic(session: Session, *, trust_id: UUID, topic_id: UUID) -> Asked:
    """One of them. Raises NotFound."""
    row = session.execute(_ONE, {"trust_id": trust_id, "topic_id": topic_id}).one_or_none()
    if row is None:
        raise NotFound("There is nothing at this address. The one who asked may have taken it back.")
    return _asked(row)


def details(session: Session, *, trust_id: UUID, topic_id: UUID) -> str:
    """What would help the one who asked, opened with the topic's own key; empty if they did not say."""
    sealed = session.scalar(_SEALED, {"trust_id": trust_id, "topic_id": topic_id})
    key = keys.find(session, owner_id=topic_id) if sealed else None
    return str(key.unseal(sealed, place="details")) if key and sealed else ""


def own_details(session: Session, *, person_id: UUID) -> dict[UUID, str]:
    """The same of all topics of one person that have any, in one statement."""
    rows = session.execute(_OWN_DETAILS, {"person_id": person_id})
    return {row.id: str(keys.opened(row).unseal(row.sealed, place="details")) for row in rows if row.data_key}


def who_asked(session: Session, *, trust_id: UUID, topic_id: UUID) -> UUID | None:
    """Whose words they are, for when somebody may not be safe; None for an account that is gone."""
    found: UUID | None = session.scalar(_WHO, {"trust_id": trust_id, "topic_id": topic_id})
    return found


def _wish(row: Row[Any]) -> Wish:
    is_own = bool(row.is_own)
    others = row.votes - row.wanted
    # Others read the answer to somebody else never: it may speak of them.
    answer = row.answer if is_own else ""
    return Wish(row.id, row.title, State(row.state), is_own, row.wanted, others, answer, row.href)


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        row.id,
        row.title,
        State(row.state),
        row.votes,
        row.answer,
        row.href,
        row.version,
        row.has_details,
        row.created_at,
    )
