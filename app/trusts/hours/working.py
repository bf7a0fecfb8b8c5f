"""The clock that runs only while somebody is there: when an answer is due, and how long one took."""

from datetime import datetime, timedelta
from itertools import takewhile

from app.trusts.hours.clocks import in_utc, london_day
from app.trusts.hours.opening import DAY, spans, spans_from
from app.trusts.hours.table import ServiceHours


def add_working(hours: ServiceHours, *, at: datetime, duration: timedelta) -> datetime:
    """The first moment by which the service was open for this long since `at`; raises ValueError unless it is positive.

    A moment outside hours counts from the next opening. Time that runs out at closing time is due then and not at
    the next opening: four hours of a Friday that ends after them must not wait for Monday.
    """
    if duration <= timedelta():
        raise ValueError("Give a time longer than nothing.")
    following = spans_from(hours, at=at)
    start, end = next(following)
    while duration > end - start:
        duration -= end - start
        start, end = next(following)
    return start + duration


def working_between(hours: ServiceHours, *, start: datetime, end: datetime) -> timedelta:
    """How long the service was open between two moments; nothing if the second is not after the first."""
    until = in_utc(end)
    inside = takewhile(lambda span: span[0] < until, spans_from(hours, at=start))
    return sum((min(closes, until) - opens for opens, closes in inside), timedelta())


def add_working_days(hours: ServiceHours, *, at: datetime, days: int) -> datetime:
    """The end of the last opening on the nth working day after the day, in London, of `at`; n is 1 or more.

    The day itself never counts, whether it is a working day or not and at whatever hour: what is written on Monday
    morning, Monday night or Sunday is due "the next working day" on Tuesday, Tuesday and Monday. A working day is one
    on which the service opens at all.
    """
    if days < 1:
        raise ValueError("Give one working day or more.")
    day = london_day(at)
    while days:
        day += DAY
        days -= bool(spans(hours, day=day))
    return spans(hours, day=day)[-1][1]


def working_days_between(hours: ServiceHours, *, start: datetime, end: datetime) -> int:
    """How many working days came after the day of one moment, up to and with the day of the other: 0 on the same day."""
    first, last = london_day(start), london_day(end)
    return sum(bool(spans(hours, day=first + number * DAY)) for number in range(1, (last - first).days + 1))
