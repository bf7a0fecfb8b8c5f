"""The pictures of the page about use."""

from collections.abc import Mapping

from app.reports.charts.pictures import Bar, Bars, Bin, HeatMap, Histogram, Lines, Series
from app.reports.distribution import Range
from app.reports.told import Told
from app.reports.use.presenters import week
from app.reports.use.queries import HOURS
from app.reports.use.report import SPANS, Use
from app.trusts.hours.table import WEEKDAYS


def weeks(use: Use) -> Lines:
    """Relatives with an account and those who came, week by week."""
    shown = [each.active for each in use.weeks if each.active is not None]
    said = f"From {min(shown):,} to {max(shown):,} relatives came in a week" if shown else "No week can be shown"
    if shown and not max(shown):
        said = "Nobody came"
    return Lines(
        title="Active relatives by week",
        description=f"{said}; at the end {use.weeks[-1].accounts:,} had an account. Active: one visit or more in the week.",
        head=("Week", "Have an account", "Active"),
        times=tuple(week(each.monday) for each in use.weeks),
        series=(
            Series("Have an account", tuple(each.accounts for each in use.weeks)),
            Series("Active", tuple(each.active for each in use.weeks)),
        ),
    )


def visits(found: list[Range]) -> Histogram:
    """How often relatives came."""
    bins = tuple(Bin(name(each), each.people) for each in found)
    most = max(bins, key=lambda each: each.count or 0)
    said = f"The largest group, {most.count:,}, has {most.name} visits."
    return Histogram(title="How often relatives came", description=said, head=("Visits", "Relatives"), bins=bins)


def name(each: Range) -> str:
    """A column of the histogram: "0", "3 to 9", "10 or more"."""
    if each.end is None:
        return f"{each.low} or more"
    return f"{each.low}" if each.end == each.low + 1 else f"{each.low} to {each.end - 1}"


def hours(use: Use) -> HeatMap:
    """When relatives come."""
    values = tuple(tuple(hour(use, day, span) for span in range(SPANS)) for day in range(1, len(WEEKDAYS) + 1))
    fields = [(count, day, span) for day, row in enumerate(values) for span, count in enumerate(row) if count]
    most = max(fields, default=None)
    said = f"Most visits, {most[0]:,}, began on a {WEEKDAYS[most[1]]}, {spans()[most[2]]}." if most else "No visits."
    return HeatMap(
        title="When visits begin",
        description=f"{said} By the clock in London.",
        head=("Day", *spans()),
        days=WEEKDAYS,
        values=values,
    )


def hour(use: Use, day: int, span: int) -> int | None:
    """Visits that began on a weekday (1 is Monday) in a span of hours; None if that was never told."""
    told = use.hours.get(f"{day}-{span}")
    return told.value if told else None


def spans() -> list[str]:
    """The spans of hours as "midnight to 4am"."""
    return [f"{_clock(span * HOURS)} to {_clock((span + 1) * HOURS % 24)}" for span in range(SPANS)]


def _clock(hour: int) -> str:
    named = {0: "midnight", 12: "midday"}
    return named.get(hour) or (f"{hour}am" if hour < 12 else f"{hour - 12}pm")  # noqa: PLR2004 - noon


def modules(use: Use, titles: Mapping[str, str]) -> Bars:
    """Which modules are viewed and completed, most viewed first."""
    found = sorted(
        ((titles.get(each.module, each.module), _number(each.viewed), _number(each.completed)) for each in use.modules),
        key=lambda each: (-(each[1] or 0), each[0]),
    )
    is_told = any(completed is not None for _, _, completed in found)
    first = f"Most viewed: {found[0][0]}, by {found[0][1]:,}." if found and found[0][1] else ""
    return Bars(
        title="Which modules are read",
        description=f"{first} How many relatives viewed each module{', and how many completed it' if is_told else ''}.".strip(),
        head=("Module", "Viewed by", "Completed")[: 3 if is_told else 2],
        bars=tuple(Bar(name, viewed, _completed(completed) if is_told else "") for name, viewed, completed in found),
    )


def _number(told: Told[int] | None) -> int | None:
    return told.value if told else None


def _completed(count: int | None) -> str:
    return "completed not shown" if count is None else f"{count:,} completed it"
