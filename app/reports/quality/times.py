"""The times for which an offer to carers is counted: years as the NHS has them, and quarters. Pure."""

from datetime import date, timedelta
from enum import StrEnum

from app.carers.rules import a_year_ago
from app.reports.periods import BEGINNING, Span

QUARTERS_ON_PAGE, QUARTERS_IN_FILE = 4, 8
MONTHS_TO_CHOOSE = 13
_APRIL = 4
_DAY = timedelta(days=1)


class Time(StrEnum):
    """What can be chosen; the word stands in the address."""

    YEAR = "12-months"
    THIS = "this-year"
    LAST = "last-year"
    ALL = "all"


TIMES = {
    Time.YEAR: "The last 12 months",
    Time.THIS: "This financial year",
    Time.LAST: "The last financial year",
    Time.ALL: "Everybody on the lists",
}


def span(time: Time, today: date) -> Span:
    """From which day to which, both included."""
    begins = _april(today)
    return {
        Time.YEAR: Span(a_year_ago(today), today),
        Time.THIS: Span(begins, today),
        Time.LAST: Span(_april(begins - _DAY), begins - _DAY),
        Time.ALL: Span(BEGINNING, today),
    }[time]


def quarters(count: int, today: date) -> list[Span]:
    """The last quarters of a calendar year that are wholly over, the oldest first."""
    ends = date(today.year, today.month - (today.month - 1) % 3, 1) - _DAY
    found: list[Span] = []
    for _each in range(count):
        begins = date(ends.year, ends.month - 2, 1)
        found.append(Span(begins, ends))
        ends = begins - _DAY
    return found[::-1]


def quarter_name(quarter: Span) -> str:
    """Such as "Jul–Sep 2026"."""
    return f"{quarter.first:%b}–{quarter.last:%b %Y}"


def months(today: date) -> list[Span]:
    """This month and the twelve before it, the newest first; this one ends today."""
    found = [Span(today.replace(day=1), today)]
    while len(found) < MONTHS_TO_CHOOSE:
        ends = found[-1].first - _DAY
        found.append(Span(ends.replace(day=1), ends))
    return found


def _april(day: date) -> date:
    """The first of April of the financial year in which the day lies."""
    return date(day.year - (day.month < _APRIL), _APRIL, 1)
