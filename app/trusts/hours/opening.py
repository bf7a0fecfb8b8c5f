"""Whether somebody reads at a moment, and when that begins or ends next."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from app.core.london import midnight
from app.trusts.hours.clocks import MIDNIGHT, day_words, in_utc, london_day, moment
from app.trusts.hours.table import ServiceHours

Span = tuple[datetime, datetime]
DAY = timedelta(days=1)
LONGEST_SHUT = timedelta(days=31)
_NEVER = timedelta(days=366)


def spans(hours: ServiceHours, *, day: date) -> list[Span]:
    """From when to when the service is open on a London day, in UTC and in order.

    The end is the first moment at which nobody is there. On the nights when the clocks change a window is an hour
    longer or shorter than it looks; one that the clocks jump over is left out.
    """
    found = [(moment(day, opens), _closing(day, closes)) for opens, closes in hours.windows(day)]
    return [(start, end) for start, end in found if start < end]


def spans_from(hours: ServiceHours, *, at: datetime) -> Iterator[Span]:
    """What is left of the span at a moment and every one after it, without end: one look at the table a day.

    There is always a next one, since the week repeats and a trust's own closed days are finite.
    """
    at = in_utc(at)
    day = london_day(at)
    while True:
        yield from ((max(start, at), end) for start, end in spans(hours, day=day) if end > at)
        day += DAY


def is_open(hours: ServiceHours, *, at: datetime) -> bool:
    """Whether somebody reads at this moment; at the moment of closing nobody does."""
    at = in_utc(at)
    return any(start <= at < end for start, end in spans(hours, day=london_day(at)))


def next_opening(hours: ServiceHours, *, after: datetime) -> datetime:
    """The first moment, from this one on, at which somebody reads: this one, if it is open now."""
    return next(spans_from(hours, at=after))[0]


def closed_since(hours: ServiceHours, *, at: datetime) -> datetime:
    """When the last opening before this moment ended; at the longest a year before."""
    at = in_utc(at)
    day = london_day(at)
    for number in range(_NEVER.days):
        ended = [end for _start, end in spans(hours, day=day - number * DAY) if end <= at]
        if ended:
            return ended[-1]
    return at - _NEVER


def next_closing(hours: ServiceHours, *, after: datetime) -> datetime | None:
    """When the opening that runs now, or else the next one, ends. None if it goes on for more than a year.

    Windows that touch, such as those on both sides of midnight, are one opening.
    """
    following = spans_from(hours, at=after)
    start, closing = next(following)
    opens, closes = next(following)
    while opens <= closing and closing - start <= _NEVER:
        closing = closes
        opens, closes = next(following)
    return closing if opens > closing else None


def shut_too_long(hours: ServiceHours) -> str | None:
    """A sentence for whoever types closed days, if nobody would read for more than 31 days on end."""
    for day in sorted(hours.holidays.closed):
        begins = midnight(day)
        if next_opening(hours, after=begins) - begins > LONGEST_SHUT:
            since = f"{day_words(day)} {day.year}"
            return f"Nobody would read for more than {LONGEST_SHUT.days} days from {since}. Take out a closed day."
    return None


def _closing(day: date, closes: time) -> datetime:
    return midnight(day + DAY) if closes == MIDNIGHT else moment(day, closes)
