"""Service hours and London times for tests."""

from datetime import UTC, datetime, time
from itertools import repeat

from app.core.london import LONDON
from app.trusts.hours.clocks import MIDNIGHT
from app.trusts.hours.table import Days, Holidays, ServiceHours, Window

OFFICE = Window(time(9), time(17))
ALL_DAY = Window(MIDNIGHT, MIDNIGHT)


def make_hours(*days: tuple[Window, ...], holidays: Holidays | None = None) -> ServiceHours:
    """Hours of the first days of the week, closed on the others; without any, Monday to Friday from 9am to 5pm."""
    return ServiceHours(week(*days) if days else week(*repeat((OFFICE,), 5)), holidays or Holidays())


def always_open() -> ServiceHours:
    """All day and all night, on holidays too."""
    return make_hours(*repeat((ALL_DAY,), 7))


def week(*days: tuple[Window, ...]) -> Days:
    """Seven days, of which the last ones are closed."""
    return (*days, *repeat((), 7 - len(days)))


def window(words: str) -> Window:
    """Such as "09:00-17:00"."""
    opens, closes = words.split("-")
    return Window(time.fromisoformat(opens), time.fromisoformat(closes))


def windows(*words: str) -> tuple[Window, ...]:
    """Several on one day."""
    return tuple(map(window, words))


def london(words: str, *, fold: int = 0) -> datetime:
    """The moment of a time in London, such as "2026-11-27 16:30"; with fold 1 the second one that looks so."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)
