"""The words and tables of the page about use. The median comes first: a few who use it a lot move every mean."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from app.core.small_numbers import NOTHING, is_few
from app.core.templating import long_date, plural
from app.reports.charts.pictures import HIDDEN
from app.reports.distribution import Distribution
from app.reports.rates import Rate
from app.reports.told import Told
from app.reports.use.measures import OF_PARTS, WORDS, Measure
from app.reports.use.report import Place, Use
from app.reports.use.study import STUDY

MEASURES_HEAD = ("For each relative", "Median", "Middle half", "Mean", "Standard deviation", "Range", "Up to")
PARTS_HEAD = ("Relatives", "Logins: median (middle half)", "Minutes: median (middle half)", "Up to")


def headline(use: Use) -> str:
    """One sentence for a board."""
    if not use.whole.relatives:
        return "No relative had an account yet on the last Sunday."
    told = use.active
    if told is None or told.of is None:
        return f"{plural(use.whole.relatives, 'relative')} had an account. How many used it at least once is not shown."
    active = Rate(told.value, told.of)
    have = "relative with an account" if active.whole == 1 else "relatives with an account"
    when = "" if told.to == use.last else f" up to {long_date(told.to)}"
    return f"{active.part:,} of {active.whole:,} {have} used it at least once{when} ({active.percent}%)."


def middle(use: Use) -> str:
    """One sentence with the two medians that the study published, or nothing."""
    logins, minutes = (_value(use.whole.measures.get(each)) for each in (Measure.LOGINS, Measure.MINUTES))
    if not logins or not minutes or logins.median is None or minutes.median is None:
        return ""
    if not logins.median:
        return "Half of all relatives or more did not sign in. In the IMPART study half signed in 2 times or more."
    return (
        f"Half of all relatives signed in {_times(logins.median)} or more and spent {number(round(minutes.median, 1))} minutes"
        " or more. In the IMPART study that was 2 times and 20.1 minutes, over 18 months."
    )


def _times(value: float) -> str:
    return f"{number(value)} time{'' if value == 1 else 's'}"


def measures(use: Use) -> list[list[str]]:
    """Each measure of the whole, and below it the study's where there is one."""
    return [row for measure in Measure for row in _measure(measure, use.whole.measures.get(measure))]


def _measure(measure: Measure, told: Told[Distribution] | None) -> Iterator[list[str]]:
    yield [WORDS[measure].name, *_cells(_value(told)), _day(told)]
    if measure in STUDY:
        yield [f"{WORDS[measure].name} in the IMPART study", *_cells(STUDY[measure]), NOTHING]


def _value(told: Told[Distribution] | None) -> Distribution | None:
    return told.value if told else None


def _day(told: Told[Any] | None) -> str:
    return f"{told.to.day} {told.to:%b %Y}" if told else NOTHING


def _cells(found: Distribution | None) -> list[str]:
    if found is None:
        return [HIDDEN] * 5
    middle_half, everybody = _span(found.lower_quartile, found.upper_quartile), _span(found.low, found.high)
    return [number(found.median), middle_half, number(found.mean), number(found.deviation), everybody]


def parts(use: Use, *, total: str) -> list[list[str]]:
    """Each team or trust, and the whole under the name given."""
    return [_part(each.name, each) for each in use.parts] + [_part(total, use.whole)]


def _part(name: str, place: Place) -> list[str]:
    cells = [_median(_value(place.measures.get(each))) for each in OF_PARTS]
    days = sorted({told.to for each in OF_PARTS if (told := place.measures.get(each))})
    up_to = " to ".join(f"{day.day} {day:%b %Y}" for day in (days if len(days) < 2 else (days[0], days[-1])))  # noqa: PLR2004
    return [name, f"{place.relatives:,}", *cells, up_to or NOTHING]


def _median(found: Distribution | None) -> str:
    if found is None:
        return HIDDEN
    middle_half = "" if found.lower_quartile is None else f" ({_span(found.lower_quartile, found.upper_quartile)})"
    return f"{number(found.median)}{middle_half}"


def number(value: float | None) -> str:
    """To two decimals at most; a dash for what is made of too few people."""
    return NOTHING if value is None else f"{round(value, 2):,.10g}"


def _span(low: float | None, high: float | None) -> str:
    return NOTHING if low is None else f"{number(low)} to {number(high)}"


def is_tiny(use: Use) -> bool:
    """Whether so few have an account that every number would be about few."""
    return is_few(use.whole.relatives)


def hides(use: Use) -> bool:
    """Whether the page must say what "not shown" means."""
    told = [use.active, *(each.viewed for each in use.modules), *(each.completed for each in use.modules)]
    every = [*told, *(each.active for each in use.weeks), *(use.whole.measures.get(each) for each in Measure)]
    return None in every or not all(place.measures for place in use.parts)


def week(monday: date) -> str:
    """A week as "2 to 8 November"."""
    sunday = monday + timedelta(days=6)
    start = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%b}"
    return f"{start} to {sunday.day} {sunday:%b}"
