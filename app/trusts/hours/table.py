"""A service's hours: the times of each weekday, and the days on which it is closed all the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import NamedTuple

from app.core.london import clock_words
from app.trusts.hours import bank_holidays
from app.trusts.hours.bank_holidays import Division

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST = 15  # minutes


class Window(NamedTuple):
    """From one time on a day to another, by the clock in London. To close at 00:00 is to close at midnight."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{clock_words(self.opens)} to {clock_words(self.closes)}"

    @property
    def minutes(self) -> tuple[int, int]:
        """Both ends in minutes since the day began."""
        return _minutes(self.opens), _minutes(self.closes) or 24 * 60


Days = tuple[tuple[Window, ...], ...]


class Mistake(NamedTuple):
    """What is wrong with typed hours. The weekday counts from Monday, 0; None: it is the whole week."""

    weekday: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """Days that are unlike their weekday. Without a division the service is open on bank holidays."""

    division: Division | None = None
    # The trust's own closed days.
    closed: frozenset[date] = frozenset()
    # Single days with other hours, such as Christmas Eve; also a bank holiday on which somebody reads.
    other: tuple[tuple[date, tuple[Window, ...]], ...] = ()

    def closes(self, day: date) -> bool:
        """Whether the service is closed on this day, whatever its hours are."""
        if day in self.closed:
            return True
        is_holiday = self.division is not None and day in bank_holidays.of(self.division, day.year)
        return is_holiday and self.hours_of(day) is None

    def hours_of(self, day: date) -> tuple[Window, ...] | None:
        """The hours of a day that has other ones than its weekday."""
        return next((windows for each, windows in self.other if each == day), None)


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """The windows of each weekday, Monday first, none on closed days; raises ValueError with the mistakes in them.

    It repeats by the week, so the least a service can be open is once a week for 15 minutes.
    """

    days: Days
    holidays: Holidays = Holidays()

    def __post_init__(self) -> None:
        found = [each.sentence for each in mistakes(self.days)]
        found += [sentence for _day, windows in self.holidays.other for sentence in wrong(windows)]
        if found:
            raise ValueError(" ".join(found))

    def windows(self, day: date) -> list[Window]:
        """The windows of this day, in order; none if it is a holiday."""
        if self.holidays.closes(day):
            return []
        other = self.holidays.hours_of(day)
        return sorted(self.days[day.weekday()] if other is None else other)


def mistakes(days: Days) -> tuple[Mistake, ...]:
    """What must be mended before hours can be used, one sentence each."""
    if len(days) != len(WEEKDAYS):
        return (Mistake(None, "Enter the hours of seven days, Monday first."),)
    if not any(days):
        return (Mistake(None, "Enter hours for at least one day. Otherwise nobody would ever read what people write."),)
    return tuple(
        Mistake(weekday, f"{WEEKDAYS[weekday]}: {sentence}")
        for weekday, windows in enumerate(days)
        for sentence in wrong(windows)
    )


def wrong(unsorted: tuple[Window, ...]) -> Iterator[str]:
    """What must be mended in the hours of one day, one sentence each."""
    windows = sorted(unsorted)
    for window in windows:
        opens, closes = window.minutes
        if closes <= opens:
            yield (
                f"{window} ends before it begins. To stay open past midnight, "
                "close at midnight and open the next day at midnight."
            )
        elif closes - opens < SHORTEST:
            yield f"{window} is too short. Stay open for {SHORTEST} minutes or longer."
    for first, second in pairwise(windows):
        if second.minutes[0] < first.minutes[1]:
            yield f"{first} and {second} overlap. Make them into one, or change a time."


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
