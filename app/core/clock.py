"""The only place that reads the time."""

from datetime import UTC, date, datetime

from app.core.london import LONDON

__all__ = ["UTC", "london_day", "now"]


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The calendar day in London at an aware moment."""
    return moment.astimezone(LONDON).date()
