"""Times on the wall in London and the moments they mean, also on the two nights a year when the clocks change."""

from datetime import UTC, date, datetime, time

from app.core.london import LONDON

MIDNIGHT = time()
# Both changes happen at 1am Greenwich mean time (Summer Time Act 1972, section 1, as in force since 2002).
_CHANGE = time(1, tzinfo=UTC)


def moment(day: date, at: time) -> datetime:
    """The moment in UTC when clocks in London show a time on a day.

    A time that comes twice, in autumn, means the first of the two. A time that never comes, in spring, means the
    moment at which the clocks jump over it. So a later time never means an earlier moment.
    """
    found = datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
    if found.astimezone(LONDON).time() != at:
        return datetime.combine(day, _CHANGE)
    return found


def in_utc(at: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError without a zone.

    Python compares two moments of one zone by what the clock shows, which is an hour wrong after the clocks went back.
    """
    if at.utcoffset() is None:
        raise ValueError("A time without a zone cannot be used: it may be an hour wrong.")
    return at.astimezone(UTC)


def in_london(at: datetime) -> datetime:
    """The same moment by the clock in London. Raises ValueError without a zone."""
    return in_utc(at).astimezone(LONDON)


def london_day(at: datetime) -> date:
    """The calendar day in London at a moment. Raises ValueError without a zone."""
    return in_london(at).date()


def day_words(day: date) -> str:
    """A day as "Monday 30 November"."""
    return f"{day:%A} {day.day} {day:%B}"
