"""A small load: a few kept connections that ask for one page again and again, as fast as it comes."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """Requests a second, and CPU of the server process per request in microseconds."""

    per_second: float
    cpu: float


def measure(*, port: int, path: str, cookie: str, pid: int, seconds: float = 4.0, clients: int = 8) -> Measured:
    """Asks for a page with several clients at once. Raises AssertionError when an answer is not 200."""
    before, started = cpu(pid), time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        counts = list(pool.map(lambda _n: _client(port, path, cookie, started + seconds), range(clients)))
    elapsed, answered = time.monotonic() - started, sum(counts)
    return Measured(per_second=answered / elapsed, cpu=(cpu(pid) - before) / answered * 1e6)


def _client(port: int, path: str, cookie: str, until: float) -> int:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
    answered = 0
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answers:
        while time.monotonic() < until:
            connection.sendall(request)
            _read(answers)
            answered += 1
    return answered


def _read(answers: object) -> None:
    status = answers.readline()  # type: ignore[attr-defined]
    assert b" 200 " in status, status
    length = 0
    while (line := answers.readline()) not in {b"\r\n", b""}:  # type: ignore[attr-defined]
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    answers.read(length)  # type: ignore[attr-defined]


def cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - not a file to keep
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
