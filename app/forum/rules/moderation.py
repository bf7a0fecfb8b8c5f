"""What a moderator can do, why, and for how long. Pure."""

from datetime import timedelta
from enum import StrEnum


class Verb(StrEnum):
    """Everything that is done to a post, a thread or a member, and written down."""

    APPROVE = "approve"
    RETURN = "return"  # to its writer, with a message
    HIDE = "hide"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"
    PIN = "pin"
    UNPIN = "unpin"
    MOVE = "move"
    WARN = "warn"
    COOL_OFF = "cool_off"
    SUSPEND = "suspend"
    BAN = "ban"
    LIFT = "lift"  # ends a sanction early
    REMOVE_SPAM = "remove_spam"


class Reason(StrEnum):
    """Why; the writer reads it."""

    NAMES_SOMEBODY = "names_somebody"
    UNKIND = "unkind"
    HATE = "hate"
    DANGEROUS_ADVICE = "dangerous_advice"
    METHOD = "method"  # says how somebody could harm themselves
    SEXUAL = "sexual"
    SPAM = "spam"
    OFF_TOPIC = "off_topic"
    TOO_MUCH_DETAIL = "too_much_detail"
    OTHER = "other"


class SanctionKind(StrEnum):
    """What somebody may not do for a time: cool off and suspend stop writing; a ban closes the forum."""

    COOL_OFF = "cool_off"
    SUSPEND = "suspend"
    BAN = "ban"


class ReviewKind(StrEnum):
    """Why something lies in the moderators' queue."""

    HELD = "held"  # waits before others see it
    FIRST_LOOK = "first_look"  # is shown; a person reads it within a working day
    REPORT = "report"
    APPEAL = "appeal"


class ReviewState(StrEnum):
    """Where a review is."""

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


class ReportReason(StrEnum):
    """What a member reports, in the order in which it is offered."""

    WORRIED = "worried"
    NAMES_SOMEBODY = "names_somebody"
    UNKIND = "unkind"
    DANGEROUS_ADVICE = "dangerous_advice"
    SPAM = "spam"
    SEXUAL = "sexual"
    OTHER = "other"


class Decided(StrEnum):
    """What became of a report, an appeal or a complaint."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


LEASE = timedelta(minutes=30)
COOL_OFFS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
SUSPENSIONS = {"2_weeks": timedelta(days=14), "month": timedelta(days=30), "quarter": timedelta(days=91)}
BANS = {"half_year": timedelta(days=182), "year": timedelta(days=365)}
