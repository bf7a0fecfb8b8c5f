"""The words for work and for time."""

from dataclasses import dataclass
from datetime import date

from app.core.london import monday
from app.workload.queries import Weeks
from app.workload.rules import WEEK, Work

# Its name and what belongs to it.
WORKS: dict[Work, tuple[str, str]] = {
    Work.SUPPORTING: ("Supporting relatives", "Messages, telephone calls, reading up, your supervision."),
    Work.MODERATING: ("Looking after the forum", "Reading posts, answering reports, flags."),
    Work.INVITING: ("Inviting relatives", "Telling people about it, invitations, lists, posters."),
    Work.RUNNING: ("Running it", "The staff course, accounts, reports, meetings about it."),
}


@dataclass(frozen=True)
class Week:
    """One week as it is logged: when, the sum, and each kind that has any."""

    monday: date
    days: str
    total: str
    parts: tuple[str, ...]


def in_words(minutes: int) -> str:
    """Minutes as people say them: 45 min, 2 h, 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours:,} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def week_name(week: date, *, today: date) -> str:
    """This week, last week, or the week from a day on."""
    names = {monday(today): "This week", monday(today) - WEEK: "Last week"}
    return names.get(week, "The week")


def days_of(week: date) -> str:
    """From Monday to Sunday in words, such as "28 September to 4 October 2026"."""
    sunday = week + WEEK - WEEK / 7
    year = "" if week.year == sunday.year else f" {week.year}"
    first = f"{week.day}" if week.month == sunday.month else f"{week.day} {week:%B}{year}"
    return f"{first} to {sunday.day} {sunday:%B %Y}"


def lines(weeks: Weeks) -> list[Week]:
    """Every week with anything in it, as kept."""
    return [
        Week(
            week,
            days_of(week),
            in_words(sum(kept.values())),
            tuple(f"{name}: {in_words(kept[work])}" for work, (name, _about) in WORKS.items() if work in kept),
        )
        for week, kept in weeks.items()
    ]
