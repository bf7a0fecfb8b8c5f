"""The closed vocabulary of reminders and digests."""

from enum import StrEnum


class ReminderKind(StrEnum):
    """What somebody is reminded of."""

    INVITATION = "invitation"  # not opened
    FIRST_MODULE = "first-module"  # an account, and nothing read yet
    PAUSE = "pause"  # in the middle of a module
    CHECK_IN = "check-in"  # a follow-up check-in that was not answered
    ANSWER = "answer"  # a supporter's answer that was not read


class Channel(StrEnum):
    """How somebody wants to be reminded. On the site: a line on their first page, no mail."""

    EMAIL = "email"
    SITE = "site"
    NONE = "none"


class DigestKind(StrEnum):
    """What staff are sent from time to time."""

    TEAM_WEEK = "team-week"
    LEAD_MONTH = "lead-month"
