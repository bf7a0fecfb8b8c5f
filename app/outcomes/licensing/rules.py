"""Where a questionnaire stands with a trust. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_NUMBER, MOST_HOLDER = 100, 150  # characters of a licence's number and holder
LONGEST_LICENCE = timedelta(days=20 * 366)  # later is a slip of the pen
# Licences are renewed by letter: that takes weeks.
SAID_AHEAD = timedelta(days=60)


class Standing(StrEnum):
    """Whether relatives are offered a questionnaire, and what is missing if they are not."""

    ON = "on"
    OFF = "off"
    NEEDS_LICENCE = "needs-licence"
    NEEDS_WORDS = "needs-words"
    ENDED = "ended"  # the licence has: nobody is offered it from the day after


@dataclass(frozen=True, slots=True)
class Held:
    """What a trust has of a questionnaire: `is_on` says what it wishes; version 0 when it has said nothing yet."""

    is_on: bool
    number: str = ""
    holder: str = ""
    expires_on: date | None = None
    has_words: bool = False
    version: int = 0

    @property
    def has_licence(self) -> bool:
        """Whether a licence is written down, over or not."""
        return self.expires_on is not None

    def is_licensed(self, *, today: date) -> bool:
        """Whether there is one that is not over: without it the words are neither shown nor taken in."""
        return self.expires_on is not None and not is_over(self.expires_on, today=today)


def is_over(expires_on: date, *, today: date) -> bool:
    """Whether a licence is; its last day counts."""
    return expires_on < today


def standing(*, is_open: bool, held: Held, today: date) -> Standing:
    """Where it stands. An open questionnaire has its words from us and needs no licence."""
    if not is_open:
        if held.expires_on is None:
            return Standing.NEEDS_LICENCE
        if is_over(held.expires_on, today=today):
            return Standing.ENDED
        if not held.has_words:
            return Standing.NEEDS_WORDS
    return Standing.ON if held.is_on else Standing.OFF


def ends_soon(*, held: Held, today: date) -> bool:
    """Whether a licence in use ends within the time that a new one takes, or has ended."""
    return held.is_on and held.expires_on is not None and held.expires_on - today <= SAID_AHEAD
