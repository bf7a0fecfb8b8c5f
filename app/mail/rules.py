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
    JOIN_CONFIRM = "join-confirm"  # to whoever asked to join with a code: is this address yours?
    JOIN_HAS_ACCOUNT = "join-has-account"  # likewise, if there is an account with the address already
    REMINDER = "reminder"  # to a relative, or to somebody who was invited
    TEAM_WEEK = "team-week"  # to a team's staff: three numbers
    LEAD_MONTH = "lead-month"  # to trust leads


class MailState(StrEnum):
    """Where a mail is.

    Cancelled: what it was about no longer holds (a revoked invitation). Undeliverable: given up, or it came back.
    """

    QUEUED = "queued"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    CANCELLED = "cancelled"


class DeliveryStep(StrEnum):
    """What happened to a mail on its way."""

    QUEUED = "queued"
    ACCEPTED = "accepted"  # by the mail server, or by the provider
    LATER = "later"  # not now: it is tried again
    GIVEN_UP = "given-up"
    DELIVERED = "delivered"  # into the mailbox, as far as a provider can say
    BOUNCED = "bounced"  # it came back, for good
    DELAYED = "delayed"  # the other mail server has not taken it yet, and goes on trying
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"  # not sent: this address is not to be written to


class Suppressed(StrEnum):
    """Why an address is not written to."""

    BOUNCED = "bounced"  # nobody is there, or the mailbox refuses
    STOPPED = "stopped"  # they said so with the link in a mail
    COMPLAINED = "complained"  # they marked a mail as unwanted, or never asked for it
    BEREAVED = "bereaved"  # staff: somebody has died
    WITHDREW = "withdrew"  # staff: they told us that they want nothing more


# What the owner of an address can take back: they said it, or a mailbox that was away said it for them.
BY_THEMSELVES = (Suppressed.STOPPED, Suppressed.COMPLAINED, Suppressed.BOUNCED)
BY_STAFF = (Suppressed.BEREAVED, Suppressed.WITHDREW)
# What relatives did not ask for a moment ago. A mail to staff is always tried, and so is a new password.
_UNASKED = frozenset(
    {
        EmailKind.INVITATION,
        EmailKind.FORUM_NOTICE,
        EmailKind.MESSAGE_ANSWERED,
        EmailKind.GLASS_OPENED,  # looks like an answer, so that nobody who reads along can tell
        EmailKind.REMINDER,
    }
)
# Who asks to join after they had said stop has changed their mind. For every other reason it is not tried: anybody can
# type an address.
_ASKED = frozenset({EmailKind.JOIN_CONFIRM, EmailKind.JOIN_HAS_ACCOUNT})


def may_go(kind: EmailKind, reason: Suppressed | None) -> bool:
    """Whether such a mail may leave to an address that is not written to for this reason (None: it is)."""
    if reason is None:
        return True
    return kind not in _UNASKED and (kind not in _ASKED or reason is Suppressed.STOPPED)


def reason_of_stop(kind: EmailKind) -> Suppressed:
    """What somebody says with the link in such a mail. In one that was asked for: that it was not they who asked."""
    return Suppressed.COMPLAINED if kind in _ASKED else Suppressed.STOPPED


def has_way_out(kind: EmailKind) -> bool:
    """Whether such a mail says how to get no more: whatever a relative, or somebody who may be none, did not ask for."""
    return kind in _UNASKED | _ASKED


FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
FINAL = 5  # the first digit of such a reply
MOST_ATTEMPTS = 16  # about two days: a mail server that is down over a weekend night still gets it
LONGEST_PATIENCE = 300.0  # seconds
LONG_FROM = 2  # attempts before this one; from then on others shall not wait behind such a mail


def next_attempt(*, attempts: int, now: datetime, jitter: float) -> datetime | None:
    """When to try again after this many attempts, or None to give up; jitter in 0-1 spreads the crowd."""
    if attempts >= MOST_ATTEMPTS:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return now + wait * (0.75 + jitter / 2)


def patience(*, attempt: int, first: float) -> float:
    """Seconds in which a mail must be taken; attempt 0 is the first.

    Twice as long each time: a server that takes a mail after we have hung up is given it again.
    """
    return min(first * 2.0**attempt, LONGEST_PATIENCE)


def is_final(code: int) -> bool:
    """Whether an SMTP reply code means never: 5xx. A 4xx means not now."""
    return code // 100 == FINAL
