"""A trust's key is changed under 100,000 data keys, beside nobody and beside two who read all the time."""

import os
import statistics
import threading
import time
from uuid import UUID

from rich.console import Console
from rich.table import Table

from app.core import config, db, migrate
from app.core.embedded import folders, postgres
from app.keys import command_line
from tests.builders.keys import make_data_keys, read_key
from tests.builders.trusts import make_trust

MANY = 100_000
READERS = 2
ROUNDS = 3


def main() -> None:
    """Prints one table."""
    table = Table(title=f"A new key for a trust with {MANY:,} data keys")
    for heading in ("beside it", "seconds, median", "slowest", "reads", "unreadable", "slowest read, ms"):
        table.add_column(heading, justify="left" if heading == "beside it" else "right")
    with folders.scratch() as place, folders.socket_folder(place), postgres.running(place) as database:
        os.environ.update(ENV="test", DATABASE_URL=database.url)
        config.settings.cache_clear()
        migrate.upgrade(database.url)
        engine = db.connect(database.url)
        trust_id = make_trust("Riverside").id
        secrets = make_data_keys(trust_id, MANY)
        table.add_row("nobody", *_measure(trust_id, secrets, readers=0))
        table.add_row(f"{READERS} who read", *_measure(trust_id, secrets, readers=READERS))
        engine.dispose()
    Console().print(table)


def _measure(trust_id: UUID, secrets: dict[UUID, bytes], *, readers: int) -> tuple[str, ...]:
    reads: list[float] = []
    unreadable: list[UUID] = []
    stop = threading.Event()
    threads = [
        threading.Thread(target=_read, args=(trust_id, secrets, stop, reads, unreadable)) for _ in range(readers)
    ]
    for thread in threads:
        thread.start()
    took = [_once() for _ in range(ROUNDS)]
    stop.set()
    for thread in threads:
        thread.join()
    slowest = f"{1000 * max(reads):.0f}" if reads else "-"
    return f"{statistics.median(took):.1f}", f"{max(took):.1f}", f"{len(reads):,}", str(len(unreadable)), slowest


def _once() -> float:
    began = time.perf_counter()
    said = list(command_line.rotate_trusts(["Riverside"]))
    assert "former key is destroyed" in said[0], said
    return time.perf_counter() - began


def _read(
    trust_id: UUID, secrets: dict[UUID, bytes], stop: threading.Event, reads: list[float], unreadable: list[UUID]
) -> None:
    """In the same process as the change, so it takes its share of the interpreter from it."""
    for owner, secret in secrets.items():
        if stop.is_set():
            return
        began = time.perf_counter()
        if read_key(trust_id, owner) != secret:
            unreadable.append(owner)
        reads.append(time.perf_counter() - began)
