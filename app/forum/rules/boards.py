"""What a board is for, and which posts of it somebody looks at before they are shown. Pure."""

from enum import StrEnum

DEFAULT_FIRST = 3  # the first posts of a member that are looked at before they are shown
QUIET_BELOW = 8  # active members in 30 days below which a board shows more than an empty room
PER_PAGE = 20


class Purpose(StrEnum):
    """What a board is for; the page says so above the threads."""

    HELLO = "hello"
    TALK = "talk"
    ADVICE = "advice"
    VENT = "vent"
    GOOD_NEWS = "good_news"


class Mode(StrEnum):
    """Which posts a person looks at before others see them."""

    PRE_ALL = "pre_all"
    PRE_FIRST = "pre_first"
    POST = "post"


def waits_by_mode(mode: Mode, *, first: int, shown_before: int) -> bool:
    """Whether a post waits for a person because of its board; `shown_before`: posts of the member that were shown."""
    return mode is Mode.PRE_ALL or (mode is Mode.PRE_FIRST and shown_before < first)
