"""The one statement that makes visits, days and modules from events. docs/figures.md defines each figure.

It follows a beginning that says whose days: spans (person_id, first, last), days in London, no day in two
spans of one person. Counted for each person apart, so it costs what these people did, however many events there are.
"""

from datetime import timedelta

NEW_VISIT_AFTER = timedelta(minutes=30)
LONGEST_GAP = timedelta(minutes=5)
LAST_VIEW = timedelta(seconds=30)
MODULE_VIEWED_AFTER = timedelta(seconds=10)
LIMITS = {
    "new_visit_after": NEW_VISIT_AFTER,
    "longest_gap": LONGEST_GAP,
    "last_view": LAST_VIEW,
    "module_viewed_after": MODULE_VIEWED_AFTER,
}
COUNTED = "NOT is_staff AND event NOT LIKE 'invitation.%'"


def _midnight(day: str) -> str:
    return f"(({day})::timestamp AT TIME ZONE 'Europe/London')"


def _made(table: str, key: str, values: str) -> str:
    """Puts the fresh rows of a table in place of those that are there; what has not changed is not written again.

    The people are named as an array as well, so that their rows are looked up and never all rows of the table read.
    """
    names = f"trust_id, {key}, {values}"
    found_by = " AND ".join(f"fresh.{each} = old.{each}" for each in key.split(", "))
    changes = ", ".join(f"{each} = excluded.{each}" for each in values.split(", "))
    return f""", emptied_{table} AS (
    DELETE FROM usage_{table} AS old USING spans
    WHERE old.person_id = ANY (ARRAY(SELECT person_id FROM spans))
      AND old.person_id = spans.person_id AND old.day BETWEEN spans.first AND spans.last
      AND NOT EXISTS (SELECT FROM {table} AS fresh WHERE {found_by})
), filled_{table} AS (
    INSERT INTO usage_{table} AS old ({names}) SELECT {names} FROM {table}
    ON CONFLICT ({key}) DO UPDATE SET {changes} WHERE old.* IS DISTINCT FROM excluded.*
)"""  # noqa: S608 - constants of ours


# seen: what somebody did, with the pause before and after; half an hour more on either side of their days shows whether
# a visit began before, and what its last view counts for. in_visits: each event with the start of its visit and the time
# that it counts for. by_subject: one row for each page, activity or sign-in of a visit.
MAKE = (
    f""", by_subject AS MATERIALIZED (
    SELECT trust_id, person_id, day, visit, kind, subject, count(*) AS times, sum(active) AS active
    FROM spans CROSS JOIN LATERAL (
        SELECT trust_id, subject, happened_at, visit, (visit AT TIME ZONE 'Europe/London')::date AS day,
               CASE WHEN after IS NULL OR after >= :new_visit_after THEN :last_view
                    ELSE least(after, :longest_gap) END AS active,
               CASE WHEN event IN ('page.opened', 'page.read') THEN 'page'
                    WHEN event IN ('activity.saved', 'quiz.answered') THEN 'activity' ELSE event END AS kind
        FROM (
            SELECT *, max(happened_at) FILTER (WHERE before IS NULL OR before >= :new_visit_after)
                          OVER (ORDER BY happened_at, id) AS visit
            FROM (
                SELECT trust_id, event, subject, happened_at, id,
                       happened_at - lag(happened_at) OVER own AS before,
                       lead(happened_at) OVER own - happened_at AS after
                FROM usage_events
                WHERE person_id = spans.person_id AND {COUNTED}
                  AND happened_at >= {_midnight("spans.first")} - :new_visit_after
                  AND happened_at < {_midnight("spans.last + 2")} + :new_visit_after
                WINDOW own AS (ORDER BY happened_at, id)
            ) AS seen
        ) AS in_visits
    ) AS timed
    WHERE day BETWEEN first AND last
      -- Nobody reads past a second midnight without half an hour's pause: what does is cut there.
      AND happened_at < {_midnight("day + 2")}
    GROUP BY trust_id, person_id, day, visit, kind, subject
), visits AS (
    SELECT trust_id, person_id, day, visit AS started_at, round(extract(epoch FROM sum(active))) AS active_seconds
    FROM by_subject GROUP BY trust_id, person_id, day, visit
), module_days AS (
    SELECT trust_id, person_id, day, split_part(subject, '/', 1) AS module,
           count(DISTINCT subject) FILTER (WHERE kind = 'page') AS pages,
           coalesce(round(extract(epoch FROM sum(active) FILTER (WHERE kind = 'page'))), 0) AS active_seconds,
           bool_or(kind = 'page' AND active >= :module_viewed_after) AS is_viewed,
           bool_or(kind = 'module.completed') AS is_completed
    FROM by_subject WHERE kind IN ('page', 'module.completed')
    GROUP BY trust_id, person_id, day, module
), days AS (
    SELECT trust_id, person_id, day,
           coalesce(sum(times) FILTER (WHERE kind = 'session.started'), 0) AS logins,
           count(DISTINCT visit) AS visits,
           round(extract(epoch FROM sum(active))) AS active_seconds,
           count(DISTINCT subject) FILTER (WHERE kind = 'page') AS pages,
           count(DISTINCT split_part(subject, '/', 1))
               FILTER (WHERE kind = 'page' AND active >= :module_viewed_after) AS modules,
           count(DISTINCT subject) FILTER (WHERE kind = 'activity') AS activities,
           coalesce(sum(times) FILTER (WHERE kind = 'toolbox.opened'), 0) AS toolbox,
           coalesce(sum(times) FILTER (WHERE kind = 'item.shared'), 0) AS shares,
           count(DISTINCT subject) FILTER (WHERE kind = 'thread.opened') AS threads,
           coalesce(sum(times) FILTER (WHERE kind = 'post.written'), 0) AS posts,
           coalesce(sum(times) FILTER (WHERE kind = 'conversation.opened'), 0) AS conversations,
           coalesce(sum(times) FILTER (WHERE kind = 'message.written'), 0) AS messages
    FROM by_subject GROUP BY trust_id, person_id, day
)"""  # noqa: S608 - constants of ours
    + _made("visits", "person_id, started_at", "day, active_seconds")
    + _made("module_days", "person_id, day, module", "pages, active_seconds, is_viewed, is_completed")
    + _made(
        "days",
        "person_id, day",
        "logins, visits, active_seconds, pages, modules, activities, toolbox, shares, threads, posts, conversations, "
        "messages",
    )
    + "\nSELECT count(*) FROM days"
)
