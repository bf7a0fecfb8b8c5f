"""Days and weeks by the calendar in London. Pure: whoever wants to know what day it is asks the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def midnight(day: date) -> datetime:
    """The moment in UTC at which a day begins; clocks never change at midnight."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def monday(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - timedelta(days=day.weekday())
