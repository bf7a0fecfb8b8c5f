"""What a killed run leaves behind: a server that still stops, or a note about one that is long gone."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from app.core.errors import SettingsError


def clear(data: Path) -> None:
    """Makes way for a new server on this data folder. Call only while holding the place."""
    pid = server_pid(data)
    if pid is None or not _exists(pid):
        return  # PostgreSQL itself tidies up after a process that is gone
    if not _is_server_of(pid, data):
        # Another program has that number now, and PostgreSQL would take it for itself.
        (data / "postmaster.pid").unlink(missing_ok=True)
        return
    for number, seconds in ((signal.SIGINT, 15), (signal.SIGQUIT, 5)):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        if _ended_within(pid, data, seconds=seconds):
            return
    raise SettingsError(f"An earlier PostgreSQL (process {pid}) still uses {data} and does not stop.")


def server_pid(data: Path) -> int | None:
    """The process that the data folder's note names, running or not."""
    try:
        return int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_server_of(pid: int, data: Path) -> bool:
    command = _command(pid)
    return b"postgres" in command and os.fsencode(data) in command


def _command(pid: int) -> bytes:
    if sys.platform == "linux":
        with suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes()
        return b""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False).stdout


def _ended_within(pid: int, data: Path, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        # Not whether the number is in use: one that has ended keeps it until its parent asks, in a container for ever.
        if not _is_server_of(pid, data):
            return True
        time.sleep(0.02)
    return False
