"""The demo's mail server: takes every mail by SMTP and keeps it as a file. Nothing leaves this machine.

`python -m app.mail.catcher PORT FOLDER`: no command of `holdfast`, whose libraries would double its memory.
"""

import sys
import threading
from pathlib import Path
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.core import clock


class Catcher:
    """What aiosmtpd calls with each mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Writes the mail; a temporary name first, so that nobody reads half of it."""
        name = f"{int(clock.now().timestamp() * 1_000_000)}-{uuid4().hex[:8]}"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(bytes(envelope.original_content or b""))
        unfinished.rename(self.folder / f"{name}.eml")
        return "250 Kept"


def serve(*, folder: Path, port: int) -> None:
    """Listens on this machine only, until the process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    Controller(Catcher(folder), hostname="127.0.0.1", port=port).start()
    threading.Event().wait()


if __name__ == "__main__":
    serve(port=int(sys.argv[1]), folder=Path(sys.argv[2]))
