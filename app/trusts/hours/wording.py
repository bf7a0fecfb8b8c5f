"""Hours and due times in words for people, by the clock in London."""

from datetime import date, datetime, timedelta

from app.core.london import clock_words
from app.trusts.hours import opening
from app.trusts.hours.clocks import MIDNIGHT, day_words, in_london, london_day
from app.trusts.hours.table import ServiceHours

_INSTANT = timedelta(microseconds=1)


def reading(hours: ServiceHours, *, now: datetime) -> str:
    """Whether somebody reads now: "Somebody reads today until 5pm." or "Nobody reads now. ... tomorrow at 9am."."""
    if opening.is_open(hours, at=now):
        return f"Somebody reads {until(opening.next_closing(hours, after=now), now=now)}."
    return f"Nobody reads now. Somebody reads again {when(opening.next_opening(hours, after=now), now=now)}."


def when(moment: datetime, *, now: datetime) -> str:
    """When something begins: "today at 2pm", "tomorrow at 9am", "on Monday 30 November at 9am"."""
    local = in_london(moment)
    day = _day(local.date(), now)
    # "Monday at midnight" is Sunday night to some and Monday night to others.
    at = "from midnight, when the day begins" if local.time() == MIDNIGHT else f"at {clock_words(local.time())}"
    return f"{day} {at}"


def until(moment: datetime | None, *, now: datetime) -> str:
    """How long something goes on: "today until 5pm", "until 2am tomorrow", None "at any hour"."""
    if moment is None:
        return "at any hour"
    day, at = _ends(moment)
    return f"today until {at}" if day == london_day(now) else f"until {at} {_day(day, now)}"


def by(moment: datetime, *, now: datetime) -> str:
    """When something is due: "by 5pm today", "by 11am tomorrow", "by 11am on Monday 30 November"."""
    day, at = _ends(moment)
    return f"by {at} {_day(day, now)}"


def _ends(moment: datetime) -> tuple[date, str]:
    """The day that an end belongs to, which at midnight is the one that is over, and its time."""
    local = in_london(moment).replace(second=0, microsecond=0)
    return (local - _INSTANT).date(), clock_words(local.time())


def _day(day: date, now: datetime) -> str:
    today = london_day(now)
    near = {today: "today", today + opening.DAY: "tomorrow"}
    return near.get(day, f"on {day_words(day)}")
