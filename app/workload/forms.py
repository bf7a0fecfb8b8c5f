"""The forms of hours and of costs: a box for each week and kind of work, and for each cost."""

from datetime import date

from app.core.forms import Errors, Fields
from app.workload import typed
from app.workload.presenters import WORKS
from app.workload.queries import Weeks
from app.workload.rules import MOST_MINUTES_A_WEEK, Costs, Work, may_be_logged
from app.workload.service import Logged

MOST_AN_HOUR = 500_00
MOST_A_MONTH = 1_000_000_00
MONTHLY = "monthly"
_COSTS = {work.value: name for work, (name, _about) in WORKS.items()} | {MONTHLY: "Everything else"}
_TOO_MUCH = f"With the other boxes this is more than {MOST_MINUTES_A_WEEK // 60} hours in one week"


def box(work: Work, monday: date) -> str:
    """The name of a box. It says which week, since a form can be open over midnight on Sunday."""
    return f"{work.value}-{monday.isoformat()}"


def read_hours(fields: Fields, *, today: date) -> tuple[Logged, Errors]:
    """The minutes of every box that was sent, or a sentence for each box that is wrong."""
    read: dict[tuple[date, Work], int] = {}
    errors: Errors = {}
    for name, words in fields.items():
        place = _place(name, today)
        if place:
            try:
                read[place] = typed.minutes(words)
            except ValueError as wrong:
                errors[name] = f"{WORKS[place[1]][0]}: {wrong}"
    return read, errors or _too_much(read)


def weeks_of(fields: Fields, *, today: date) -> list[date]:
    """The weeks of the boxes that were sent, the newest first."""
    places = {place for name in fields if (place := _place(name, today))}
    return sorted({monday for monday, _work in places}, reverse=True)


def filled_hours(weeks: Weeks) -> dict[str, str]:
    """The boxes as they are kept."""
    return {box(work, monday): str(minutes) for monday, kept in weeks.items() for work, minutes in kept.items()}


def read_costs(fields: Fields) -> tuple[Costs | None, Errors]:
    """The costs, or a sentence for each box that is wrong."""
    read: dict[str, int] = {}
    errors: Errors = {}
    for name, words in _COSTS.items():
        try:
            read[name] = typed.pence(fields.get(name, ""), most=MOST_A_MONTH if name == MONTHLY else MOST_AN_HOUR)
        except ValueError as wrong:
            errors[name] = f"{words}: {wrong}"
    if errors:
        return None, errors
    return Costs({work: read[work.value] for work in Work}, read[MONTHLY]), {}


def filled_costs(costs: Costs | None) -> dict[str, str]:
    """The boxes as they are kept; empty before that."""
    if costs is None:
        return {}
    amounts = {work.value: amount for work, amount in costs.hourly.items()} | {MONTHLY: costs.monthly}
    return {name: typed.pounds(amount) for name, amount in amounts.items()}


def _place(name: str, today: date) -> tuple[date, Work] | None:
    kind, _, day = name.partition("-")
    try:
        work, monday = Work(kind), date.fromisoformat(day)
    except ValueError:
        return None
    return (monday, work) if may_be_logged(monday, today=today) else None


def _too_much(read: Logged) -> Errors:
    errors: Errors = {}
    for monday in {week for week, _work in read}:
        boxes = [work for work in WORKS if read.get((monday, work))]
        if sum(read[monday, work] for work in boxes) > MOST_MINUTES_A_WEEK:
            errors[box(boxes[0], monday)] = _TOO_MUCH
    return errors
