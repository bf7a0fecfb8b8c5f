"""The report on use as it was told last. The job of the night looks what has changed enough to be told anew."""

from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from app.core import clock
from app.reports import kept
from app.reports.models import Kind
from app.reports.use import report
from app.reports.use.queries import Asked
from app.reports.use.report import Use
from app.trusts import queries as trusts
from app.usage import heartbeats, rollup
from app.usage import queries as usage

# Until then something of a Sunday may be written down, or be counted again.
_SETTLED_AFTER = heartbeats.LATEST + rollup.OVERLAP
_USE = TypeAdapter(Use)


def use(session: Session, asked: Asked) -> Use | None:
    """What is shown; None if there is no trust yet. What was never told is counted by whoever looks first, and kept."""
    return kept.found(session, Kind.USE, _USE, trust_id=asked.trust_id) or make(session, asked)


def make(session: Session, asked: Asked) -> Use | None:
    """Tells what may be told now, up to the last Sunday that is wholly counted. What is told stays, and is kept."""
    counted_to = usage.counted_to(session)
    if counted_to is None:
        return report.use(session, asked)
    before = kept.found(session, Kind.USE, _USE, trust_id=asked.trust_id)
    settled = Asked(asked.trust_id, min(asked.today, clock.london_day(counted_to - _SETTLED_AFTER)))
    if before and before.last > settled.last:
        return before
    found = report.use(session, settled, before)
    if found:
        kept.keep(session, Kind.USE, _USE, found, trust_id=asked.trust_id, sunday=found.last, at=counted_to)
    return found


def wanted(session: Session) -> list[UUID | None]:
    """Each trust, and at the end all together."""
    return [*(each.id for each in trusts.all_trusts(session)), None]
