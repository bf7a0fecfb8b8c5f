"""The words of the page on which reminders are chosen."""

from dataclasses import dataclass
from datetime import time

from app.core.london import clock_words
from app.reminders.forms import CHANNELS, FIELDS, HOURS
from app.reminders.kinds import Channel, ReminderKind

_QUESTIONS = {
    ReminderKind.FIRST_MODULE: (
        "If you have not begun to read",
        "Once, three days after you joined.",
    ),
    ReminderKind.PAUSE: (
        "If you stopped in the middle of a module",
        "Two weeks after you last read, and then not again until you have read something.",
    ),
    ReminderKind.ANSWER: (
        "If you have not read a supporter's answer",
        "Three days after the email that tells you of it. Your first page says so, too.",
    ),
    ReminderKind.CHECK_IN: (
        "If you could do a check-in again",
        "A few questions about how you are, 12 and 24 weeks after you joined. Once for each.",
    ),
}
_CHANNELS = {
    Channel.EMAIL: "Send me an email",
    Channel.SITE: "Write a line on my first page here, and send nothing",
    Channel.NONE: "Do not remind me",
}


@dataclass(frozen=True)
class Question:
    """One question with its answers."""

    name: str
    legend: str
    hint: str
    options: list[dict[str, str]]


def questions() -> list[Question]:
    """One for each kind that can be chosen."""
    return [_question(name, kind) for name, kind in FIELDS.items()]


def hours() -> list[dict[str, str]]:
    """The hours of a day, to choose from."""
    return [{"value": hour, "text": clock_words(time(int(hour)))} for hour in HOURS]


def _question(name: str, kind: ReminderKind) -> Question:
    legend, hint = _QUESTIONS[kind]
    return Question(name, legend, hint, [{"value": each.value, "text": _CHANNELS[each]} for each in CHANNELS[kind]])
