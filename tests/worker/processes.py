"""The real worker and clock, as one group of processes that can be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.config import PROJECT

_CELERY = [sys.executable, "-m", "celery", "--quiet", "-A"]
_WORKER = [
    "worker.celery_app",
    "worker",
    "--pool",
    "threads",
    "--concurrency",
    "4",
    "--without-gossip",
    "--without-mingle",
]


class WorkerGroup:
    """Starts, kills without warning, and starts again."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self.folder, self.workers = folder, workers
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Workers and a clock with the settings of this test run."""
        schedule = ["worker.clock", "beat", "--pidfile=", "--schedule", str(self.folder / "beat")]
        with (self.folder / "log").open("ab") as log:
            for arguments in (*[_WORKER] * self.workers, schedule):
                self.processes.append(
                    subprocess.Popen(
                        [*_CELERY, *arguments], cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
                    )
                )

    def kill(self) -> None:
        """SIGKILL to all of them at once: nothing is tidied up."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()
        self.processes.clear()


@contextmanager
def worker_group(folder: Path, *, workers: int = 1) -> Iterator[WorkerGroup]:
    """A running group, killed at the end."""
    group = WorkerGroup(folder, workers)
    group.start()
    try:
        yield group
    finally:
        group.kill()
