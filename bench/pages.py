"""Signed-in pages beside a bare handler that runs the same SQL and returns the same bytes, on the same server."""

import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import event
from starlette.testclient import TestClient

from app.accounts.roles import Role
from app.core import config, db, migrate
from app.core.embedded import folders, postgres, valkey
from app.core.supervisor import ports
from bench.load import Measured, measure
from tests.builders.accounts import make_person, session_for
from tests.builders.trusts import make_team, make_trust

PAGES = ("/modules/what-is-psychosis/is-it-my-fault", "/home", "/search?q=hearing+voices")
ROUNDS = 3


def main() -> None:
    """Prints one table."""
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place) as database, valkey.running(place) as queue:
            os.environ.update(ENV="test", DATABASE_URL=database.url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1")
            config.settings.cache_clear()
            migrate.upgrade(database.url)
            _compare(database.url)


def _compare(url: str) -> None:
    cookie, recorded = _record(url)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare"
        bare.write_bytes(pickle.dumps(recorded))
        os.environ["BARE"] = str(bare)
        with serve("app.main:create_app") as ours, serve("bench.bare:create_app") as theirs:
            rows = {path: _in_turn(path, cookie, ours, theirs) for path in PAGES}
    _print(rows, recorded["pages"])


def _record(url: str) -> tuple[str, dict[str, Any]]:
    """Asks our program for each page once more than warm-up needs, and keeps its statements and its bytes."""
    from app.main import create_app  # noqa: PLC0415 - the settings must be there first

    app = create_app()
    alice = make_person("Alice", Role.RELATIVE, team=make_team(make_trust()))
    cookie = f"holdfast_session={session_for(alice)}"
    client, seen, pages = TestClient(app, headers={"cookie": cookie}), [], {}

    def keep(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: Any) -> None:
        seen.append((statement, values))

    engine = db.connect(url)
    event.listen(engine, "before_cursor_execute", keep)
    for path in PAGES:
        client.get(path)
        seen.clear()
        answer = client.get(path)
        assert answer.status_code == 200, path
        pages[path] = (list(seen), answer.content)
    engine.dispose()
    return cookie, {"database": url, "pages": pages}


@contextmanager
def serve(program: str) -> Iterator[tuple[int, int]]:
    """One process of a program; gives its port and its process id."""
    port = ports.free()
    command = [sys.executable, "-m", "uvicorn", program, "--factory", "--port", str(port), "--no-access-log"]
    with subprocess.Popen([*command, "--log-level", "warning"]) as server:
        while not ports.answers_ok(port=port, path="/health/live") and server.poll() is None:
            time.sleep(0.1)
        yield port, server.pid
        server.terminate()


def _in_turn(path: str, cookie: str, ours: tuple[int, int], theirs: tuple[int, int]) -> list[list[Measured]]:
    found: list[list[Measured]] = [[], []]
    for _round in range(ROUNDS + 1):
        for kept, (port, pid) in zip(found, (ours, theirs), strict=True):
            kept.append(measure(port=port, path=path, cookie=cookie, pid=pid))
    return [kept[1:] for kept in found]  # the first round is the warm-up


def _print(rows: dict[str, list[list[Measured]]], pages: dict[str, tuple[list[Any], bytes]]) -> None:
    table = Table(title=f"One process, 8 connections, median of {ROUNDS} rounds of 4 s")
    for heading in ("page", "SQL", "KB", "ours/s", "bare/s", "ratio", "our CPU µs", "bare CPU µs"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for path, (ours, bare) in rows.items():
        rate, bare_rate = (statistics.median(each.per_second for each in kept) for kept in (ours, bare))
        cpu, bare_cpu = (statistics.median(each.cpu for each in kept) for kept in (ours, bare))
        size, statements = len(pages[path][1]) / 1000, len(pages[path][0])
        numbers = (
            f"{size:.0f}",
            f"{rate:.0f}",
            f"{bare_rate:.0f}",
            f"{rate / bare_rate:.2f}",
            f"{cpu:.0f}",
            f"{bare_cpu:.0f}",
        )
        table.add_row(path, str(statements), *numbers)
    Console().print(table)
