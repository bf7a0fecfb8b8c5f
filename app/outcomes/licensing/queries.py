"""Reads of what a trust has of each questionnaire."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.outcomes.instruments import Instrument, WordsDoNotFit
from app.outcomes.licensing.rules import SAID_AHEAD, Held
from app.outcomes.models import TrustInstrument
from app.outcomes.queries import Instruments

_T = TrustInstrument.__table__.c
_OF_TRUST: Select[Any] = select(
    _T.instrument, _T.is_on, _T.licence_number, _T.licence_holder, _T.licence_expires_on, _T.words, _T.version
).where(_T.trust_id == bindparam("trust_id"))
_ENDING = select(func.min(_T.licence_expires_on), func.count()).where(
    _T.trust_id == bindparam("trust_id"), _T.is_on, _T.licence_expires_on <= bindparam("until")
)


def held(session: Session, *, trust_id: UUID, instruments: Instruments) -> dict[str, Held]:
    """What a trust has of each questionnaire, in the order of the files."""
    rows = {row.instrument: row for row in session.execute(_OF_TRUST, {"trust_id": trust_id})}
    return {name: _held(each, rows.get(name)) for name, each in instruments.items()}


def one(session: Session, *, trust_id: UUID, instruments: Instruments, name: str) -> tuple[Instrument, Held]:
    """One of them. Raises NotFound."""
    if name not in instruments:
        raise NotFound("There is no questionnaire at this address. You find them all under Questionnaires.")
    return instruments[name], held(session, trust_id=trust_id, instruments=instruments)[name]


def filled(session: Session, *, trust_id: UUID, slot: Instrument) -> Instrument | None:
    """A slot with the trust's words; None if it has none, or none that fit."""
    row = session.execute(_OF_TRUST.where(_T.instrument == slot.name), {"trust_id": trust_id}).one_or_none()
    return _fitted(slot, row.words) if row else None


def ending(session: Session, *, trust_id: UUID, today: date) -> tuple[date | None, int]:
    """The next last day of a licence that is in use and ends soon or has ended, and how many there are."""
    row = session.execute(_ENDING, {"trust_id": trust_id, "until": today + SAID_AHEAD}).one()
    return row[0], row[1]


def _held(instrument: Instrument, row: Row[Any] | None) -> Held:
    if row is None:
        return Held(is_on=instrument.is_open and instrument.is_on)
    licence = (row.licence_number or "", row.licence_holder or "", row.licence_expires_on)
    return Held(row.is_on, *licence, has_words=_fitted(instrument, row.words) is not None, version=row.version)


def _fitted(slot: Instrument, words: dict[str, Any] | None) -> Instrument | None:
    """None too for words of an earlier version of the slot, which has other questions now."""
    if words is None:
        return None
    try:
        return slot.with_words(words)
    except WordsDoNotFit:
        return None
