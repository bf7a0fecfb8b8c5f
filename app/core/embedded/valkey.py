"""Valkey, which speaks Redis, over a socket only. It keeps nothing: whatever counts is a row in PostgreSQL."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.core.embedded import binaries
from app.core.embedded.folders import Place
from app.core.errors import SettingsError
from app.core.supervisor import child as children
from app.core.supervisor.program import Program

_SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "maxmemory": "64mb",
    # Rate limits expire by themselves and may go first; a queue of wake-ups must never go silently.
    "maxmemory-policy": "volatile-ttl",
    "loglevel": "warning",
    "locale-collate": "C",  # a language that is not installed would stop the start
}


@dataclass(frozen=True, kw_only=True)
class Valkey:
    """A running server and its address."""

    url: str
    process: subprocess.Popen[bytes]


def server(place: Place) -> Program:
    """The server for a place that this process holds."""
    path = _socket(place)
    options = [part for name, value in _SETTINGS.items() for part in (f"--{name}", value)]
    return Program(
        name="queue",
        command=(str(binaries.valkey()), *options, "--unixsocket", str(path)),
        folder=place.sockets,
        log=place.logs / "valkey.log",
        ready=lambda _pid: _answers(path),
    )


@contextmanager
def running(place: Place) -> Iterator[Valkey]:
    """The server, running while the context lasts. The place's socket folder must be there."""
    child = children.start(server(place))
    try:
        if not children.wait_until_ready(child):
            raise SettingsError(f"Valkey did not start:\n{children.last_words(child)}")
        yield Valkey(url=url(place), process=child.process)
    finally:
        children.stop(child)


def url(place: Place) -> str:
    """The address that redis-py understands."""
    return f"unix://{quote(str(_socket(place)))}"


def _socket(place: Place) -> Path:
    return place.sockets / "valkey.sock"


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(1)
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
