"""The mailbox that mail comes back to, read by IMAP (RFC 3501). What is not understood stays there, marked as read."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import structlog

from app.core.config import settings
from app.core.db import unit_of_work
from app.mail import bounces
from app.mail.bounce_rules import MOST_BYTES
from app.mail.mailer import Mailers

log = structlog.get_logger()

TIMEOUT = 30  # seconds
MOST = 500  # mails in one go; the next go is minutes away
_FETCH = f"(BODY.PEEK[]<0.{MOST_BYTES}>)"


@dataclass(frozen=True)
class Counted:
    """How many mails were there, and how many of them were bounces of ours."""

    read: int = 0
    understood: int = 0


def read(*, mailers: Mailers) -> Counted:
    """Takes what is new in the mailbox, if there is one. Safe to be cut off, and to be done by several at once."""
    url = settings().bounce_mailbox
    if url is None:
        return Counted()
    try:
        with _opened(url) as mailbox:
            counted = _take_new(mailbox, mailers)
    except (imaplib.IMAP4.error, OSError) as error:
        # The kind only: the server's words may repeat the name of the account.
        log.warning("bounces.unreachable", error=type(error).__name__)
        return Counted()
    if counted.read:
        log.info("bounces.read", read=counted.read, left=counted.read - counted.understood)
    return counted


def _take_new(mailbox: imaplib.IMAP4, mailers: Mailers) -> Counted:
    _status, found = mailbox.uid("SEARCH", "UNSEEN", "UNDELETED")
    uids = (found[0] or b"").split()[:MOST]
    understood = 0
    for uid in uids:
        raw = _fetched(mailbox, uid.decode())
        if raw is None:
            continue
        with unit_of_work(None) as session:
            known = bounces.take(session, raw=raw, mailers=mailers)
        # After the commit: if the worker is killed in between, the next one takes this mail again.
        mailbox.uid("STORE", uid.decode(), "+FLAGS.SILENT", r"(\Deleted)" if known else r"(\Seen)")
        understood += known
    if understood:
        mailbox.expunge()
    return Counted(len(uids), understood)


def _fetched(mailbox: imaplib.IMAP4, uid: str) -> bytes | None:
    """The mail's first bytes; None if another worker has done with it meanwhile."""
    _status, answer = mailbox.uid("FETCH", uid, _FETCH)
    return next((part[1] for part in answer if isinstance(part, tuple)), None)


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    """imaps://user:password@host:port/INBOX; imap:// has no TLS, and the settings allow it on this machine only."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    mailbox: imaplib.IMAP4
    if parts.scheme == "imaps":
        tls = ssl.create_default_context()
        mailbox = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=tls, timeout=TIMEOUT)
    else:
        mailbox = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)
    try:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        status, _said = mailbox.select(_quoted(unquote(parts.path.lstrip("/")) or "INBOX"))
        if status != "OK":
            raise imaplib.IMAP4.error("no such mailbox")
        yield mailbox
    finally:
        _leave(mailbox)


def _leave(mailbox: imaplib.IMAP4) -> None:
    """Says goodbye; on a line that broke, imaplib itself would leave the socket open."""
    try:
        mailbox.logout()
    except (imaplib.IMAP4.error, OSError):
        with suppress(OSError):
            mailbox.shutdown()


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
