"""Reads of a trust's studies and of who agreed to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core.errors import NotFound
from app.keys import queries as keys
from app.outcomes.models import CheckIn, ResearchConsent, ResearchStudy
from app.outcomes.queries import answers_of
from app.outcomes.research.rules import Asking

BATCH = 200  # people whose answers are opened at once
_S, _C, _K = ResearchStudy.__table__.c, ResearchConsent.__table__.c, CheckIn.__table__.c
_COLUMNS = (_S.id, _S.version, _S.title, _S.approval, _S.contact, _S.words, _S.opened_at, _S.closed_at)
_STUDIES: Select[Any] = select(*_COLUMNS).where(_S.trust_id == bindparam("trust_id")).order_by(_S.version.desc())
_AGREED: Select[Any] = (
    select(*_COLUMNS, _C.given_at)
    .join_from(ResearchConsent.__table__, ResearchStudy.__table__, _S.id == _C.study_id)
    .where(_C.person_id == bindparam("person_id"), _C.withdrawn_at.is_(None))
    .order_by(_S.version.desc())
)
# Colleagues who try it out are in no figure, and in no file.
_TAKE_PART = (
    _C.study_id == bindparam("study_id"),
    _C.withdrawn_at.is_(None),
    accounts.has_open_account(_C.person_id),
    ~accounts.is_test(_C.person_id),
)
_NUMBER = select(func.count()).where(*_TAKE_PART)
_WHO: Select[Any] = select(_C.person_id, _C.pseudonym).where(*_TAKE_PART).order_by(_C.pseudonym)
# Sorted by what is random: not even the order says when somebody left.
_WITHDRAWN = (
    select(_C.pseudonym)
    .where(_C.trust_id == bindparam("trust_id"), _C.withdrawn_at.is_not(None))
    .order_by(_C.pseudonym)
)
_OPEN = select(_S.id).where(_S.trust_id == bindparam("trust_id"), _S.closed_at.is_(None)).scalar_subquery()
_ASKING = select(
    _OPEN.is_not(None).label("asks"),
    exists()
    .where(_C.study_id == _OPEN, _C.person_id == bindparam("person_id"), _C.withdrawn_at.is_(None))
    .label("agreed"),
)
_ANSWERED: Select[Any] = (
    keys.with_key(
        select(_K.id, _K.person_id, _K.instrument, _K.version, _K.language, _K.time_point, _K.finished_at, _K.sealed),
        owner=_K.id,
    )
    .where(
        _K.person_id.in_(bindparam("person_ids", expanding=True)),
        _K.finished_at <= bindparam("until"),
        _K.sealed.is_not(None),
    )
    .order_by(_K.person_id, _K.finished_at, _K.instrument)
)


@dataclass(frozen=True, slots=True)
class Study:
    """A study in one wording."""

    id: UUID
    version: int
    title: str
    approval: str
    contact: str
    words: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A wording that somebody said yes to, and when."""

    study: Study
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody whose answers may be handed on. The two must never leave the program together."""

    person_id: UUID
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A finished check-in of somebody who takes part."""

    person_id: UUID
    instrument: str
    version: int
    language: str
    time_point: str
    finished_at: datetime
    answers: dict[str, int]


def studies(session: Session, *, trust_id: UUID) -> list[Study]:
    """Every wording of every study of a trust, the newest first."""
    return [Study(*row) for row in session.execute(_STUDIES, {"trust_id": trust_id})]


def newest(session: Session, *, trust_id: UUID) -> Study | None:
    """The study that is open, or the last one that was."""
    row = session.execute(_STUDIES.limit(1), {"trust_id": trust_id}).one_or_none()
    return Study(*row) if row else None


def open_study(session: Session, *, trust_id: UUID) -> Study | None:
    """The one that relatives are asked about; None while research is off."""
    found = newest(session, trust_id=trust_id)
    return found if found and found.closed_at is None else None


def require_open(session: Session, *, trust_id: UUID) -> Study:
    """The same. Raises NotFound."""
    found = open_study(session, trust_id=trust_id)
    if found is None:
        raise NotFound("No study is open at the moment.")
    return found


def asking(session: Session, *, trust_id: UUID, person_id: UUID) -> Asking:
    """Whether somebody is asked about a study, or takes part in it already; in one statement."""
    row = session.execute(_ASKING, {"trust_id": trust_id, "person_id": person_id}).one()
    return Asking.TAKES_PART if row.agreed else Asking.ASKED if row.asks else Asking.NOT


def agreed(session: Session, *, person_id: UUID) -> list[Agreed]:
    """What somebody takes part in, the newest wording first."""
    rows = session.execute(_AGREED, {"person_id": person_id})
    return [Agreed(Study(*row[:-1]), row.given_at) for row in rows]


def number(session: Session, *, study_id: UUID) -> int:
    """How many take part; never shown as it is."""
    return session.scalar(_NUMBER, {"study_id": study_id}) or 0


def participants(session: Session, *, study_id: UUID) -> list[Participant]:
    """Those who take part, in the order of their pseudonyms."""
    return [Participant(*row) for row in session.execute(_WHO, {"study_id": study_id})]


def withdrawn(session: Session, *, trust_id: UUID) -> list[str]:
    """The pseudonyms of all who withdrew, from any study of the trust."""
    return list(session.scalars(_WITHDRAWN, {"trust_id": trust_id}))


def answered(session: Session, *, person_ids: Sequence[UUID], until: datetime) -> Iterator[Answered]:
    """What these people finished by then, each one's in order. What cannot be read is left out and logged."""
    for first in range(0, len(person_ids), BATCH):
        given = {"person_ids": person_ids[first : first + BATCH], "until": until}
        for row in session.execute(_ANSWERED, given):
            answers = answers_of(row)
            if answers is not None:
                facts = (row.person_id, row.instrument, row.version, row.language, row.time_point, row.finished_at)
                yield Answered(*facts, answers)
