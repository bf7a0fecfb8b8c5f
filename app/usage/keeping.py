"""Deletes single events that are older than their trust wants to keep them. What was counted from them stays."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from app.core import clock, turns
from app.core.london import midnight
from app.core.turns import Turn
from app.usage import queries
from app.usage.statement import NEW_VISIT_AFTER

LEAST_MONTHS = 3
AT_ONCE = 5_000  # rows, so that nobody waits for long
# Longer behind than that, and nothing is deleted: the figures would lose it.
BEHIND = timedelta(days=1)

_DELETE = text("""
DELETE FROM usage_events WHERE happened_at < :before AND (id, happened_at) IN (
    SELECT id, happened_at FROM usage_events WHERE trust_id = :trust_id AND happened_at < :before LIMIT :at_once)""")
_REMEMBER = text("""
INSERT INTO usage_kept AS kept (trust_id, first_day) VALUES (:trust_id, :first_day)
ON CONFLICT (trust_id) DO UPDATE SET first_day = greatest(kept.first_day, excluded.first_day)""")


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last one of that month; with months below nothing, ahead."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def delete_some(session: Session, *, months: Mapping[UUID, int]) -> bool:
    """Deletes some of what is older than the months of its trust, and says whether there may be more."""
    turns.wait(session, Turn.USAGE)
    counted_to = queries.counted_to(session)
    if counted_to is None or clock.now() - counted_to > BEHIND:
        return False
    today = clock.london_day(clock.now())
    return any(_delete(session, each, months_before(today, kept)) == AT_ONCE for each, kept in months.items())


def _delete(session: Session, trust_id: UUID, first_day: date) -> int:
    # The last half hour of the day before shows whether a visit began in it, so that the first day stays whole.
    before = midnight(first_day) - NEW_VISIT_AFTER
    facts = {"trust_id": trust_id, "before": before, "at_once": AT_ONCE}
    deleted = cast("CursorResult[Any]", session.execute(_DELETE, facts)).rowcount
    if deleted:
        session.execute(_REMEMBER, {"trust_id": trust_id, "first_day": first_day})
    return deleted
