"""Starts and stops one program in a process group of its own."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.supervisor.program import Program

_PR_SET_PDEATHSIG = 1
_TAIL = 20


@dataclass(frozen=True, kw_only=True)
class Child:
    """A program that was started."""

    program: Program
    process: subprocess.Popen[bytes]


def start(program: Program) -> Child:
    """Starts it. Call from the main thread: on Linux the program ends when the thread that started it does."""
    # `env` adds to what is inherited, so that only app.core.config ever reads the environment.
    pairs = [f"{name}={value}" for name, value in program.environment.items()]
    output = _open(program.log) if program.log else None
    try:
        process = subprocess.Popen(
            ["env", *pairs, *program.command] if pairs else program.command,
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=program.files,
            process_group=0,  # Ctrl-C reaches the supervisor alone, which then stops all in order
            preexec_fn=_end_with(program.stop_signal),  # noqa: PLW1509 - nothing it calls takes a lock
            user=program.user.uid if program.user else None,
            group=program.user.gid if program.user else None,
            extra_groups=[] if program.user else None,
        )
    finally:
        if output is not None:
            os.close(output)
    return Child(program=program, process=process)


def tell(child: Child) -> None:
    """Asks it to stop."""
    _signal_group(child, child.program.stop_signal)


def end(child: Child, *, seconds: float) -> None:
    """Waits for it to stop and kills what is left of its group after that time."""
    with suppress(subprocess.TimeoutExpired):
        child.process.wait(timeout=max(seconds, 0))
    _signal_group(child, signal.SIGKILL)
    child.process.wait()


def stop(child: Child) -> None:
    """Stops it and waits until it is gone."""
    tell(child)
    end(child, seconds=child.program.stop_within)


def wait_until_ready(child: Child) -> bool:
    """Waits without watching any other program. False when it ended or did not become ready in time."""
    until = time.monotonic() + child.program.ready_within
    while time.monotonic() < until and child.process.poll() is None:
        if child.program.ready(child.process.pid):
            return True
        time.sleep(0.01)
    return False


def last_words(child: Child) -> str:
    """The end of its log, or nothing when it has none."""
    if child.program.log is None:
        return ""
    lines = child.program.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-_TAIL:])


def _open(log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    # Emptied at each start: it explains this start, and never fills a disk.
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)


def _signal_group(child: Child, number: signal.Signals) -> None:
    # Gone already is what was wanted; macOS calls a group of the just-ended "not permitted".
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, number)


def _end_with(number: signal.Signals) -> Callable[[], None] | None:
    """What the child does before it becomes the program, so that it does not outlive a killed supervisor."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, number.value)
        # The supervisor may have died before the line above.
        if os.getppid() != parent:
            os._exit(1)

    return tie
