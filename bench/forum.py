"""The forum with 1,000, 10,000 and 100,000 posts: its pages beside the bare statements that they need.

Ours: the whole page from the real program, one process, one kept connection. Bare: the same statements with the same
values through psycopg, one after the other.
"""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx2
import psycopg
from rich.console import Console
from rich.table import Table
from sqlalchemy import event
from starlette.testclient import TestClient

from app.accounts import sessions
from app.core import config, db, migrate
from app.core.db import Platform, unit_of_work
from app.core.embedded import folders, postgres, valkey
from bench.forum_rows import FULL, TRUSTS, Made, Size, make
from bench.pages import serve
from tests.builders.trusts import make_trust

SIZES = (Size(100, 20, 1_000), Size(1_000, 200, 10_000), FULL)
TIMES = 100
Statements = list[tuple[str, Any]]


def main() -> None:
    """Prints one table."""
    table = Table(title=f"The forum, one process, one connection, {TIMES} times each, ms")
    for heading in ("page", "posts", "SQL", "KB", "median", "p95", "bare", "ratio"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for size in SIZES:
        with folders.scratch() as place, folders.socket_folder(place):
            with postgres.running(place) as database, valkey.running(place) as queue:
                os.environ.update(
                    ENV="test", DATABASE_URL=database.url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1"
                )
                config.settings.cache_clear()
                migrate.upgrade(database.url)
                for row in _measure(database.url, size):
                    table.add_row(*row)
    Console().print(table)


def paths(made: Made) -> dict[str, str]:
    """What is asked for."""
    middle = (made.posts_in_thread // 20) // 2 + 1
    return {
        "unread: all boards": "/forum",
        "a board": f"/forum/boards/{made.board_id}",
        "20 posts": f"/forum/threads/{made.thread_id}?page={middle}",
        "search, a word in most posts": "/forum/search?q=sleep",
        "search, a rare word": "/forum/search?q=remedy42",
        "search, three words": "/forum/search?q=tired+mother+hospital",
        "search, nothing found": "/forum/search?q=zebra",
    }


def _measure(url: str, size: Size) -> list[list[str]]:
    db.connect(url)
    made = make(url, trust_ids=[make_trust(f"Trust {n}").id for n in range(TRUSTS)], size=size)
    with unit_of_work(Platform.SIGN_IN) as session:
        token = sessions.start(session, person_id=made.person_id, trust_id=made.trust_id, device="bench")
    headers = {"cookie": f"holdfast_session={token}"}
    recorded = _record(url, headers, made)
    rows = []
    with serve("app.main:create_app") as (port, _pid), httpx2.Client(headers=headers) as client:
        for name, path in paths(made).items():
            statements, length = recorded[path]
            ours = _times(lambda path=path: client.get(f"http://127.0.0.1:{port}{path}").raise_for_status())  # type: ignore[misc]
            bare = _times(_bare(url, statements))
            middle, plain = statistics.median(ours), statistics.median(bare)
            numbers = (f"{middle:.1f}", f"{_p95(ours):.1f}", f"{plain:.1f}", f"{middle / plain:.2f}")
            rows.append([name, f"{size.posts:,}", str(len(statements)), f"{length / 1000:.0f}", *numbers])
    return rows


def _record(url: str, headers: dict[str, str], made: Made) -> dict[str, tuple[Statements, int]]:
    """Each page's statements with their values, and its length."""
    from app.main import create_app  # noqa: PLC0415 - the settings must be there first

    client, seen, found = TestClient(create_app(), headers=headers), Statements(), {}

    def keep(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: Any) -> None:
        seen.append((statement, values))

    engine = db.connect(url)
    event.listen(engine, "before_cursor_execute", keep)
    for path in paths(made).values():
        client.get(path)
        seen.clear()
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        found[path] = (list(seen), len(answer.content))
    engine.dispose()
    return found


def _bare(url: str, statements: Statements) -> Callable[[], None]:
    connection = psycopg.connect(url)
    connection.execute("SELECT set_config('role', 'holdfast_app', false)")
    connection.commit()

    def once() -> None:
        for statement, values in statements:
            cursor = connection.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
        connection.commit()

    return once


def _times(work: Callable[[], object]) -> list[float]:
    """Milliseconds of each time, after some for warming up."""
    found = []
    for _time in range(TIMES + 10):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found[10:]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
