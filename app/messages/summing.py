"""The figures of messages. Pure. Medians with quartiles, and no number made of fewer than five."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.small_numbers import FEWEST, HIDDEN, Share, Spread, count, share, tells_of_few
from app.messages.queries.figures import Spell, Week
from app.messages.rules import promise
from app.messages.rules.promise import Promise
from app.trusts.hours import working
from app.trusts.hours.table import ServiceHours

_HOUR = timedelta(hours=1)
Line = tuple[str, str, str, str]


@dataclass(frozen=True)
class Sums:
    """What is said of a time."""

    weeks: tuple[Week, ...]
    until_answer: Spread  # working hours
    in_time: Share
    waiting: int
    late: int
    minutes: Spread  # for each conversation
    minutes_noted: int

    def week_cells(self) -> list[list[str]]:
        """One row a week, the newest first."""
        return [[f"{each.monday.day} {each.monday:%B %Y}", *_counts(each)] for each in reversed(self.weeks)]

    def cells(self) -> list[list[str]]:
        """One row a figure."""
        minutes = self.minutes.values
        return [
            ["Working hours until the answer", str(self.until_answer)],
            ["Answered within the promise", share(self.in_time.part, self.in_time.whole)],
            ["Waiting for an answer now", count(self.waiting)],
            ["Of these longer than promised", count(self.late)],
            ["Minutes that supporters noted", count(self.minutes_noted, people=len(minutes))],
            ["Minutes a conversation", str(self.minutes) if minutes else "0"],
        ]

    def lines(self, *, start: str, end: str) -> list[Line]:
        """The file: a figure, from which day to which, and its value; empty if there is nothing to say."""
        weekly = [
            (name, f"{week.monday}", f"{week.monday + timedelta(days=6)}", value)
            for week in self.weeks
            for name, value in zip(WEEKLY, _counts(week), strict=True)
        ]
        noted = count(self.minutes_noted, people=len(self.minutes.values))
        now = (count(self.waiting), count(self.late))
        values = (*_quartiles(self.until_answer), *_parts(self.in_time), *now, noted, *_quartiles(self.minutes))
        return [*weekly, *((name, start, end, value) for name, value in zip(WHOLE, values, strict=True))]


# The names in the file; docs/figures.md explains each, and a test reads it.
WEEKLY = ("conversations_begun", "messages_of_relatives", "answers")
WHOLE = (
    "answer_hours_lower_quartile",
    "answer_hours_median",
    "answer_hours_upper_quartile",
    "answered_within_promise",
    "answered_or_overdue",
    "waiting_now",
    "waiting_beyond_promise",
    "minutes_noted",
    "conversation_minutes_lower_quartile",
    "conversation_minutes_median",
    "conversation_minutes_upper_quartile",
)


def until_answer(spells: Sequence[Spell], hours: ServiceHours) -> Spread:
    """The working hours from a relative's first message without an answer to the answer."""
    return Spread(
        tuple(
            working.working_between(hours, start=each.asked_at, end=each.answered_at) / _HOUR
            for each in spells
            if each.answered_at
        )
    )


def in_time(spells: Sequence[Spell], hours: ServiceHours, promised: Promise, *, now: datetime) -> Share:
    """How many had their answer within the promise that holds today. Who waits counts once it is broken."""
    answered = [(each.asked_at, each.answered_at) for each in spells if each.answered_at]
    late = sum(each.answered_at is None and each.due_at is not None and each.due_at <= now for each in spells)
    kept = sum(until <= promise.due_at(promised, hours, at=asked) for asked, until in answered)
    return Share(kept, len(answered) + late)


def _counts(week: Week) -> tuple[str, str, str]:
    return (
        count(week.begun, people=week.beginners),
        count(week.messages, people=week.writers),
        count(week.answers, people=week.answered),
    )


def _quartiles(spread: Spread) -> tuple[str, str, str]:
    if len(spread.values) < FEWEST:
        return (HIDDEN if spread.values else "",) * 3
    low, middle, high = spread.quartiles
    return f"{low:.1f}", f"{middle:.1f}", f"{high:.1f}"


def _parts(found: Share) -> tuple[str, str]:
    if found.whole < FEWEST:
        return (HIDDEN if found.whole else "",) * 2
    small = tells_of_few(found.part, of=found.whole)
    return ("hidden" if small else str(found.part)), str(found.whole)
