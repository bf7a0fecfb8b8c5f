"""Runs programs stage by stage, watches them, and stops them in the opposite order."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from signal import Signals

from app.core.supervisor import child as children
from app.core.supervisor import inbox as signals
from app.core.supervisor.child import Child
from app.core.supervisor.inbox import Inbox
from app.core.supervisor.program import Program

_GLANCE = 0.02  # seconds between two looks at a program that is not ready yet


class _StopAsked(Exception):
    pass


class _Failed(Exception):
    def __init__(self, child: Child, sentence: str) -> None:
        super().__init__(sentence)
        self.child = child


def run(stages: Iterable[Sequence[Program]], *, announce: Callable[[], None] = lambda: None) -> int:
    """Runs until somebody asks to stop (0) or a program ends by itself (1). A stage begins when all before it is ready.

    `announce` is called once everything is ready. Stops the last stage first, the programs of one stage together.
    """
    running: list[list[Child]] = []
    with signals.listening() as inbox:
        try:
            for stage in stages:
                running.append([])
                for program in stage:
                    running[-1].append(children.start(program))
                _wait_until_ready(running, inbox)
            announce()
            while True:
                _look(running, inbox)
                signals.wait(inbox, seconds=None)
        except _StopAsked:
            return 0
        except _Failed as failed:
            _say(f"{children.last_words(failed.child)}\n{failed} Everything else is being stopped.".lstrip())
            return 1
        finally:
            for each in reversed(running):
                _stop(each, inbox)


def _wait_until_ready(running: list[list[Child]], inbox: Inbox) -> None:
    waiting, began = running[-1], time.monotonic()
    while waiting:
        _look(running, inbox)
        waiting = [child for child in waiting if not _is_ready(child)]
        for child in waiting:
            if time.monotonic() - began > child.program.ready_within:
                raise _Failed(child, f"The {child.program.name} was not ready after {child.program.ready_within:g} s.")
        if waiting:
            signals.wait(inbox, seconds=_GLANCE)


def _is_ready(child: Child) -> bool:
    if child.program.once:
        return child.process.poll() == 0
    return child.program.ready(child.process.pid)


def _look(running: list[list[Child]], inbox: Inbox) -> None:
    """Raises when somebody asked to stop or a program ended that should not have."""
    if inbox.stop_requests:
        raise _StopAsked
    for child in [child for stage in running for child in stage]:
        code = child.process.poll()
        if code is not None and not (child.program.once and code == 0):
            raise _Failed(child, f"The {child.program.name} {_ending(code)}.")


def _ending(code: int) -> str:
    return f"stopped with exit code {code}" if code >= 0 else f"was ended by {Signals(-code).name}"


def _stop(stage: list[Child], inbox: Inbox) -> None:
    for child in stage:
        children.tell(child)
    began, asked = time.monotonic(), inbox.stop_requests
    for child in stage:
        # Whoever asks a second time does not want to wait.
        while child.process.poll() is None and inbox.stop_requests <= max(asked, 1):
            left = began + child.program.stop_within - time.monotonic()
            if left <= 0:
                _say(f"The {child.program.name} did not stop in {child.program.stop_within:g} s and was killed.")
                break
            signals.wait(inbox, seconds=left)
        children.end(child, seconds=0)


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
