"""One SMTP connection a process, kept open from mail to mail."""

import smtplib
import ssl
from email.message import EmailMessage
from threading import RLock
from urllib.parse import unquote, urlsplit

from app.core.config import require
from app.mail.rules import is_final

TIMEOUT = 30  # seconds
OK = 250  # the SMTP reply
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
# smtplib is not thread-safe, and one mail at a time means that a killed worker repeats one mail at the most.
LOCK = RLock()

_connection: smtplib.SMTP | None = None


class NotNow(Exception):
    """The mail server cannot take the mail now (4xx, or not reachable)."""


class Never(Exception):
    """The mail server will never take this mail (5xx for this recipient or this message)."""


def send(message: EmailMessage) -> None:
    """Hands one mail over. Raises NotNow or Never, with the server's code but none of its words."""
    with LOCK:
        try:
            _open().send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(next(iter(error.recipients.values()))[0]) from None
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            raise _judged(error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            # The connection, the greeting or our own sign-in failed: nothing is wrong with this mail.
            close()
            raise NotNow(type(error).__name__) from None


def close() -> None:
    """Lets the kept connection go."""
    global _connection  # noqa: PLW0603 - the kept connection is this module's one piece of state
    if _connection is not None:
        _connection.close()
    _connection = None


def _judged(code: int) -> NotNow | Never:
    # The server's words may repeat the address; the code says enough. smtplib has sent RSET: the connection is fine.
    return Never(f"SMTP {code}") if is_final(code) else NotNow(f"SMTP {code}")


def _open() -> smtplib.SMTP:
    global _connection  # noqa: PLW0603 - see above
    if _connection is not None and _still_there(_connection):
        return _connection
    _connection = _connect(require("smtp_url"))
    return _connection


def _still_there(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == OK
    except (smtplib.SMTPException, OSError):
        return False


def _connect(url: str) -> smtplib.SMTP:
    """smtp://user:password@host:port speaks STARTTLS where the server offers it; smtps:// speaks TLS at once."""
    parts = urlsplit(url)
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    connection: smtplib.SMTP
    if parts.scheme == "smtps":
        connection = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=tls)
    else:
        connection = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=tls)
    if parts.username:
        if not isinstance(connection.sock, ssl.SSLSocket) and host not in _THIS_MACHINE:
            raise smtplib.SMTPNotSupportedError("no TLS: the password would be sent in the open")
        connection.login(unquote(parts.username), unquote(parts.password or ""))
    return connection
