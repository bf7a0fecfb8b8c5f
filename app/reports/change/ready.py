"""The figures as they were made ready in the night: what is shown, and nothing that is hidden."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.config import settings
from app.outcomes import instruments as questionnaires
from app.outcomes.instruments import Instrument
from app.outcomes.rules import WINDOWS, TimePoint
from app.reports.change import queries, rules
from app.reports.change.rules import Change
from app.reports.models import CheckInReport
from app.trusts import queries as trusts

Changes = dict[TimePoint, Change]
# Whose start is shown.
WITH_START = TimePoint.WEEK_12
POINTS = (TimePoint.WEEK_12, TimePoint.WEEK_24)
_CHANGES = TypeAdapter(Changes)


def all_instruments() -> list[Instrument]:
    """The questionnaires that have a total."""
    return [each for each in questionnaires.load(settings().content_folder).values() if each.total]


def wanted(session: Session) -> list[UUID]:
    """The trusts, each to be made ready in a transaction of its own; then all together."""
    return [each.id for each in trusts.all_trusts(session)]


def found(session: Session, *, trust_id: UUID | None) -> dict[str, Changes]:
    """What is shown of one trust, or of all, by the questionnaire's name."""
    own = CheckInReport.trust_id.is_not_distinct_from(trust_id)
    rows = session.scalars(select(CheckInReport).where(own).order_by(CheckInReport.instrument))
    return {row.instrument: _read(row.shown) for row in rows}


def make(session: Session, *, trust_id: UUID, instruments: Iterable[Instrument]) -> None:
    """Renews the figures of one trust, of those questionnaires that enough people came to."""
    until = rules.quarter(clock.london_day(clock.now()))
    kept, people = found(session, trust_id=trust_id), queries.members(session, trust_id=trust_id, until=until)
    for instrument in instruments:
        before = kept.get(instrument.name, {})
        asked: dict[str, Any] = {"trust_id": trust_id, "instrument": instrument, "until": until}
        days = queries.finished_on(session, **asked)
        if not _is_worth_opening(before, days, instrument, until):
            continue
        pairs = queries.pairs(session, **asked, of=people)
        after = {
            point: rules.renewed(
                before.get(point),
                pairs[point],
                due=_due(people, point, until),
                version=instrument.version,
                until=until,
                with_start=point is WITH_START,
            )
            for point in POINTS
        }
        _keep(session, trust_id, instrument.name, after)


def make_together(session: Session, *, instruments: Iterable[Instrument]) -> None:
    """Adds up what is shown of the trusts."""
    parts = [found(session, trust_id=each) for each in queries.counted_trusts(session)]
    for name in [each.name for each in instruments]:
        of_trusts = [part[name] for part in parts if name in part]
        _keep(
            session,
            None,
            name,
            {point: rules.together([each[point] for each in of_trusts if point in each]) for point in POINTS},
        )


def _is_worth_opening(
    before: Changes, days: Mapping[TimePoint, list[date]], instrument: Instrument, until: date
) -> bool:
    version = instrument.version
    return any(rules.is_worth_it(before.get(each), days[each], version=version, until=until) for each in POINTS)


def _due(people: Mapping[UUID, date], point: TimePoint, until: date) -> list[UUID]:
    """For whom that time came and went before the day."""
    after = timedelta(days=WINDOWS[point][1])
    return [person_id for person_id, joined_on in people.items() if joined_on + after <= until]


def _read(shown: dict[str, Any]) -> Changes:
    try:
        return _CHANGES.validate_python(shown)
    except ValidationError:  # made by another version of the program
        return {}


def _keep(session: Session, trust_id: UUID | None, instrument: str, changes: Mapping[TimePoint, Change | None]) -> None:
    shown = {point: change for point, change in changes.items() if change}
    if not shown:
        return
    facts = {"shown": _CHANGES.dump_python(shown, mode="json"), "counted_to": clock.now()}
    row = insert(CheckInReport).values(trust_id=trust_id, instrument=instrument, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id", "instrument"], set_=facts))
