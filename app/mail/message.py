"""An email as three small templates and what goes into them."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any
from uuid import UUID

from jinja2 import Environment

from app.core import clock, templating
from app.core.config import settings


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


def as_message(email: Email, *, mail_id: UUID) -> EmailMessage:
    """The email as it goes over the wire."""
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = email.to
    message["Subject"] = email.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id(mail_id)
    message["Auto-Submitted"] = "auto-generated"
    if email.stop:
        message["List-Unsubscribe"] = f"<{email.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(email.text)
    message.add_alternative(email.html, subtype="html")
    return message


def _fill(pages: Environment, name: str, words: dict[str, Any]) -> str:
    return pages.get_template(name).render(words)
