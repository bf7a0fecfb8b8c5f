"""`holdfast keys rotate` in a process of its own, and people who read and write while it works."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from app.core.config import PROJECT
from app.core.db import unit_of_work
from app.keys import service
from tests.builders.keys import read_key

PATIENCE = 60  # seconds
_BREATH = 0.002  # seconds, so that the command gets its share of the machine
_ROTATE = [sys.executable, "-c", "from app.cli import main; main()", "keys", "rotate"]


def in_base64(key: bytes) -> str:
    """A key as an operator sets it."""
    return b64encode(key).decode()


def rotating(*words: str, **settings: str) -> "subprocess.Popen[str]":
    """Starts the command with this test run's settings and these."""
    environment = {**os.environ, **settings}
    return subprocess.Popen(
        [*_ROTATE, *words], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def rotated(*words: str, **settings: str) -> str:
    """Runs it to its end, which must be a good one; gives what it says."""
    with rotating(*words, **settings) as process:
        said, _nothing = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def cut_off(look: Callable[[], int], *words: str, within: float, **settings: str) -> bool:
    """Kills it with SIGKILL at a random moment after what `look` sees has changed; whether it was still at work."""
    before = look()
    with rotating(*words, **settings) as process:
        while process.poll() is None and look() == before:
            time.sleep(0.01)
        time.sleep(random.uniform(0, within))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
    return process.returncode == -signal.SIGKILL


@dataclass
class People:
    """Reads random keys and makes new ones until told to stop; what was ever read wrongly is kept."""

    trust_id: UUID
    secrets: dict[UUID, bytes]
    times: int = 0
    made: int = 0
    wrong: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """As a page does: in one statement, in a transaction of its own."""
        owners = list(self.secrets)
        while not self.stopped.is_set():
            owner = random.choice(owners)
            try:
                if read_key(self.trust_id, owner) != self.secrets[owner]:
                    self.wrong.append(f"{owner} has another key")
            except Exception as error:  # noqa: BLE001 - whatever it is, somebody could not read
                self.wrong.append(repr(error))
            self.times += 1
            time.sleep(_BREATH)

    def write(self) -> None:
        """Begins to keep something, each time as somebody new."""
        while not self.stopped.is_set():
            owner = uuid4()
            try:
                with unit_of_work(self.trust_id) as session:
                    made = service.key_for(session, trust_id=self.trust_id, owner_id=owner).secret
                if read_key(self.trust_id, owner) != made:
                    self.wrong.append(f"{owner} has another key than the one that was made")
            except Exception as error:  # noqa: BLE001 - likewise
                self.wrong.append(repr(error))
            self.made += 1
            time.sleep(_BREATH)


@contextmanager
def people(trust_id: UUID, secrets: dict[UUID, bytes]) -> Iterator[People]:
    """Two who read and one who writes while the context lasts."""
    busy = People(trust_id, secrets)
    threads = [threading.Thread(target=each) for each in (busy.read, busy.read, busy.write)]
    for thread in threads:
        thread.start()
    try:
        yield busy
    finally:
        busy.stopped.set()
        for thread in threads:
            thread.join()
