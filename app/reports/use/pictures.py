"""The pictures of the page about use."""

from collections.abc import Mapping

from app.reports.charts.pictures import Bar, Bars, Bin, HeatMap, Histogram, Lines, Series
from app.reports.distribution import Range
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


def visits(use: Use) -> Histogram:
    """How often relatives came."""
    return _histogram("How often relatives came", "Visits", use.visits, unit=1, thing="visit")


def minutes(use: Use) -> Histogram:
    """How long they were there in all."""
    return _histogram("How long relatives were there", "Minutes", use.minutes, unit=60, thing="minute")


def _histogram(title: str, head: str, found: list[Range], *, unit: int, thing: str) -> Histogram:
    names = [name(each, unit) for each in found]
    most = max(range(len(found)), key=lambda place: found[place].people, default=None)
    said = "" if most is None else f"The largest group, {found[most].people:,}, has {names[most]} {thing}s."
    bins = tuple(Bin(each, one.people) for each, one in zip(names, found, strict=True))
    return Histogram(title=title, description=said, head=(head, "Relatives"), bins=bins)


def name(each: Range, unit: int) -> str:
    """A column of the histogram: "0", "5 to 9", "under 10", "30 or more"."""
    low = each.low // unit
    if each.end is None:
        return f"{low} or more"
    if each.low % unit:  # from one second on
        return f"over 0, under {each.end // unit}"
    end = each.end // unit
    if each.end == 1:
        return "0"
    if unit > 1:
        return f"{low}, under {end}"
    return f"{low}" if end == low + 1 else f"{low} to {end - 1}"


def hours(use: Use) -> HeatMap:
    """When relatives come."""
    fields = [(count, day, span) for day, row in enumerate(use.hours) for span, count in enumerate(row) if count]
    most = max(fields, default=None)
    said = f"Most visits, {most[0]:,}, began on a {WEEKDAYS[most[1]]}, {spans()[most[2]]}." if most else "No visits."
    return HeatMap(
        title="When visits begin",
        description=f"{said} By the clock in London.",
        head=("Day", *spans()),
        days=WEEKDAYS,
        values=use.hours,
    )


def spans() -> list[str]:
    """The spans of hours as "midnight to 4am"."""
    return [f"{_clock(span * HOURS)} to {_clock((span + 1) * HOURS % 24)}" for span in range(SPANS)]


def _clock(hour: int) -> str:
    named = {0: "midnight", 12: "midday"}
    return named.get(hour) or (f"{hour}am" if hour < 12 else f"{hour - 12}pm")  # noqa: PLR2004 - noon


def modules(use: Use, titles: Mapping[str, str]) -> Bars:
    """Which modules are viewed and completed, most viewed first."""
    found = sorted(use.modules, key=lambda each: (-(each.viewed or 0), titles.get(each.module, each.module)))
    shown = [each for each in found if each.viewed]
    is_told = any(each.completed is not None for each in found)
    first = f"Most viewed: {titles.get(shown[0].module, shown[0].module)}, by {shown[0].viewed:,}." if shown else ""
    return Bars(
        title="Which modules are read",
        description=f"{first} How many relatives viewed each module{', and how many completed it' if is_told else ''}.".strip(),
        head=("Module", "Viewed by", "Completed")[: 3 if is_told else 2],
        bars=tuple(
            Bar(titles.get(each.module, each.module), each.viewed, _completed(each.completed) if is_told else "")
            for each in found
        ),
    )


def _completed(count: int | None) -> str:
    return "completed not shown" if count is None else f"{count:,} completed it"
