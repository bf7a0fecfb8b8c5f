"""Reads of check-ins: what a trust uses, and one person's own, opened with each one's key in the same statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.encryption import Unreadable
from app.core.errors import NotFound
from app.keys import queries as keys
from app.outcomes import rules
from app.outcomes.instruments import Instrument, WordsDoNotFit
from app.outcomes.models import CheckIn, TrustInstrument
from app.outcomes.rules import Past, Setting, TimePoint

log = structlog.get_logger()

PLACE = "answers"  # where a check-in's answers are locked to
Instruments = Mapping[str, Instrument]
_T, _C = TrustInstrument.__table__.c, CheckIn.__table__.c
_SETTINGS = select(_T.instrument, _T.is_on, _T.licence_expires_on, _T.words).where(_T.trust_id == bindparam("trust_id"))
_OWN = keys.with_key(
    select(
        _C.id,
        _C.instrument,
        _C.version,
        _C.language,
        _C.time_point,
        _C.started_at,
        _C.finished_at,
        _C.revision,
        _C.sealed,
    ),
    owner=_C.id,
).where(_C.person_id == bindparam("person_id"))
_ALL = _OWN.order_by(_C.finished_at.nulls_last(), _C.id)
_ONE = _OWN.where(_C.id == bindparam("check_in_id"), _C.finished_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Done:
    """A check-in that was finished. `answers`: {item's id: value}; what was skipped is not among them."""

    id: UUID
    instrument: str
    version: int
    language: str
    time_point: TimePoint
    started_at: datetime
    finished_at: datetime
    answers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Begun:
    """A check-in that is not finished."""

    id: UUID
    instrument: str
    version: int
    started_at: datetime
    revision: int
    answers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of one person: what is finished, the oldest first, and what is begun, by questionnaire."""

    finished: list[Done]
    begun: dict[str, Begun]

    @property
    def past(self) -> list[Past]:
        """What is finished, without the answers."""
        return [Past(each.instrument, each.time_point, each.finished_at) for each in self.finished]


def usable(session: Session, *, trust_id: UUID, instruments: Instruments) -> list[Instrument]:
    """The questionnaires that the relatives of a trust may fill in now, each with its words, in the order of the files."""
    rows = {row.instrument: row for row in session.execute(_SETTINGS, {"trust_id": trust_id})}
    settings = {name: Setting(row.is_on, row.words is not None, row.licence_expires_on) for name, row in rows.items()}
    found = [
        (each, rows[each.name].words if each.name in rows else None) for each in switched_on(settings, instruments)
    ]
    return [filled for each, words in found if (filled := _filled(each, words))]


def find(session: Session, *, trust_id: UUID, instruments: Instruments, name: str) -> Instrument:
    """One of them. Raises NotFound, too for one that the trust does not use or whose licence is over."""
    found = next(
        (each for each in usable(session, trust_id=trust_id, instruments=instruments) if each.name == name), None
    )
    if found is None:
        raise NotFound("There is no such check-in here. It may not be in use any more.")
    return found


def switched_on(settings: Mapping[str, Setting], instruments: Instruments) -> list[Instrument]:
    """The same from what the trust said, without a trust's own words."""
    today = clock.london_day(clock.now())
    return [
        each
        for each in instruments.values()
        if rules.is_usable(settings.get(each.name), is_open=each.is_open, is_on=each.is_on, today=today)
    ]


def all_of(session: Session, *, person_id: UUID) -> Own:
    """Everything that somebody filled in, in one statement. What cannot be read is left out and logged."""
    rows = [(row, answers_of(row)) for row in session.execute(_ALL, {"person_id": person_id})]
    opened = [(row, answers) for row, answers in rows if answers is not None]
    begun = {row.instrument: _begun(row, answers) for row, answers in opened if row.finished_at is None}
    return Own([_done(row, answers) for row, answers in opened if row.finished_at], begun)


def finished(session: Session, *, person_id: UUID) -> list[Done]:
    """What somebody finished, the oldest first."""
    return all_of(session, person_id=person_id).finished


def one(session: Session, *, person_id: UUID, check_in_id: UUID) -> Done:
    """One that this person finished. Raises NotFound for any other."""
    row = session.execute(_ONE, {"person_id": person_id, "check_in_id": check_in_id}).one_or_none()
    answers = answers_of(row) if row else None
    if row is None or answers is None:
        raise NotFound("There is no check-in at this address. You may have removed it.")
    return _done(row, answers)


def settings_of(rows: Iterable[Any]) -> dict[str, Setting]:
    """From [name, is on, has words, licence's last day], as JSON has them."""
    return {
        name: Setting(is_on, has_words, date.fromisoformat(ends_on) if ends_on else None)
        for name, is_on, has_words, ends_on in rows
    }


def past_of(rows: Iterable[Any]) -> list[Past]:
    """From [name, time point, when it was finished], as JSON has them."""
    return [Past(name, TimePoint(point), datetime.fromisoformat(at) if at else None) for name, point, at in rows]


def _filled(instrument: Instrument, words: Mapping[str, Any] | None) -> Instrument | None:
    """With a trust's words; None when a new version of ours asks for others, which one questionnaire must not spoil."""
    if instrument.is_open or words is None:
        return instrument
    try:
        return instrument.with_words(words)
    except WordsDoNotFit:
        log.error("check_in.words_do_not_fit", instrument=instrument.name)  # noqa: TRY400 - its trace says nothing more
        return None


def answers_of(row: Row[Any]) -> dict[str, int] | None:
    """What is locked in a row with its id and its key; None, and logged, when it cannot be read."""
    if row.sealed is None:
        return {}
    try:
        return dict(keys.opened(row).unseal(row.sealed, place=PLACE))
    except Unreadable:
        log.error("check_in.unreadable", check_in=str(row.id))  # noqa: TRY400 - its trace says nothing more
        return None


def _done(row: Row[Any], answers: dict[str, int]) -> Done:
    return Done(
        row.id,
        row.instrument,
        row.version,
        row.language,
        TimePoint(row.time_point),
        row.started_at,
        row.finished_at,
        answers,
    )


def _begun(row: Row[Any], answers: dict[str, int]) -> Begun:
    return Begun(row.id, row.instrument, row.version, row.started_at, row.revision, answers)
