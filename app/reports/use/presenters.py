"""The words and tables of the page about use. The median comes first: a few who use it a lot move every mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.core.small_numbers import NOTHING, is_few
from app.core.templating import plural
from app.reports.charts.pictures import HIDDEN
from app.reports.distribution import Distribution
from app.reports.periods import Period
from app.reports.rates import Rate
from app.reports.use.measures import WORDS, Measure
from app.reports.use.report import Place, Use
from app.reports.use.study import STUDY

MEASURES_HEAD = ("For each relative", "Median", "Middle half", "Mean", "Standard deviation", "Range")
PARTS_HEAD = (
    "Relatives",
    "Active",
    "Logins: median (middle half)",
    "Logins: mean (SD)",
    "Minutes: median (middle half)",
    "Minutes: mean (SD)",
)


def headline(use: Use, period: Period) -> str:
    """One sentence for a board."""
    if not use.whole.relatives:
        return "No relative had an account yet on the last Sunday."
    when = _WHEN[period]
    if use.whole.active is None:
        return f"{plural(use.whole.relatives, 'relative')} had an account. How many used it {when} is not shown."
    active = Rate(use.whole.active, use.whole.relatives)
    have = "relative with an account" if active.whole == 1 else "relatives with an account"
    return f"{active.part:,} of {active.whole:,} {have} used it {when} ({active.percent}%)."


_WHEN = {Period.ALL: "at least once", Period.QUARTER: "in these 12 weeks", Period.MONTH: "in these 4 weeks"}


def middle(use: Use) -> str:
    """One sentence with the two medians that the study published, or nothing."""
    logins, minutes = (use.whole.measures[each] for each in (Measure.LOGINS, Measure.MINUTES))
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
    return [row for measure in Measure for row in _measure(measure, use.whole.measures[measure])]


def _measure(measure: Measure, found: Distribution | None) -> Iterator[list[str]]:
    yield [WORDS[measure].name, *_cells(found)]
    if measure in STUDY:
        yield [f"{WORDS[measure].name} in the IMPART study", *_cells(STUDY[measure])]


def _cells(found: Distribution | None) -> list[str]:
    if found is None:
        return [HIDDEN] * 5
    middle_half, everybody = _span(found.lower_quartile, found.upper_quartile), _span(found.low, found.high)
    return [number(found.median), middle_half, number(found.mean), number(found.deviation), everybody]


def parts(use: Use, *, total: str) -> list[list[str]]:
    """Each team or trust, and the whole under the name given."""
    return [_part(each.name, each) for each in use.parts] + [_part(total, use.whole)]


def _part(name: str, place: Place) -> list[str]:
    active = HIDDEN if place.active is None else str(Rate(place.active, place.relatives))
    cells = [cell for each in (Measure.LOGINS, Measure.MINUTES) for cell in _pair(place.measures.get(each))]
    return [name, f"{place.relatives:,}", active, *cells]


def _pair(found: Distribution | None) -> tuple[str, str]:
    if found is None:
        return HIDDEN, HIDDEN
    middle_half = "" if found.lower_quartile is None else f" ({_span(found.lower_quartile, found.upper_quartile)})"
    spread = "" if found.deviation is None else f" ({number(found.deviation)})"
    return f"{number(found.median)}{middle_half}", f"{number(found.mean)}{spread}"


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
    counts = [place.active for place in (*use.parts, use.whole)] + [week.active for week in use.weeks]
    cells = [count for each in use.modules for count in (each.viewed, each.completed)]
    fields = [field for day in use.hours for field in day]
    return None in [*counts, *cells, *fields, *use.whole.measures.values()] or not all(p.measures for p in use.parts)


def week(monday: date) -> str:
    """A week as "2 to 8 November"."""
    sunday = monday + timedelta(days=6)
    start = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%b}"
    return f"{start} to {sunday.day} {sunday:%b}"
