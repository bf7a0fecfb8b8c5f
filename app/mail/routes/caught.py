"""The caught mail of the demo, to read in the browser. Refused in production by the settings."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from fastapi import Request, Response

from app.core.config import settings
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Router

public = Router(tags=["public"])

MOST_SHOWN = 100
_NAME = re.compile(r"^[0-9]+-[0-9a-f]{8}$")
_LINK = re.compile(r"(https?://\S+)")


@dataclass(frozen=True)
class CaughtMail:
    """One mail as the page shows it; `lines` are the text part's, each cut into words and links."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    lines: list[list[str]]


@public.get("/demo/mail")
def inbox(request: Request) -> Response:
    """All caught mails, newest first."""
    newest = sorted(_folder().glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return render(request, "mail/inbox.html", mails=[_read(path) for path in newest])


@public.get("/demo/mail/{name}")
def one(request: Request, name: str) -> Response:
    """One mail, with links that work."""
    path = _folder() / f"{name}.eml"
    if not _NAME.match(name) or not path.is_file():
        raise NotFound
    return render(request, "mail/caught.html", mail=_read(path))


def _folder() -> Path:
    folder = settings().caught_mail_folder
    if folder is None:
        raise NotFound
    return folder


def _read(path: Path) -> CaughtMail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the default policy makes no other
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return CaughtMail(
        name=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        lines=[_LINK.split(line) for line in text.splitlines()],
    )
