"""What supporters type: an answer and when it leaves, and what they do with a conversation."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.core.london import clock_words, midnight
from app.messages.rules.conversations import MOST_NOTE, MOST_TEXT
from app.messages.rules.replies import LATEST, MOST_ADVICE
from app.risk.rules import Urgency
from app.trusts.hours import opening, typed
from app.trusts.hours.clocks import in_london, london_day, moment
from app.trusts.hours.table import ServiceHours

MINUTES = ("5", "10", "15", "20", "30", "45", "60")
URGENCIES = (Urgency.LOOK_NOW, Urgency.LOOK_TODAY)
MOST_TOLD = 2000
MOST_TITLE = 80
_MINUTES = {each: each for each in MINUTES}


def _id_or_new(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        return uuid4()


def _number(value: object) -> int:
    words = str(value)
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0  # noqa: PLR2004 - fits a column


def _colleague(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise ValueError("Choose a colleague") from None


def _maybe_minutes(value: object) -> int:
    return int(str(value)) if str(value) in _MINUTES else 0


Once = Annotated[UUID, BeforeValidator(_id_or_new)]
Number = Annotated[int, BeforeValidator(_number)]


class AnswerForm(BaseModel):
    """An answer. `seen` is the newest message on the page that it was written on; no minutes are 0."""

    text: Annotated[str, forms.text(missing="Write your answer first", most=MOST_TEXT)]
    once: Once
    seen: Number
    minutes: Annotated[int, BeforeValidator(_maybe_minutes)]


class HandOverForm(BaseModel):
    """Which colleague looks after it, and what they should know."""

    to: Annotated[UUID, BeforeValidator(_colleague)]
    hand_over_words: Annotated[str, forms.text(missing="", most=MOST_NOTE, optional=True)]


class NoteForm(BaseModel):
    """A note for colleagues."""

    note_words: Annotated[str, forms.text(missing="Write your note", most=MOST_NOTE)]
    once: Once


class MinutesForm(BaseModel):
    """Time given to a conversation without an answer."""

    spent: Annotated[str, forms.choice(_MINUTES, missing="Choose how long")]
    once: Once


class FlagForm(BaseModel):
    """A worry about a message."""

    urgency: Annotated[
        Urgency, forms.choice({each: each for each in URGENCIES}, missing="Choose how soon somebody must look")
    ]
    words: Annotated[str, forms.text(missing="Write what worries you", most=MOST_TOLD)]


class AdviceForm(BaseModel):
    """What a second reader says to the writer."""

    advice: Annotated[str, forms.text(missing="Write what should change, and what is good", most=MOST_ADVICE)]


class CannedForm(BaseModel):
    """Words to keep at hand."""

    title: Annotated[str, forms.line(missing="Give it a title, so that colleagues find it", most=MOST_TITLE)]
    text: Annotated[str, forms.text(missing="Write the words", most=MOST_TEXT)]


def version_of(fields: Fields) -> int:
    """What the page was made from."""
    return _number(fields.get("version", ""))


def seen_of(fields: Fields) -> int:
    """The newest message that stood on the page; 0 from a form that does not say."""
    return _number(fields.get("seen", ""))


def snooze_day(fields: Fields, *, today: date) -> tuple[date | None, Errors]:
    """The day on which it comes back, or a sentence."""
    day, errors = _day(fields.get("snooze_until", ""), "snooze_until")
    if day and day <= today:
        return None, {"snooze_until": "Choose a day after today"}
    return day, errors


def first_offered(hours: ServiceHours, *, now: datetime) -> dict[str, str]:
    """When an answer could leave later, to begin with: when the next working day begins."""
    local = in_london(opening.next_opening(hours, after=midnight(london_day(now) + opening.DAY)))
    return {"send_day": local.date().isoformat(), "send_time": clock_words(local.time())}


def send_at(fields: Fields, *, now: datetime) -> tuple[datetime | None, Errors]:
    """When an answer is to leave, by the clock in London, or sentences."""
    day, errors = _day(fields.get("send_day", ""), "send_day")
    at, wrong_time = _time(fields.get("send_time", ""))
    errors |= wrong_time
    if day is None or at is None or errors:
        return None, errors
    found = moment(day, at)
    if found <= now:
        return None, {"send_day": "Choose a time that is still to come"}
    if found > now + LATEST:
        return None, {"send_day": f"Choose a time within {LATEST.days} days: a relative should not wait longer"}
    return found, {}


def _day(words: str, field: str) -> tuple[date | None, Errors]:
    if not words.strip():
        return None, {field: "Choose a day"}
    try:
        return next(iter(typed.days(words))), {}
    except (ValueError, StopIteration):
        return None, {field: "Write the day like 24 November 2026"}


def _time(words: str) -> tuple[time | None, Errors]:
    if not words.strip():
        return None, {"send_time": "Choose a time"}
    try:
        return typed.clock_time(words), {}
    except ValueError as error:
        return None, {"send_time": str(error)}
