"""Time and money as people type them. Pure. Raises ValueError with a sentence."""

import re
from decimal import Decimal

from app.workload.rules import MOST_MINUTES_A_WEEK

_HOURS = r"(?P<hours>\d{1,3}(?:[.,]\d{1,2})?)\s*h(?:ours?|rs?)?"
_MINUTES = r"(?P<minutes>\d{1,5})\s*(?:m|mins?|minutes?)?"
# 90, 90 min, 1 h, 1.5 hours, 1 h 30, 1h30m.
_TIME = re.compile(rf"(?:{_HOURS})?\s*(?:{_MINUTES})?", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)")
_MONEY = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?")
_NOT_TIME = "Write minutes, such as 90, or hours and minutes, such as 1 h 30"
_TOO_MUCH = f"That is more than {MOST_MINUTES_A_WEEK // 60} hours in one week"
_NOT_MONEY = "Write pounds, such as 18.50"


def minutes(words: str) -> int:
    """Whole minutes; nothing is 0."""
    written = words.strip()
    if not written:
        return 0
    found = _CLOCK.fullmatch(written) or _TIME.fullmatch(written)
    if found is None:
        raise ValueError(_NOT_TIME)
    hours = Decimal((found["hours"] or "0").replace(",", "."))
    total = round(hours * 60) + int(found["minutes"] or 0)
    if total > MOST_MINUTES_A_WEEK:
        raise ValueError(_TOO_MUCH)
    return total


def pence(words: str, *, most: int) -> int:
    """Pounds as pence, up to `most` pence."""
    found = _MONEY.fullmatch(words.strip())
    if found is None:
        raise ValueError(_NOT_MONEY)
    amount = int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    if amount > most:
        raise ValueError(f"That is more than £{most // 100:,}. Look at it again")
    return amount


def pounds(amount: int) -> str:
    """Pence as they stand in a field: 18.50."""
    return f"{amount // 100}.{amount % 100:02}"
