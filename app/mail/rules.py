"""When a mail is tried again, and when it is given up. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum


class EmailKind(StrEnum):
    """Every email that the program sends; app/mailers.py has the function that writes each."""

    INVITATION = "invitation"
    STAFF_INVITATION = "staff-invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a kind of mail, not a password
    FLAG = "flag"
    FORUM_WAITING = "forum-waiting"
    FORUM_NOTICE = "forum-notice"
    COMPLAINT = "complaint"
    COMPLAINT_ANSWERED = "complaint-answered"
    MESSAGE_ANSWERED = "message-answered"  # to the relative
    MESSAGE_WAITS = "message-waits"  # to supporters
    MESSAGE_OVERDUE = "message-overdue"  # to the other supporters
    MESSAGE_OVERDUE_LEAD = "message-overdue-lead"  # to trust leads, who see that it waits and never what it says
    REPLY_TO_READ = "reply-to-read"  # to supporters: an answer waits for a second reader
    REPLY_CAME_BACK = "reply-came-back"  # to its writer, or to supporters if the writer has left
    GLASS_ASKED = "glass-asked"  # to those who can agree that a conversation is opened in an emergency
    GLASS_OPENED = "glass-opened"  # to the relative, unless that raises danger


class MailState(StrEnum):
    """Where a mail is. Cancelled: what it was about no longer holds (a revoked invitation)."""

    QUEUED = "queued"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    CANCELLED = "cancelled"


FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
FINAL = 5  # the first digit of such a reply
MOST_ATTEMPTS = 16  # about two days: a mail server that is down over a weekend night still gets it


def next_attempt(*, attempts: int, now: datetime, jitter: float) -> datetime | None:
    """When to try again after this many attempts, or None to give up; jitter in 0-1 spreads the crowd."""
    if attempts >= MOST_ATTEMPTS:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return now + wait * (0.75 + jitter / 2)


def is_final(code: int) -> bool:
    """Whether an SMTP reply code means never: 5xx. A 4xx means not now."""
    return code // 100 == FINAL
