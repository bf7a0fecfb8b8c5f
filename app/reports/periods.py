"""Of what time a figure is. Weeks run from Monday to Sunday in London. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.core.london import monday

BEGINNING = date(2000, 1, 1)  # before anything was counted
_WEEK = timedelta(days=7)


class Period(StrEnum):
    """What can be chosen on a page of figures; the word stands in its address."""

    ALL = "all"
    QUARTER = "12-weeks"
    MONTH = "4-weeks"

    @property
    def words(self) -> str:
        """As people read it."""
        return _WORDS[self]


_WORDS = {
    Period.ALL: "All time",
    Period.QUARTER: "The last 12 full weeks",
    Period.MONTH: "The last 4 full weeks",
}
_WEEKS = {Period.QUARTER: 12, Period.MONTH: 4}


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def mondays(self) -> list[date]:
        """The first days of the weeks that touch it, the oldest first. Not for all time: there are too many."""
        start = monday(self.first)
        return [start + place * _WEEK for place in range((self.last - start).days // 7 + 1)]


def span(period: Period, today: date) -> Span:
    """The days of a period: all time ends today, the others on the last Sunday before today."""
    if period is Period.ALL:
        return Span(BEGINNING, today)
    return full_weeks(_WEEKS[period], today)


def full_weeks(count: int, today: date) -> Span:
    """The last `count` weeks that are wholly over."""
    end = monday(today)
    return Span(end - count * _WEEK, end - timedelta(days=1))
