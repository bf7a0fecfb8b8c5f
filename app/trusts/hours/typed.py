"""Hours and days as people type them, such as "9am to 12:30pm and 1pm to 5pm", and as they are shown to be changed."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from app.trusts.hours.table import Window

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?")
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\n)\s*")
_TO = re.compile(r"\s*(?:-|–|\bto\b|\buntil\b)\s*")
_WORDS = {"midnight": time(), "midday": time(12), "noon": time(12), "24:00": time()}
_DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
_NOON = 12
_ENDS = 2


def windows(words: str) -> tuple[Window, ...]:
    """What is open on one day; nothing typed means closed. Raises ValueError with a sentence."""
    parts = [part for part in _SPLIT.split(words.strip().lower()) if part]
    return tuple(_window(part) for part in parts if part != "closed")


def days(words: str) -> frozenset[date]:
    """Days, one on each line. Raises ValueError with a sentence."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return frozenset(_day(line) for line in lines if line)


def other_days(words: str) -> tuple[tuple[date, tuple[Window, ...]], ...]:
    """Single days with their hours, one on each line, in order. Raises ValueError with a sentence."""
    found = [_other_day(" ".join(line.split())) for line in words.splitlines() if line.strip()]
    twice = [day for day, _windows in found if [each for each, _same in found].count(day) > 1]
    if twice:
        raise ValueError(f"{day_words(frozenset(twice[:1]))} stands there twice. Put all its hours on one line")
    return tuple(sorted(found))


def other_day_words(found: Sequence[tuple[date, Sequence[Window]]]) -> str:
    """Such days as they can be typed again, in order."""
    return "\n".join(f"{day_words(frozenset({day}))}: {window_words(windows_)}" for day, windows_ in sorted(found))


def window_words(found: Sequence[Window]) -> str:
    """The windows of a day as they can be typed again."""
    return " and ".join(map(str, sorted(found)))


def day_words(found: frozenset[date]) -> str:
    """Days as they can be typed again, in order."""
    return "\n".join(f"{day.day} {day:%B %Y}" for day in sorted(found))


def clock_time(words: str) -> time:
    """Such as "9am", "17:30", "midday". Raises ValueError with a sentence."""
    typed = words.strip().lower()
    if typed in _WORDS:
        return _WORDS[typed]
    found = _TIME.fullmatch(typed)
    if found is None:
        raise ValueError(_not_a_time(words))
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _NOON:
        raise ValueError(_not_a_time(words))
    try:
        return time(hour % _NOON + (_NOON if half == "pm" else 0) if half else hour, minute)
    except ValueError:
        raise ValueError(_not_a_time(words)) from None


def _not_a_time(words: str) -> str:
    return f"“{words.strip()}” is not a time. Write it like 9am, 9:30am or 17:30"


def _window(words: str) -> Window:
    ends = _TO.split(words)
    if len(ends) != _ENDS or not all(ends):
        raise ValueError(f"“{words}” is not from a time to a time. Write it like 9am to 5pm")
    opens, closes = map(clock_time, ends)
    return Window(opens, closes)


def _other_day(line: str) -> tuple[date, tuple[Window, ...]]:
    day, _colon, hours = line.partition(":")
    found = windows(hours)
    if not found:
        raise ValueError(f"“{line}” has no hours. Write it like 24 December 2026: 9am to midday")
    return _day(day.strip()), found


def _day(words: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"“{words}” is not a day. Write it like 24 December 2026, one on each line")
