"""What the directory decides without a database: its closed words, what a number dials, what has run out."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal

Nation = Literal["england", "scotland", "wales", "northern-ireland"]
NATIONS: dict[Nation, str] = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}
Need = Literal[
    "talk",
    "carers",
    "psychosis",
    "bipolar",
    "meeting-others",
    "young-people",
    "suicide",
    "domestic-abuse",
    "missing",
    "drugs-and-alcohol",
    "money",
    "rights",
    "housing",
    "work",
    "faith-and-culture",
]
NEEDS: dict[Need, str] = {
    "talk": "Somebody to talk to",
    "carers": "Help for carers",
    "psychosis": "Psychosis and voices",
    "bipolar": "Bipolar",
    "meeting-others": "Meeting others in the same place",
    "young-people": "Children and young carers",
    "suicide": "Suicide and bereavement",
    "domestic-abuse": "Abuse or violence at home",
    "missing": "Somebody is missing",
    "drugs-and-alcohol": "Drugs, alcohol and gambling",
    "money": "Money, debt and benefits",
    "rights": "Rights, law and complaints",
    "housing": "Housing",
    "work": "Work",
    "faith-and-culture": "Faith, culture and languages",
}
ReachedBy = Literal["phone", "text"]

_ADDRESS = re.compile(r"https://(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.ASCII | re.IGNORECASE)


def web_address(words: str) -> str:
    """An address that begins with https://, which may be left out. Raises ValueError with a sentence."""
    address = words if "://" in words else f"https://{words}"
    if not _ADDRESS.fullmatch(address):
        raise ValueError("Enter a web address that begins with https://, such as https://www.example.org")
    return address


def dial(number: str, reached_by: ReachedBy = "phone") -> str:
    """What a press on the number does."""
    digits = "".join(sign for sign in number if sign in "+0123456789")
    return f"{'sms' if reached_by == 'text' else 'tel'}:{digits}"


def has_expired(expires: date | None, *, today: date) -> bool:
    """Whether the last day on which a number may be shown is over."""
    return expires is not None and expires < today


def look(*, website: str, source: str) -> str:
    """What stands in place of a number that has expired."""
    where = host(website) or source
    known = f" You can find it at {where}." if where else " Ask your team for it."
    return f"We have not been able to check this number.{known}"


def host(website: str) -> str:
    """A website's name without what nobody says aloud; nothing for nothing."""
    found = _ADDRESS.fullmatch(website)
    return found[1] if found else ""


def where(nations: tuple[Nation, ...]) -> str:
    """The nations in words; empty for none."""
    if len(nations) == len(NATIONS):
        return "Everywhere in the UK"
    *most, last = [NATIONS[each] for each in nations] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def in_months(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def checked_again(*, checked_on: date, next_check: date, expires: date | None, today: date) -> tuple[date, date | None]:
    """The next check and the last day of a number that is right today: as far off as they were before."""
    passed = today - checked_on
    return next_check + passed, expires + passed if expires else None
