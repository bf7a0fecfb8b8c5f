"""Which mails a member gets from the forum. Pure."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a mail says; never what somebody wrote."""

    NEW_REPLIES = "new_replies"
    WEEKLY = "weekly"
    DECISION = "decision"  # a moderator decided something about a post of yours
    REPORT_ANSWERED = "report_answered"
    APPEAL_ANSWERED = "appeal_answered"
