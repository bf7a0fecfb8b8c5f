"""The report on use as it was made ready in the night. What is not there is added up at once, and kept."""

from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.london import midnight
from app.reports.models import UseReport
from app.reports.periods import Period
from app.reports.use import report
from app.reports.use.queries import Asked
from app.reports.use.report import Use
from app.trusts import queries as trusts
from app.usage import heartbeats, rollup

# Until then something of the Sunday may be written down, or be counted again.
_SETTLED_AFTER = heartbeats.LATEST + rollup.OVERLAP
_OWN_COLUMNS = {"last", "counted_to"}
_USE = TypeAdapter(Use)


def use(session: Session, asked: Asked) -> Use | None:
    """What is shown; None if there is no trust yet. Whoever needs several periods asks in their order, as locks want it."""
    return _found(session, asked) or make(session, asked)


def make(session: Session, asked: Asked) -> Use | None:
    """Adds up, and keeps it in place of what is there; but not while the Sunday is not wholly counted."""
    found = report.use(session, asked)
    settled = midnight(asked.last + timedelta(days=1)) + _SETTLED_AFTER
    if found is not None and found.counted_to is not None and found.counted_to >= settled:
        _keep(session, asked, found)
    return found


def wanted(session: Session) -> list[Asked]:
    """Each trust and all together, each period, as of today."""
    own, today = (each.id for each in trusts.all_trusts(session)), clock.london_day(clock.now())
    return [Asked(each, period, today) for each in (*own, None) for period in Period]


def forget(session: Session, *, but: date | None = None) -> None:
    """Deletes what was made ready for all Sundays, or all but one."""
    session.execute(delete(UseReport).where(UseReport.sunday.is_distinct_from(but)))


def _found(session: Session, asked: Asked) -> Use | None:
    own = (UseReport.trust_id.is_not_distinct_from(asked.trust_id), UseReport.period == asked.period.value)
    row = session.scalar(select(UseReport).where(*own, UseReport.sunday == asked.last))
    if row is None:
        return None
    try:
        return _USE.validate_python({**row.shown, "last": row.sunday, "counted_to": row.counted_to})
    except ValidationError:  # made by another version of the program
        return None


def _keep(session: Session, asked: Asked, found: Use) -> None:
    facts: dict[str, Any] = {
        "shown": _USE.dump_python(found, mode="json", exclude=_OWN_COLUMNS),
        "counted_to": found.counted_to,
    }
    row = insert(UseReport).values(trust_id=asked.trust_id, period=asked.period.value, sunday=asked.last, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id", "period", "sunday"], set_=facts))
