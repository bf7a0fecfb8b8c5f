"""What a mail that came back says: about which of our mails, and what it means. Pure; any bytes may be put in.

RFC 3464 (delivery status), RFC 5965 (complaints), RFC 3463 (the codes), and what older mail servers write.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from enum import StrEnum
from uuid import UUID

MOST_BYTES = 200_000  # what it says stands at the beginning; our own mails have less than 30 KB
# What broken mails make the parser of the standard library raise.
_UNREADABLE = (RecursionError, LookupError, ValueError, AttributeError, TypeError)
_ID = r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@"
_ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
# A reply of SMTP before words or a code: neither a telephone number nor the number of a room in a sentence.
_REPLY = re.compile(r"(?<![\d.])(5[0-5]\d)[ -]+#?(?=5\.\d|[A-Za-z<])")
# Nobody is there, or the mailbox is closed. Other codes speak of a full mailbox, the mail itself or our own set-up.
_NOBODY = re.compile(r"5\.(0\.0|1\.([0-46]|10)|2\.[01]|4\.([14]|310)|5\.0)|SMTP 55[013]")
_MAY_PASS = re.compile(
    r"spam|block|black ?list|\blisted\b|polic|\bspf\b|dkim|dmarc|reputation|quota|\bfull\b|too (large|big)|relaying",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"undeliver|not (be )?delivered|(un|not )able to deliver|delivery (\w+ )?fail|failure notice|returned mail|action: failed",
    re.IGNORECASE,
)
_AWAY = re.compile(r"out of (the )?office|automatic reply|auto-?reply|on (annual )?leave|away from", re.IGNORECASE)
_MAIL_SYSTEM = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mail delivery (sub)?system)", re.IGNORECASE)
_UNWANTED = {"abuse", "opt-out"}


class Fate(StrEnum):
    """What became of a mail."""

    NOBODY_THERE = "nobody-there"  # for good
    CAME_BACK = "came-back"  # this mail; the next one may arrive
    DELAYED = "delayed"  # the other mail server goes on trying
    UNWANTED = "unwanted"  # they marked it so


@dataclass(frozen=True)
class Bounce:
    """What a mail that came back says. `code` is "5.1.1" or "SMTP 550", and empty for a complaint."""

    mail_id: UUID
    fate: Fate
    code: str = ""


def understood(raw: bytes, *, domain: str) -> Bounce | None:
    """What came back, if this is about a mail whose Message-ID was made at our domain; else None."""
    try:
        return _understood(message_from_bytes(raw[:MOST_BYTES]), domain)
    except _UNREADABLE:
        return None


def fate_of(code: str, *, words: str = "") -> Fate:
    """What a final code means; `words` are the server's own, which may speak against the code."""
    return Fate.NOBODY_THERE if _NOBODY.fullmatch(code) and not _MAY_PASS.search(words) else Fate.CAME_BACK


def _understood(message: Message, domain: str) -> Bounce | None:
    mail_id = _our_id(message, domain)
    if mail_id is None:
        return None
    if message.get_content_type() == "multipart/report":
        kind = str(message.get_param("report-type") or "").lower()
        if kind == "feedback-report":
            return Bounce(mail_id, Fate.UNWANTED) if _is_unwanted(message) else None
        if kind == "disposition-notification":
            return None
    found = _reported(message) or _told(message)
    return Bounce(mail_id, *found) if found else None


def _our_id(message: Message, domain: str) -> UUID | None:
    """The id of the mail that came back: its own header first, then wherever it is named."""
    ours = re.compile(_ID + re.escape(domain) + ">", re.IGNORECASE)
    inside = [part for part in message.walk() if part is not message]
    named = [str(part.get("Message-ID", "")) for part in inside]
    quoted = [_text(part) for part in inside if not part.is_multipart()] or [_text(message)]
    answered = [str(message.get(name, "")) for name in ("In-Reply-To", "References", "X-Original-Message-ID")]
    found = ours.search("\n".join([*named, *answered, *quoted]))
    return UUID(found.group(1)) if found else None


def _reported(message: Message) -> tuple[Fate, str] | None:
    """What the machine-readable part says; of several recipients, whatever is worst."""
    said = [_judged(group) for group in _groups(message)]
    return next((each for each in said if each and each[0] is not Fate.DELAYED), next(filter(None, said), None))


def _groups(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            inside = part.get_payload()
            groups = [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []
            yield from groups
            # Servers that wrap it in base64, where there must be none.
            wrapped = _unwrapped("".join(_text(each) for each in groups))
            yield from (HeaderParser().parsestr(block) for block in re.split(r"\r?\n\r?\n", wrapped))


def _judged(group: Message) -> tuple[Fate, str] | None:
    status, words = str(group.get("Status", "")), str(group.get("Diagnostic-Code", ""))
    action, code = str(group.get("Action", "")).strip().lower(), _code(status, words)
    if action == "delayed":
        return Fate.DELAYED, code
    if action not in {"failed", ""} or not code:
        return None
    if code.startswith("4"):
        # Given up after days, or, where it does not say so, still under way.
        return (Fate.CAME_BACK if action else Fate.DELAYED), code
    return fate_of(code, words=words), code


def _code(status: str, words: str) -> str:
    """The code that says most: a server that reports 5.0.0 often names a better one in its words."""
    found = _ENHANCED.search(status)
    if found and not found.group(1).endswith(".0.0"):
        return found.group(1)
    better, reply = _ENHANCED.search(words), _REPLY.search(words)
    if better:
        return better.group(1)
    return f"SMTP {reply.group(1)}" if reply else found.group(1) if found else ""


def _told(message: Message) -> tuple[Fate, str] | None:
    """What a server says that writes no report: only from a mail system, with words and a code that mean never."""
    sender, subject = str(message.get("From", "")), str(message.get("Subject", ""))
    if not _MAIL_SYSTEM.search(sender) and "X-Failed-Recipients" not in message:
        return None
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"] or [message]
    words = "\n".join(_text(part) for part in parts)
    # What follows is a copy of our own mail, which has numbers of its own.
    words = re.split(r"message-id:", words, maxsplit=1, flags=re.IGNORECASE)[0]
    if _AWAY.search(subject) or _AWAY.search(words) or not _CAME_BACK.search(f"{subject}\n{words}"):
        return None
    why = "\n".join(line for line in words.splitlines() if _ENHANCED.search(line) or _REPLY.search(line))
    code = _code("", why)
    return (fate_of(code, words=why), code) if code and not code.startswith("4") else None


def _is_unwanted(message: Message) -> bool:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            inside = part.get_payload()
            fields = inside[0] if isinstance(inside, list) and inside else part
            if isinstance(fields, Message) and str(fields.get("Feedback-Type", "")).strip().lower() in _UNWANTED:
                return True
    return False


def _unwrapped(words: str) -> str:
    return b64decode(words).decode("utf-8", "replace") if re.fullmatch(r"[\w+/=\s]+", words) else ""


def _text(part: Message) -> str:
    """What a part says, as far as it can be read."""
    if part.is_multipart():
        return ""
    inside = part.get_payload(decode=True)
    return inside.decode("utf-8", "replace") if isinstance(inside, bytes) else ""
