"""Mail by SMTP, over one connection that is kept open from mail to mail."""

import smtplib
import ssl
from contextlib import suppress
from email.utils import parseaddr
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

from app.core.config import require, settings
from app.mail.message import Email, as_bytes
from app.mail.rules import is_final, patience
from app.mail.transport import Never, NotNow

OK = 250  # the SMTP reply
GOING = 421  # what a server says to a connection that has lasted too long for it
IDLE = 60.0  # seconds; after that a firewall may have forgotten the connection without a word
NO_ANSWER = "SMTP no answer"
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class _Patient:
    """Waits for replies until a moment that is set for a whole mail, rather than as long again for each reply."""

    sock: Any

    def __init__(self, ends_at: float, host: str, port: int, **options: Any) -> None:
        self.ends_at = ends_at
        super().__init__(host, port, timeout=_left(ends_at), **options)  # type: ignore[call-arg]

    def getreply(self) -> tuple[int, bytes]:
        self.sock.settimeout(_left(self.ends_at))
        reply: tuple[int, bytes] = super().getreply()  # type: ignore[misc]
        return reply


class _Plain(_Patient, smtplib.SMTP):
    """Without TLS, or with STARTTLS."""


class _Tls(_Patient, smtplib.SMTP_SSL):
    """TLS from the first byte."""


_Connection = _Plain | _Tls


class Smtp:
    """One thread's connection to the mail server."""

    def __init__(self) -> None:
        self._connection: _Connection | None = None
        self._used_at = 0.0

    def send(self, email: Email, *, mail_id: UUID, attempt: int) -> None:
        """Hands one mail over."""
        ends_at = monotonic() + patience(attempt=attempt, first=settings().mail_timeout)
        content = as_bytes(email, mail_id=mail_id)
        try:
            connection = self._begun(ends_at)
            _require(connection, connection.rcpt(email.to))
            _require(connection, _given(connection, content))
        except (smtplib.SMTPException, OSError) as error:
            # The connection, the greeting or our own sign-in failed: nothing is wrong with this mail.
            self.close()
            raise NotNow(_code_of(error)) from None
        self._used_at = monotonic()

    def close(self) -> None:
        """Lets the kept connection go."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _begun(self, ends_at: float) -> _Connection:
        """A connection that has accepted our sender. Nothing has left yet, so a kept one that is gone is replaced."""
        if self._connection is not None and monotonic() - self._used_at < IDLE:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.ends_at = ends_at
                if _accepts_us(self._connection):
                    return self._connection
        self.close()
        self._connection = _connect(require("smtp_url"), ends_at)
        if not _accepts_us(self._connection):
            raise smtplib.SMTPServerDisconnected
        return self._connection


def _accepts_us(connection: _Connection) -> bool:
    code, _words = connection.mail(parseaddr(settings().mail_from)[1])
    if code not in {OK, GOING}:
        connection.rset()
        # Our sender is refused, not this mail: it waits until that is mended.
        raise NotNow(f"SMTP {code}")
    return code == OK


def _given(connection: _Connection, content: bytes) -> tuple[int, bytes]:
    try:
        return connection.data(content)
    except smtplib.SMTPDataError as error:
        return error.smtp_code, b""


def _code_of(error: Exception) -> str:
    return f"SMTP {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else NO_ANSWER


def _require(connection: _Connection, reply: tuple[int, bytes]) -> None:
    if reply[0] // 100 != OK // 100:
        connection.rset()
        raise _judged(reply[0])


def _judged(code: int) -> NotNow | Never:
    # The server's words may repeat the address; the code says enough.
    return Never(f"SMTP {code}") if is_final(code) else NotNow(f"SMTP {code}")


def _left(ends_at: float) -> float:
    return max(0.1, ends_at - monotonic())


def _connect(url: str, ends_at: float) -> _Connection:
    """smtp://user:password@host:port speaks STARTTLS where the server offers it; smtps:// speaks TLS at once."""
    parts = urlsplit(url)
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    connection: _Connection
    if parts.scheme == "smtps":
        connection = _Tls(ends_at, host, parts.port or 465, context=tls)
    else:
        connection = _Plain(ends_at, host, parts.port or 587)
    try:
        _introduce(connection, parts, tls)
    except (smtplib.SMTPException, OSError):
        connection.close()
        raise
    return connection


def _introduce(connection: _Connection, parts: SplitResult, tls: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if isinstance(connection, _Plain) and connection.has_extn("starttls"):
        connection.starttls(context=tls)
    if parts.username:
        if not isinstance(connection.sock, ssl.SSLSocket) and parts.hostname not in _THIS_MACHINE:
            raise smtplib.SMTPNotSupportedError("no TLS: the password would be sent in the open")
        connection.login(unquote(parts.username), unquote(parts.password or ""))
    connection.ehlo_or_helo_if_needed()
