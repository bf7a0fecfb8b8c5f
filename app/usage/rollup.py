"""Visits, days and modules of each relative, made from the events: of some days, or of whoever did something since."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core import clock, turns
from app.core.errors import HoldfastError
from app.core.london import midnight
from app.core.turns import Turn
from app.usage import queries
from app.usage.statement import COUNTED, LIMITS, MAKE, NEW_VISIT_AFTER

# Counted again each time: a transaction may end long after the moment that it wrote down, and the clocks of two
# machines differ.
OVERLAP = timedelta(hours=1)
AT_ONCE = 100_000  # events; what piled up is counted in pieces that each take a few seconds
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)

_OF_DAYS = text(
    f"""WITH spans AS (
    SELECT person_id, CAST(:first AS date) AS first, CAST(:last AS date) AS last
    FROM (
        SELECT person_id FROM usage_events WHERE happened_at >= :read_from AND happened_at < :read_to AND {COUNTED}
        UNION SELECT person_id FROM usage_days WHERE day BETWEEN :first AND :last
    ) AS somebody
){MAKE}"""  # noqa: S608 - constants of ours
)
# An event on one day can change three others: the visit that it prolongs began the day before, or two days before if it
# never paused; and the first visit of the day after may now be the end of this one. Days whose events are deleted stay.
_OF_NEWS = text(
    f"""WITH touched AS (
    SELECT DISTINCT trust_id, person_id, (happened_at AT TIME ZONE 'Europe/London')::date AS day
    FROM usage_events WHERE recorded_at BETWEEN :since AND :until AND {COUNTED}
), after_pause AS (
    SELECT *, day - lag(day) OVER (PARTITION BY person_id ORDER BY day) > 3 AS is_apart FROM touched
), together AS (
    SELECT *, count(*) FILTER (WHERE is_apart) OVER (PARTITION BY person_id ORDER BY day) AS span FROM after_pause
), spans AS (
    SELECT person_id, greatest(min(day) - 2, first_day) AS first, max(day) + 1 AS last
    FROM together LEFT JOIN usage_kept USING (trust_id) GROUP BY person_id, span, first_day
){MAKE}"""  # noqa: S608 - constants of ours
)
_LAST_AT_ONCE = text(
    "SELECT recorded_at FROM usage_events WHERE recorded_at > :counted_to ORDER BY recorded_at OFFSET :at_once LIMIT 1"
)
_REMEMBER = text("""
INSERT INTO usage_roll_ups (id, counted_to) VALUES (1, :until)
ON CONFLICT (id) DO UPDATE SET counted_to = excluded.counted_to""")


def roll_up(session: Session, *, first: date, last: date) -> int:
    """Makes the figures of these London days anew, both included; returns how many person-days there are.

    Safe to repeat. Raises HoldfastError when not all events of these days are kept.
    """
    if first > last:
        raise HoldfastError("The first day must not be after the last one.")
    turns.wait(session, Turn.USAGE)
    _require_kept(session, first)
    span = {
        "first": first,
        "last": last,
        "read_from": midnight(first) - NEW_VISIT_AFTER,
        "read_to": midnight(last + timedelta(days=2)) + NEW_VISIT_AFTER,
    }
    return int(session.scalar(_OF_DAYS, span | LIMITS) or 0)


def count_news(session: Session) -> bool:
    """Counts what was written down since the last time, so many events at once. Says whether there is more.

    In one transaction with how far it came: whoever is stopped in the middle has counted nothing, and goes on there.
    """
    if not turns.take(session, Turn.USAGE):
        return False
    now = clock.now()
    # A clock that was ahead is not believed.
    counted_to = min(queries.counted_to(session) or _BEGINNING, now)
    full = session.scalar(_LAST_AT_ONCE, {"counted_to": counted_to, "at_once": AT_ONCE})
    until = min(full or now, now)
    session.execute(_OF_NEWS, {"since": counted_to - OVERLAP, "until": until, **LIMITS})
    session.execute(_REMEMBER, {"until": until})
    return until < now


def _require_kept(session: Session, first: date) -> None:
    kept = queries.kept_from(session)
    if kept and first < kept:
        raise HoldfastError(
            f"The single events of days before {kept} are no longer kept, so those days cannot be counted again. Their "
            f"figures stay as they are. The first day that you can ask for is {kept}."
        )
