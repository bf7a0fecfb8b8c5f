"""Signals as something to wait for: a request to stop, or a program that ended."""

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass(kw_only=True)
class Inbox:
    """How often somebody asked this process to stop, and the socket that wakes it."""

    bell: socket.socket
    stop_requests: int = 0


def wait(inbox: Inbox, *, seconds: float | None) -> None:
    """Sleeps until a signal arrives, or for so many seconds; without end when None."""
    select.select([inbox.bell], [], [], seconds)
    with suppress(BlockingIOError):
        inbox.bell.recv(512)


@contextmanager
def listening() -> Iterator[Inbox]:
    """Collects signals while the context lasts; call from the main thread."""
    bell, clapper = socket.socketpair()
    bell.setblocking(False)
    clapper.setblocking(False)
    inbox = Inbox(bell=bell)

    def asked(_number: int, _frame: object) -> None:
        inbox.stop_requests += 1

    numbers = [signal.SIGINT, signal.SIGTERM]
    # nohup asks to ignore a closed terminal; without it a closed terminal means stop.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, asked) for number in numbers}
    before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    wakeup = signal.set_wakeup_fd(clapper.fileno(), warn_on_full_buffer=False)
    try:
        yield inbox
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        bell.close()
        clapper.close()
