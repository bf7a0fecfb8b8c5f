"""Days as people type them."""

from contextlib import suppress
from datetime import date, datetime

_FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")
_HOW = "Write the day as 3 November 2026 or 03/11/2026"


def day(words: object) -> date | None:
    """A day, or None if nothing was typed. Raises ValueError with a sentence."""
    typed = " ".join(str(words).split())
    if not typed:
        return None
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
    raise ValueError(_HOW)


def shown(found: date | None) -> str:
    """A day as it can be typed."""
    return f"{found.day} {found:%B %Y}" if found else ""
