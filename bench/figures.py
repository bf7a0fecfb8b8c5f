"""The figures of use with 100,000, 1,000,000 and 10,000,000 events: counting them, and writing new ones down.

Ours: the job's own function, the heartbeat's own function, and the whole request to the real program. Bare: the same
row with one INSERT and one commit through psycopg, into the same tables, in turn with ours.
"""

import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import httpx2
import psycopg
from rich.console import Console
from rich.table import Table

from app.core import clock, config, db, migrate
from app.core.db import Platform, unit_of_work
from app.core.embedded import folders, postgres, valkey
from app.usage import heartbeats, rollup
from bench.figures_rows import FULL, SIZES, Made, Size, as_superuser, make
from bench.pages import serve
from tests.builders.accounts import session_for

BEATS, ROUNDS = 500, 5
_BARE = """
INSERT INTO usage_events (person_id, trust_id, event, subject, is_staff, happened_at, recorded_at)
VALUES (%s, %s, 'page.read', 'module/page', false, %s, %s)"""


def main() -> None:
    """Prints two tables."""
    counted = Table(title="Counting use, s")
    for heading in (
        "events",
        "relatives",
        "made in",
        "all of it",
        "the busiest day anew",
        "a quarter of an hour",
        "nothing new",
    ):
        counted.add_column(heading, justify="right")
    written = Table(
        title=f"Heartbeats a second, one connection, {ROUNDS} rounds of {BEATS} in turn, {FULL.events:,} events there"
    )
    for heading in ("how", "a second", "of bare"):
        written.add_column(heading, justify="left" if heading == "how" else "right")
    for size in SIZES:
        with prepared(size) as (url, made, making):
            counted.add_row(f"{size.events:,}", f"{size.relatives:,}", f"{making:.0f}", *_count(url))
            if size == FULL:
                for row in _write(url, made):
                    written.add_row(*row)
    Console().print(counted, written)


@contextmanager
def prepared(size: Size) -> Iterator[tuple[str, Made, float]]:
    """A database of its own with rows of this size, not yet counted; and the seconds that making them took."""
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place) as database, valkey.running(place) as queue:
            os.environ.update(ENV="test", DATABASE_URL=database.url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1")
            config.settings.cache_clear()
            migrate.upgrade(database.url)
            engine = db.connect(database.url)
            began = time.perf_counter()
            made = make(database.url, size=size)
            yield database.url, made, time.perf_counter() - began
            engine.dispose()


def count_everything() -> None:
    """As the worker does after a long stop, piece by piece."""
    is_more = True
    while is_more:
        with unit_of_work(Platform.SWEEP) as session:
            is_more = rollup.count_news(session)


def _count(url: str) -> list[str]:
    """Seconds for all, for one day, for the newest quarter of an hour of that day, and for nothing."""
    everything = seconds(count_everything)
    with as_superuser(url) as connection:
        connection.execute("VACUUM ANALYZE usage_days, usage_visits, usage_module_days")
        [(day, last)] = connection.execute(
            "SELECT happened_at::date, max(happened_at) FROM usage_events GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        ).fetchall()
        one_day = seconds(lambda: _roll_up(day))
        # As if the job had stopped a quarter of an hour before the end of the last day that anybody did anything.
        last = connection.execute("SELECT max(recorded_at) FROM usage_events").fetchone()[0]  # type: ignore[index]
        connection.execute("UPDATE usage_roll_ups SET counted_to = %s", [last - timedelta(minutes=15)])
    return [f"{each:.2f}" for each in (everything, one_day, seconds(count_everything), seconds(count_everything))]


def _roll_up(day: object) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        rollup.roll_up(session, first=day, last=day)  # type: ignore[arg-type]


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _write(url: str, made: Made) -> Iterator[list[str]]:
    with psycopg.connect(url) as connection, serve("app.main:create_app") as (port, _pid):
        connection.execute("SELECT set_config('role', 'holdfast_app', false)")
        connection.execute("SELECT set_config('holdfast.platform', 'bench', false)")
        connection.commit()
        ways = {
            "bare INSERT and commit": lambda: _bare(connection, made),
            "ours: look whether there was one, INSERT, commit": lambda: _ours(made),
            "ours: the whole request": _requests(url, port),
        }
        found: dict[str, list[float]] = {name: [] for name in ways}
        for name, way in itertools.chain.from_iterable([ways.items()] * (ROUNDS + 1)):
            found[name].append(BEATS / seconds(way))
    bare = statistics.median(next(iter(found.values()))[1:])  # the first round is the warm-up
    for name, rates in found.items():
        rate = statistics.median(rates[1:])
        yield [name, f"{rate:,.0f}", f"{rate / bare:.2f}"]


def _bare(connection: "psycopg.Connection[tuple[object, ...]]", made: Made) -> None:
    for _beat in range(BEATS):
        now = clock.now()
        connection.execute(_BARE, [uuid4(), made.trust_id, now, now])
        connection.commit()


def _ours(made: Made) -> None:
    for _beat in range(BEATS):
        with unit_of_work(made.trust_id) as session:
            heartbeats.record(session, trust_id=made.trust_id, person_id=uuid4(), page="module/page")


def _requests(url: str, port: int) -> Callable[[], None]:
    """One person after the other, since of one person only one heartbeat in five seconds is kept."""
    with as_superuser(url) as connection:
        found = connection.execute("SELECT id, trust_id FROM people WHERE email LIKE 'p%' LIMIT 500").fetchall()
    from app.accounts.models import Person  # noqa: PLC0415

    cookies = itertools.cycle([session_for(Person(id=person, trust_id=trust)) for person, trust in found])
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}")
    beat = {"page": "/modules/what-is-psychosis/what-is-happening", "seq": 1}

    def send() -> None:
        for _beat in range(BEATS):
            headers = {"cookie": f"holdfast_session={next(cookies)}"}
            client.post("/usage/heartbeat", json=beat, headers=headers).raise_for_status()

    return send
