"""Who sweeps. One thread of a process moves; another joins it only while it is held up by a mail server that hangs.

More at once would not be faster, since they share one interpreter. And one thread is always left for those who are woken
for a single mail, such as a new password. What a server may be waited for long for is tried by one thread at a time only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic

STUCK = 3.0  # seconds at one mail
MOST = 3  # of the worker's threads, which are four at least

_sweepers: "set[Turn]" = set()
_lock = Lock()
worker_stops = Event()


class Turn:
    """One thread's sweep."""

    def __init__(self) -> None:
        self.moved_at = monotonic()
        self.alone = False

    def goes_on(self) -> bool:
        """Notes that the next mail begins. False, and this sweep is over, if the worker stops or somebody else took over."""
        now = monotonic()
        with _lock:
            _sweepers.discard(self)
            if worker_stops.is_set() or _somebody_moves(now):
                return False
            self.moved_at, self.alone = now, not _sweepers
            _sweepers.add(self)
            return True


@contextmanager
def turn() -> Iterator[Turn | None]:
    """This thread's turn, or None while another sweeps or too many are held up."""
    mine = _begin()
    try:
        yield mine
    finally:
        if mine is not None:
            with _lock:
                _sweepers.discard(mine)


def _begin() -> Turn | None:
    now = monotonic()
    with _lock:
        if len(_sweepers) >= MOST or _somebody_moves(now):
            return None
        mine = Turn()
        _sweepers.add(mine)
        return mine


def _somebody_moves(now: float) -> bool:
    return any(now - each.moved_at < STUCK for each in _sweepers)
