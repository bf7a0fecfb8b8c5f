"""The tabs of the supporters' inbox. Pure."""

from enum import StrEnum


class Show(StrEnum):
    """Which conversations are listed."""

    UNANSWERED = "unanswered"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    ALL = "all"
