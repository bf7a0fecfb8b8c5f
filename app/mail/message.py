"""An email as three small templates and what goes into them."""

from dataclasses import dataclass
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any
from uuid import UUID

from jinja2 import Environment

from app.core import clock, templating
from app.core.config import settings

# A long link stays in one piece: a mailbox does not follow one that is folded, or cut into encoded words.
_WIRE = compat32.clone(linesep="\r\n", max_line_length=998)
_QUOTED = Charset("utf-8")
_QUOTED.body_encoding = QP


@dataclass(frozen=True)
class Email:
    """What is sent: a neutral subject, and the same words as text and as HTML.

    `stop` is the address that ends such mails; a mailbox shows a button for it (RFC 2369 and RFC 8058).
    """

    to: str
    subject: str
    text: str
    html: str
    stop: str = ""


def write(template: str, /, *, to: str, **words: Any) -> Email:
    """An email from `{template}.subject.txt`, `.body.txt` and `.body.html`. A word called `stop` is its address, too."""
    pages = templating.environment()
    subject = _fill(pages, f"{template}.subject.txt", words).strip()
    return Email(
        to=to,
        subject=subject,
        text=_fill(pages, f"{template}.body.txt", words),
        html=_fill(pages, f"{template}.body.html", {**words, "subject": subject}),
        stop=words.get("stop", ""),
    )


def message_id(mail_id: UUID) -> str:
    """The same for every attempt to send a mail, so that a mailbox can tell a duplicate."""
    domain = parseaddr(settings().mail_from)[1].rpartition("@")[2]
    return f"<{mail_id}@{domain}>"


def as_bytes(email: Email, *, mail_id: UUID) -> bytes:
    """The email as it goes over the wire. Raises ValueError for a line break in the subject.

    Not made with EmailMessage: that decodes encoded words in what it is given, so that a name or an address which
    somebody typed could add headers of its own. It also takes another 0.5 ms.
    """
    headers = {
        "From": formataddr(parseaddr(settings().mail_from)),
        "To": email.to,
        "Subject": _encoded(email.subject),
        "Date": format_datetime(clock.now()),
        "Message-ID": message_id(mail_id),
        "Auto-Submitted": "auto-generated",
    }
    if email.stop:
        headers |= {"List-Unsubscribe": f"<{email.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = MIMEMultipart("alternative", policy=_WIRE)
    for name, value in headers.items():
        message[name] = value
    for kind, words in (("plain", email.text), ("html", email.html)):
        message.attach(MIMEText(words, kind, _QUOTED, policy=_WIRE))  # type: ignore[arg-type] # takes a Charset since 3.5
    return message.as_bytes()


def _encoded(subject: str) -> str:
    """As it is, or in encoded words: also what only looks like one."""
    if len(subject.splitlines()) > 1:
        raise ValueError("a line break in a subject")
    if subject.isascii() and subject.isprintable() and "=?" not in subject:
        return subject
    return Header(subject, "utf-8", header_name="Subject").encode()


def _fill(pages: Environment, name: str, words: dict[str, Any]) -> str:
    return pages.get_template(name).render(words)
