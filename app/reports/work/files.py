"""The files about work and cost, and their rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.core.spreadsheets import Cell
from app.reports.charts.pictures import Lines, Value
from app.reports.files.data_file import Column, DataFile
from app.reports.periods import Period
from app.reports.work.cost import Cost
from app.reports.work.presenters import Weekly
from app.reports.work.reading import Looked
from app.workload.presenters import WORKS
from app.workload.typed import pounds

_WEEK = Column("week_from", "Monday of the week, in London", "date")
_MINUTES = {
    work: Column(f"{work.value}_minutes", f"{name}: what all staff wrote down", "minutes")
    for work, (name, _) in WORKS.items()
}
HOURS = DataFile(
    "work-hours",
    "Hours that staff wrote down, week by week and by kind of work, added up for the trust.",
    (_WEEK, *_MINUTES.values()),
)
MESSAGES = DataFile(
    "work-messages",
    "Messages week by week. A number is empty where it is of fewer than 5, or of fewer than 5 relatives.",
    (
        _WEEK,
        Column("conversations_begun", "Conversations that relatives began", "conversations"),
        Column("messages_of_relatives", "Messages that relatives wrote", "messages"),
        Column("answers", "Answers of supporters", "messages"),
    ),
)
LOOKED = DataFile(
    "work-looked",
    "How soon messages were answered, posts looked at and flags taken, in the time that was chosen.",
    (
        Column("what", "Kind of work", "text"),
        Column("weeks", "How long the time is that was chosen", "weeks"),
        Column(
            "number",
            "How many there were; of messages, answered in the time or waiting beyond the promise",
            "count, or words",
        ),
        Column("in_time", "How many of them were answered or looked at in time", "share, or words"),
        Column(
            "working_hours",
            "Working hours until then: median, and in brackets the quartiles (type 7)",
            "hours, or words",
        ),
    ),
)
COST = DataFile(
    "cost",
    "What looking after the relatives cost, with everything that it is made of, for each time.",
    (
        Column("period", "“4-weeks” or “12-weeks” (full weeks), or “all”", "word"),
        Column("from", "First day that counts", "date"),
        Column("to", "Last day that counts", "date"),
        *_MINUTES.values(),
        *(Column(f"{work.value}_hourly", f"{name}: what an hour costs", "pounds") for work, (name, _) in WORKS.items()),
        Column("months", "How many months the time has", "months"),
        Column("monthly", "What is paid each month besides", "pounds"),
        Column("total", "Hours and everything else together", "pounds"),
        Column(
            "active_relatives", "Relatives who ever visited, of all time only; empty where it is not shown", "people"
        ),
        Column("per_active_relative", "total ÷ active_relatives; empty without these or without hours", "pounds"),
        Column("accounts", "Relatives with an account on the last Sunday", "people"),
        Column("per_account", "total ÷ accounts; empty without these or without hours", "pounds"),
        Column("people_who_logged", "How many members of staff wrote down hours", "people"),
        Column("weeks_logged", "In how many weeks anybody did", "weeks"),
        Column("weeks", "How many weeks the time touches", "weeks"),
    ),
)


def hours_rows(weeks: Sequence[date], logged: Weekly) -> list[list[Cell]]:
    """One row a week."""
    return [[f"{week}", *(logged.get((week, work), 0) for work in WORKS)] for week in weeks]


def messages_rows(weeks: Sequence[date], picture: Lines) -> list[list[Cell]]:
    """One row a week: what the picture shows."""
    return [[f"{week}", *(_cell(each.values[place]) for each in picture.series)] for place, week in enumerate(weeks)]


def looked_rows(looked: Sequence[Looked], *, weeks: str) -> list[list[Cell]]:
    """One row for each kind of work."""
    return [[each.what, weeks, each.number, each.in_time, each.hours] for each in looked]


def cost_rows(costs: Mapping[Period, Cost]) -> list[list[Cell]]:
    """One row a time, the shortest first."""
    return [
        [
            period.value,
            f"{each.span.first}",
            f"{each.span.last}",
            *(each.hours.minutes.get(work, 0) for work in WORKS),
            *(pounds(each.costs.hourly[work]) for work in WORKS),
            f"{each.months}",
            pounds(each.costs.monthly),
            pounds(each.total),
            each.active,
            _pounds(each.per_active),
            each.accounts,
            _pounds(each.per_account),
            each.hours.people,
            each.hours.weeks,
            each.weeks,
        ]
        for period, each in costs.items()
    ]


def _pounds(pence: int | None) -> str:
    return "" if pence is None else pounds(pence)


def _cell(value: Value) -> Cell:
    return "" if value is None else value
