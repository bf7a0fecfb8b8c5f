"""Service hours as they are typed: a line for each weekday, bank holidays, and the trust's own days off. Pure."""

from collections.abc import Iterator
from datetime import date

from app.core.forms import Errors, Fields
from app.trusts.hours import opening, typed
from app.trusts.hours.bank_holidays import DIVISIONS, Division
from app.trusts.hours.table import WEEKDAYS, Holidays, ServiceHours, Window, mistakes, wrong

DAY_FIELDS = tuple(day.lower() for day in WEEKDAYS)
OPEN_ON_HOLIDAYS = "open"
MOST_CLOSED = 100
OtherDays = tuple[tuple[date, tuple[Window, ...]], ...]
_MOST_TYPED = 200  # characters of a day's hours


def read_hours(fields: Fields) -> tuple[ServiceHours | None, Errors]:
    """The hours, or a sentence for each field that is wrong."""
    errors: Errors = {}
    days = tuple(_windows(fields, name, errors) for name in DAY_FIELDS)
    division, closed, other = _division(fields, errors), _closed(fields, errors), _other(fields, errors)
    if not errors:
        errors |= {DAY_FIELDS[each.weekday or 0]: each.sentence for each in mistakes(days)}
        errors |= {"other": sentence} if (sentence := next(_contradictions(closed, other), "")) else {}
    if errors:
        return None, errors
    hours = ServiceHours(days, Holidays(division, closed, other))
    shut = opening.shut_too_long(hours)
    return (None, {"closed": shut}) if shut else (hours, {})


def typed_hours(hours: ServiceHours) -> dict[str, str]:
    """The form of hours as they are."""
    days = {name: typed.window_words(windows) for name, windows in zip(DAY_FIELDS, hours.days, strict=True)}
    holidays = hours.holidays
    return (
        days
        | {"division": holidays.division or OPEN_ON_HOLIDAYS, "closed": typed.day_words(holidays.closed)}
        | {"other": typed.other_day_words(holidays.other)}
    )


def _windows(fields: Fields, name: str, errors: Errors) -> tuple[Window, ...]:
    try:
        return typed.windows(fields.get(name, "")[:_MOST_TYPED])
    except ValueError as error:
        errors[name] = f"{name.title()}: {error}"
        return ()


def _division(fields: Fields, errors: Errors) -> Division | None:
    chosen = fields.get("division", "")
    found = next((each for each in DIVISIONS if each == chosen), None)
    if found is None and chosen != OPEN_ON_HOLIDAYS:
        errors["division"] = "Choose what you do on bank holidays"
    return found


def _other(fields: Fields, errors: Errors) -> OtherDays:
    try:
        days = typed.other_days(fields.get("other", ""))
    except ValueError as error:
        errors["other"] = str(error)
        return ()
    if len(days) > MOST_CLOSED:
        errors["other"] = f"Enter {MOST_CLOSED} days or fewer"
    return days


def _contradictions(closed: frozenset[date], other: OtherDays) -> Iterator[str]:
    for day, windows in other:
        name = typed.day_words(frozenset({day}))
        if day in closed:
            yield f"{name} is one of your days off, too. Take it out of one of the two"
        yield from (f"{name}: {sentence}" for sentence in wrong(windows))


def _closed(fields: Fields, errors: Errors) -> frozenset[date]:
    try:
        days = typed.days(fields.get("closed", ""))
    except ValueError as error:
        errors["closed"] = str(error)
        return frozenset()
    if len(days) > MOST_CLOSED:
        errors["closed"] = f"Enter {MOST_CLOSED} days or fewer"
    return days
