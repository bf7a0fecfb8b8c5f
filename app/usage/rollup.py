"""The daily figures of each relative, made from the events in one statement. docs/figures.md defines each figure."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import HoldfastError

NEW_VISIT_AFTER = timedelta(minutes=30)
LONGEST_GAP = timedelta(minutes=5)
LAST_VIEW = timedelta(seconds=30)
MODULE_VIEWED_AFTER = timedelta(seconds=10)
RECENT_DAYS = 3

# seen: what relatives did, with the pause before and after. in_visits: each event with the start of its visit and
# the time that it counts for. by_subject: one row for each page, activity or sign-in of a visit. fresh: one row for
# each person and day. A day whose events now belong to a visit of the day before (a late event) loses its row.
_ROLL_UP = text("""
WITH seen AS (
    SELECT trust_id, person_id, event, subject, happened_at, id,
           happened_at - lag(happened_at) OVER own AS before,
           lead(happened_at) OVER own - happened_at AS after
    FROM usage_events
    WHERE NOT is_staff AND event NOT LIKE 'invitation.%' AND happened_at >= :read_from AND happened_at < :read_to
    WINDOW own AS (PARTITION BY person_id ORDER BY happened_at, id)
), in_visits AS (
    SELECT trust_id, person_id, subject, happened_at,
           max(happened_at) FILTER (WHERE before IS NULL OR before >= :new_visit_after)
               OVER (PARTITION BY person_id ORDER BY happened_at, id) AS visit,
           CASE WHEN after IS NULL OR after >= :new_visit_after THEN :last_view
                ELSE least(after, :longest_gap) END AS active,
           CASE WHEN event IN ('page.opened', 'page.read') THEN 'page'
                WHEN event IN ('activity.saved', 'quiz.answered') THEN 'activity'
                WHEN event = 'session.started' THEN 'login' END AS kind
    FROM seen
), by_subject AS (
    SELECT trust_id, person_id, visit, (visit AT TIME ZONE 'Europe/London')::date AS day, kind, subject,
           count(*) AS times, sum(active) AS active
    FROM in_visits
    -- Nobody reads past a second midnight without half an hour's pause: what does is cut there.
    WHERE happened_at < ((visit AT TIME ZONE 'Europe/London')::date + 2)::timestamp AT TIME ZONE 'Europe/London'
    GROUP BY trust_id, person_id, visit, kind, subject
), fresh AS (
    SELECT trust_id, person_id, day,
           coalesce(sum(times) FILTER (WHERE kind = 'login'), 0) AS logins,
           count(DISTINCT visit) AS visits,
           round(extract(epoch FROM sum(active))) AS active_seconds,
           count(DISTINCT subject) FILTER (WHERE kind = 'page') AS pages,
           count(DISTINCT split_part(subject, '/', 1))
               FILTER (WHERE kind = 'page' AND active >= :module_viewed_after) AS modules,
           count(DISTINCT subject) FILTER (WHERE kind = 'activity') AS activities
    FROM by_subject
    WHERE day BETWEEN :first AND :last
    GROUP BY trust_id, person_id, day
), emptied AS (
    DELETE FROM usage_days old
    WHERE old.day BETWEEN :first AND :last
      AND NOT EXISTS (SELECT FROM fresh WHERE fresh.person_id = old.person_id AND fresh.day = old.day)
)
INSERT INTO usage_days (trust_id, person_id, day, logins, visits, active_seconds, pages, modules, activities)
SELECT trust_id, person_id, day, logins, visits, active_seconds, pages, modules, activities FROM fresh
ON CONFLICT (person_id, day) DO UPDATE SET
    logins = excluded.logins, visits = excluded.visits, active_seconds = excluded.active_seconds,
    pages = excluded.pages, modules = excluded.modules, activities = excluded.activities
""")


def roll_up(session: Session, *, first: date, last: date) -> int:
    """Makes the figures of these London days anew, both included; returns how many person-days there are.

    Safe to repeat. Days whose events are no longer kept lose their figures, so ask only for days that are.
    """
    if first > last:
        raise HoldfastError("The first day must not be after the last one.")
    span = {
        "first": first,
        "last": last,
        # Half an hour more on either side shows whether a visit began before, and what its last view counts for.
        "read_from": _midnight(first) - NEW_VISIT_AFTER,
        "read_to": _midnight(last + timedelta(days=2)) + NEW_VISIT_AFTER,
        "new_visit_after": NEW_VISIT_AFTER,
        "longest_gap": LONGEST_GAP,
        "last_view": LAST_VIEW,
        "module_viewed_after": MODULE_VIEWED_AFTER,
    }
    return cast("CursorResult[Any]", session.execute(_ROLL_UP, span)).rowcount


def roll_up_recent(session: Session) -> int:
    """Today and the three days before it again, so that what was written late is counted."""
    today = clock.london_day(clock.now())
    return roll_up(session, first=today - timedelta(days=RECENT_DAYS), last=today)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON).astimezone(clock.UTC)
