"""Who counts, and their check-ins, opened a few hundred at a time. Only scores leave this file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.orm import Session

from app.core import clock
from app.core.encryption import Unreadable
from app.core.london import midnight
from app.keys import queries as keys
from app.outcomes.instruments import Instrument
from app.outcomes.models import CheckIn
from app.outcomes.queries import PLACE
from app.outcomes.rules import FOLLOW_UPS, TimePoint
from app.outcomes.scoring import score
from app.reports.change.rules import Pair
from app.reports.places import MEMBERS, PLACES, parameters, total_of

log = structlog.get_logger()
AT_ONCE = 500  # check-ins
Scores = dict[TimePoint, tuple[float, date]]

_COUNTED = text(f"WITH {PLACES} SELECT id FROM counted")  # noqa: S608 - our own words
_MEMBERS = text(f"WITH {PLACES}, {MEMBERS} SELECT person_id, joined_at FROM members")  # noqa: S608 - likewise
_C = CheckIn.__table__.c
_OF_QUESTIONNAIRE = (
    _C.trust_id == bindparam("trust_id"),
    _C.instrument == bindparam("instrument"),
    _C.version == bindparam("version"),
    _C.finished_at < bindparam("until"),
)
_FOLLOW_UPS = select(_C.time_point, _C.finished_at).where(*_OF_QUESTIONNAIRE, _C.time_point.in_(sorted(FOLLOW_UPS)))
_SEALED = keys.with_key(select(_C.id, _C.person_id, _C.time_point, _C.finished_at, _C.sealed), owner=_C.id).where(
    *_OF_QUESTIONNAIRE, _C.time_point != TimePoint.OWN.value, _C.sealed.is_not(None)
)


def counted_trusts(session: Session) -> list[UUID]:
    """The trusts that count among all: no practice trust, unless there are only those."""
    return list(session.scalars(_COUNTED, parameters(None)))


def members(session: Session, *, trust_id: UUID, until: date) -> dict[UUID, date]:
    """The relatives of a trust who count, and on which day each made their account."""
    asked = {**parameters(trust_id), "whole": total_of(trust_id), "until": midnight(until)}
    return {row.person_id: clock.london_day(row.joined_at) for row in session.execute(_MEMBERS, asked)}


def finished_on(
    session: Session, *, trust_id: UUID, instrument: Instrument, until: date
) -> Mapping[TimePoint, list[date]]:
    """The days on which follow-ups were finished, without opening one."""
    days: dict[TimePoint, list[date]] = defaultdict(list)
    for point, at in session.execute(_FOLLOW_UPS, _asked(trust_id, instrument, until)):
        days[TimePoint(point)].append(clock.london_day(at))
    return days


def pairs(
    session: Session, *, trust_id: UUID, instrument: Instrument, until: date, of: Mapping[UUID, date]
) -> Mapping[TimePoint, list[Pair]]:
    """Those of these people with a score at the start and at a later time, for each later time."""
    scores: dict[UUID, Scores] = defaultdict(dict)
    rows = session.execute(_SEALED, _asked(trust_id, instrument, until), execution_options={"yield_per": AT_ONCE})
    for row in rows:
        if row.person_id in of and (total := _total(row, instrument)) is not None:
            scores[row.person_id][TimePoint(row.time_point)] = (total, clock.london_day(row.finished_at))
    return {point: list(_pairs(scores, point)) for point in FOLLOW_UPS}


def _pairs(scores: Mapping[UUID, Scores], point: TimePoint) -> Iterator[Pair]:
    for person_id, own in scores.items():
        if TimePoint.START in own and point in own:
            later, day = own[point]
            yield Pair(person_id, own[TimePoint.START][0], later, day)


def _total(row: Row[Any], instrument: Instrument) -> float | None:
    try:
        return score(instrument, keys.opened(row).unseal(row.sealed, place=PLACE)).total
    except (Unreadable, ValueError):
        log.error("check_in.unreadable", check_in=str(row.id))  # noqa: TRY400 - its trace says nothing more
        return None


def _asked(trust_id: UUID, instrument: Instrument, until: date) -> dict[str, str | int | UUID | datetime]:
    return {
        "trust_id": trust_id,
        "instrument": instrument.name,
        "version": instrument.version,
        "until": midnight(until),
    }
