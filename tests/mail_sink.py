"""A mail server in a process of its own: it notes each mail in a file, and can be told how often to misbehave.

`python -m tests.mail_sink PORT FILE [ANSWERS]`, where ANSWERS is JSON with a share of 0-1 for each of `Answer`.
"""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.core.supervisor import ports

_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)


class Answer(StrEnum):
    """How the sink answers a mail."""

    TAKEN = "taken"
    LATER = "later"  # 451
    NEVER = "never"  # 550
    HANGS = "hangs"  # takes nothing and says nothing
    DROPS = "drops"  # takes the mail, and hangs up without a word


@dataclass(frozen=True)
class Noted:
    """One mail that came. `at` is in seconds of the machine's monotonic clock."""

    at: float
    answer: Answer
    recipient: str
    message_id: str


@dataclass(frozen=True)
class Sink:
    """A running sink."""

    port: int
    pid: int
    file: Path

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"smtp://127.0.0.1:{self.port}"

    def count(self) -> int:
        """How many mails came until now."""
        return self.file.read_bytes().count(b"\n")

    def noted(self) -> list[Noted]:
        """Every mail that came, in order."""
        lines = (line.split() for line in self.file.read_text(encoding="utf-8").splitlines())
        return [Noted(float(at), Answer(answer), recipient, message_id) for at, answer, recipient, message_id in lines]


class _Handler:
    def __init__(self, file: Path, shares: Mapping[str, float]) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._answers = [*(Answer(name) for name in shares), Answer.TAKEN]
        self._weights = [*shares.values(), 1 - sum(shares.values())]

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Notes a mail and answers."""
        answer = random.choices(self._answers, self._weights)[0]
        found = _ID.search(bytes(envelope.original_content or b""))
        words = [str(time.monotonic()), answer.value, envelope.rcpt_tos[0], found.group(1).decode() if found else "-"]
        os.write(self._file, " ".join(words).encode() + b"\n")
        if answer is Answer.HANGS:
            await asyncio.sleep(3600)
        if answer is Answer.DROPS:
            server.transport.abort()  # type: ignore[union-attr]
        return {Answer.LATER: "451 Not now", Answer.NEVER: "550 No such mailbox"}.get(answer, "250 Kept")


@contextmanager
def sink(folder: Path, **shares: float) -> Iterator[Sink]:
    """A sink that runs while the context lasts."""
    port, file = ports.free(), folder / "sink"
    file.touch()
    command = [sys.executable, "-m", "tests.mail_sink", str(port), str(file), json.dumps(shares)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield Sink(port, process.pid, file)
        finally:
            process.kill()


def _serve(port: int, file: Path, shares: Mapping[str, float]) -> None:
    Controller(_Handler(file, shares), hostname="127.0.0.1", port=port).start()
    print("listens", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
