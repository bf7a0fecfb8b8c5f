"""The form: a number for each team, and the day on which they were counted. A team may be left out."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from app.carers import typed
from app.carers.caseloads.rules import MOST, Counted
from app.core.forms import Errors, Fields

_TOO_LONG_AGO = "That is more than 5 years ago. Count again, and write the day of the new count"


def field(team_id: UUID) -> str:
    """The name of a team's field."""
    return f"people-{team_id}"


def read(fields: Fields, *, team_ids: Iterable[UUID], today: date) -> tuple[Counted | None, Errors]:
    """The numbers, or a sentence for each field that is wrong."""
    written = {each: words for each in team_ids if (words := "".join(fields.get(field(each), "").split()))}
    errors = {field(each): wrong for each, words in written.items() if (wrong := _wrong(words))}
    try:
        on = typed.day(fields.get("on", ""), today=today, too_long_ago=_TOO_LONG_AGO)
    except ValueError as wrong_day:
        return None, {**errors, "on": str(wrong_day)}
    if not written:
        errors["form"] = "Write the number of at least one team"
    return (None, errors) if errors else (Counted(on, {each: _number(words) for each, words in written.items()}), {})


def _wrong(words: str) -> str:
    digits = words.replace(",", "")
    if not (digits.isascii() and digits.isdecimal()):
        return "Write a whole number, such as 140"
    return f"Write {MOST:,} or fewer" if len(digits) > len(str(MOST)) or int(digits) > MOST else ""


def _number(words: str) -> int:
    return int(words.replace(",", ""))
