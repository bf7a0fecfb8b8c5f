"""What the supervisor needs to know about a program before it starts it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM, Signals


@dataclass(frozen=True, kw_only=True)
class SystemUser:
    """Somebody else to run as; only root can."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, kw_only=True)
class Program:
    """One program. Times are in seconds."""

    name: str
    command: tuple[str, ...]
    # Added to this process's own environment.
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    user: SystemUser | None = None
    # Chatty servers write here, and the last lines are shown if they fail; what a person should read streams.
    log: Path | None = None
    # Open files handed on, such as a listening socket.
    files: tuple[int, ...] = ()
    # Whether it runs to its end before the next stage begins.
    once: bool = False
    # Told the process id, says whether the next stage may begin.
    ready: Callable[[int], bool] = lambda _pid: True
    ready_within: float = 60
    stop_signal: Signals = SIGTERM
    stop_within: float = 10
