"""PostgreSQL over a socket only, with a login that row-level security binds."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.core.embedded import binaries, cluster, leftovers
from app.core.embedded.folders import Place
from app.core.errors import SettingsError
from app.core.supervisor import child as children
from app.core.supervisor.program import Program

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Small: a demo or one service, beside everything else on the same machine.
    "shared_buffers": "24MB",
    "max_connections": "60",
    "jit": "off",
    "io_method": "sync",  # PostgreSQL 18 would start three processes only to read
    "max_parallel_workers_per_gather": "0",
    "autovacuum_worker_slots": "2",
    "autovacuum_max_workers": "1",
    "max_logical_replication_workers": "0",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "log_checkpoints": "off",
}
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A running server: `url` is for the application, the process for whoever watches it."""

    url: str
    process: subprocess.Popen[bytes]


def server(place: Place, *, durable: bool = True) -> Program:
    """The server for a place that this process holds; makes the data folder first. Not durable is for tests."""
    programs = binaries.postgres(user=place.user)
    data = cluster.ensure(place, durable=durable)
    leftovers.clear(data)
    settings = _SETTINGS | ({} if durable else _QUICK) | {"unix_socket_directories": _quoted(place.sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Program(
        name="database",
        command=(str(programs / "postgres"), "-D", str(data), *options),
        folder=place.data,
        user=place.user,
        log=place.logs / "postgres.log",
        ready=lambda pid: _is_ready(data, pid),
        stop_signal=signal.SIGINT,  # "fast": ends open connections, loses nothing
        stop_within=30,
    )


@contextmanager
def running(place: Place, *, durable: bool = True) -> Iterator[Postgres]:
    """The server, running while the context lasts. The place's socket folder must be there."""
    child = children.start(server(place, durable=durable))
    try:
        if not children.wait_until_ready(child):
            raise SettingsError(f"PostgreSQL did not start:\n{children.last_words(child)}")
        yield Postgres(url=url(place.sockets), process=child.process)
    finally:
        children.stop(child)


def url(sockets: Path) -> str:
    """The address of the database for a socket folder; the port only names the socket."""
    return f"postgresql://holdfast@/holdfast?host={quote(str(sockets), safe='/')}&port=5432"


def url_of_running(place: Place) -> str | None:
    """The address of the server that another process keeps running on this place, once it takes connections."""
    data = place.data / "postgres"
    pid = leftovers.server_pid(data)
    if pid is None or not _is_ready(data, pid):
        return None
    # Its own note says where its socket is: that process may have had another folder for temporary files.
    return url(Path((data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[4]))


def _is_ready(data: Path, pid: int) -> bool:
    try:
        note = (data / "postmaster.pid").read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return False
    return note[0] == str(pid) and [word.strip() for word in note[7:8]] == ["ready"]


def _quoted(folder: Path) -> str:
    return '"' + str(folder).replace('"', '""') + '"'
