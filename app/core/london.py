"""Days and weeks by the calendar in London, and times of day. Pure: whoever wants to know what day it is asks the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_NOON = 12


def midnight(day: date) -> datetime:
    """The moment in UTC at which a day begins; clocks never change at midnight."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def monday(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - timedelta(days=day.weekday())


def clock_words(at: time) -> str:
    """A time as "9am", "9:30am", "midday" or "midnight"."""
    if at.minute == 0 and at.hour % _NOON == 0:
        return "midday" if at.hour else "midnight"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'am' if at.hour < _NOON else 'pm'}"
