"""Use of any size for measuring: ten trusts of ten teams, relatives, their invitations and 18 months of events.

Written by the database itself, as its superuser and without triggers, since nobody else is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import make_url

from app.accounts.models import Person
from app.accounts.roles import Role
from tests.builders.accounts import make_person
from tests.builders.trusts import make_trust

TRUSTS, TEAMS = 10, 10
DAYS = 540
EVENTS_A_VISIT = 50


@dataclass(frozen=True)
class Size:
    """How many there are of each."""

    relatives: int
    events: int


SIZES = (Size(500, 100_000), Size(5_000, 1_000_000), Size(50_000, 10_000_000))
FULL = SIZES[-1]


@dataclass(frozen=True)
class Made:
    """Who looks at the figures: the lead of the first trust and the platform administrator."""

    trust_id: UUID
    lead: Person
    administrator: Person


_PEOPLE = """
INSERT INTO teams (id, trust_id, name, created_at)
SELECT gen_random_uuid(), trusts.id, 'Team ' || n, now() - interval '600 days'
FROM trusts, generate_series(1, %(teams)s) AS n;

CREATE TEMP TABLE made AS
WITH of_team AS (SELECT id, trust_id, row_number() OVER () - 1 AS place FROM teams)
SELECT n, gen_random_uuid() AS person_id, trust_id, of_team.id AS team_id,
       now() - random() * interval '1 day' * %(days)s AS joined_at
FROM generate_series(0, %(relatives)s - 1) AS n JOIN of_team ON place = n %% (SELECT count(*) FROM teams);
CREATE INDEX ON made (n);

CREATE TEMP TABLE staff AS SELECT gen_random_uuid() AS person_id, trust_id, id AS team_id FROM teams;
INSERT INTO people (id, trust_id, email, name, password_hash, created_at)
SELECT person_id, trust_id, 'p' || n || '@example.org', 'Person ' || n, '!', joined_at FROM made
UNION ALL SELECT person_id, trust_id, 'c' || person_id || '@example.org', 'Clinician', '!', now() FROM staff;
INSERT INTO role_grants (id, trust_id, person_id, role, team_id)
SELECT gen_random_uuid(), trust_id, person_id, 'relative', team_id FROM made
UNION ALL SELECT gen_random_uuid(), trust_id, person_id, 'clinician', team_id FROM staff;

INSERT INTO invitations (id, trust_id, team_id, inviter_id, role, email, first_name, relationship, state, nonce,
    created_at, expires_at, sent_at, opened_at, accepted_at, person_id)
SELECT gen_random_uuid(), trust_id, team_id, staff.person_id, 'relative', 'p' || n || '@example.org', 'P', 'parent',
    'accepted', gen_random_uuid(), joined_at - interval '3 days', joined_at + interval '30 days',
    joined_at - interval '3 days', joined_at, joined_at, made.person_id
FROM made JOIN staff USING (trust_id, team_id);
INSERT INTO invitations (id, trust_id, team_id, inviter_id, role, email, first_name, relationship, state, nonce,
    created_at, expires_at, sent_at)
SELECT gen_random_uuid(), trust_id, team_id, staff.person_id, 'relative', 'q' || n || '@example.org', 'Q', 'parent',
    'sent', gen_random_uuid(), joined_at, joined_at + interval '30 days', joined_at
FROM made JOIN staff USING (trust_id, team_id);
"""

# Few use it much and many a little. A visit is a sign-in and then a sign every 30 seconds, from 7 in the morning to 11.
_VISITS = """
CREATE TEMP TABLE visits AS
SELECT person_id, trust_id, greatest(joined_at, now() - interval '1 day' * %(days)s) AS earliest, length,
       date_trunc('day', now() - random() * interval '1 day' * %(days)s) + interval '7 hours' + random() * interval '16 hours'
           AS start
FROM (
    SELECT floor(%(relatives)s * power(random(), 1.3))::int AS n, 2 + floor(random() * 2 * (%(long)s - 2))::int AS length
    FROM generate_series(1, %(visits)s)
) AS drawn JOIN made USING (n);
DELETE FROM visits WHERE start > now() - interval '1 hour';
"""
_EVENTS = """
INSERT INTO usage_events (person_id, trust_id, event, subject, is_staff, happened_at, recorded_at)
SELECT person_id, trust_id,
       CASE WHEN step = 0 THEN 'session.started' WHEN step %% 8 = 1 THEN 'page.opened'
            WHEN step %% 31 = 0 THEN 'thread.opened' WHEN step %% 43 = 0 THEN 'toolbox.opened' ELSE 'page.read' END,
       CASE WHEN step = 0 THEN ''
            ELSE 'module-' || extract(doy FROM start)::int %% 12 || '/page-' || step / 8 END,
       false, start + step * interval '30 seconds', start + step * interval '30 seconds'
FROM (SELECT * FROM visits ORDER BY start) AS visits CROSS JOIN LATERAL generate_series(0, length - 1) AS step
"""
_INDEXES = """
SELECT indexname, replace(indexdef, 'ON ONLY', 'ON') FROM pg_indexes
WHERE tablename = 'usage_events' AND indexname LIKE 'ix%'"""


def make(url: str, *, size: Size) -> Made:
    """Fills an empty, migrated database."""
    trusts = [make_trust(f"Trust {number}") for number in range(TRUSTS)]
    numbers = {"teams": TEAMS, "days": DAYS, "relatives": size.relatives, "long": EVENTS_A_VISIT}
    numbers["visits"] = size.events // EVENTS_A_VISIT
    with as_superuser(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET work_mem = '256MB'")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(
            "SELECT make_usage_part((now() - n * interval '1 month')::date) FROM generate_series(0, 19) AS n"
        )
        for statement in filter(str.strip, (_PEOPLE + _VISITS).split(";")):
            connection.execute(statement, numbers)
        _write_events(connection, numbers)
        connection.execute("VACUUM ANALYZE")
    lead = make_person("Lead", Role.TRUST_LEAD, trust=trusts[0])
    return Made(trusts[0].id, lead, make_person("Administrator", Role.PLATFORM_ADMINISTRATOR))


def _write_events(connection: psycopg.Connection[Any], numbers: dict[str, int]) -> None:
    # The indexes are made afterwards, in a fifth of the time.
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _definition in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute(_EVENTS, numbers)
    for _name, definition in indexes:
        connection.execute(definition)


@contextmanager
def as_superuser(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that no wall between trusts holds."""
    address = make_url(url).set(username="postgres").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection
