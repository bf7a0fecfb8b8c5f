"""The kinds of picture. Pure: what a picture shows, and the same as a table. None is a number that is not shown."""

from dataclasses import dataclass
from typing import Protocol

from app.reports.charts import bars, heat_map, histogram, lines
from app.reports.charts.drawing import Drawing

HIDDEN = "not shown"
Value = int | float | None
Rows = list[list[str]]


class Picture(Protocol):
    """What the macro `picture` of reports/charts.html can draw."""

    @property
    def kind(self) -> str:
        """What sort of picture it is."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def description(self) -> str:
        """One or two sentences that say what the picture says, for those who do not see it."""

    @property
    def head(self) -> tuple[str, ...]:
        """The names of the columns of its table."""

    def rows(self) -> Rows:
        """The facts of the picture as the rows of a table under `head`."""

    def drawing(self) -> Drawing:
        """Where everything stands in the picture."""


def written(value: Value) -> str:
    """A number as people write it, or that it is not shown."""
    if value is None:
        return HIDDEN
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


@dataclass(frozen=True)
class Bar:
    """One bar; `note` stands beside its number, such as "40 fewer"."""

    name: str
    value: Value
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Amounts side by side, in the order given; the funnel too."""

    title: str
    description: str
    head: tuple[str, ...]
    bars: tuple[Bar, ...]
    kind: str = "bars"
    # The end of the scale where it is fixed, such as 5 points; else the longest bar is.
    most: float = 0

    def rows(self) -> Rows:
        """One row a bar: name, number, and the note if `head` has a third column."""
        return [[bar.name, written(bar.value), bar.note][: len(self.head)] for bar in self.bars]

    def drawing(self) -> Drawing:
        """A bar under each name."""
        return bars.drawing([(bar.name, bar.value, written(bar.value), bar.note) for bar in self.bars], most=self.most)


@dataclass(frozen=True)
class Series:
    """One line. Told apart by its pattern and by a word at its end, never by colour alone."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Lines:
    """Up to four lines over the same weeks or months. Where a value is not shown the line has a gap."""

    title: str
    description: str
    head: tuple[str, ...]  # the name of the time, then of each series
    times: tuple[str, ...]
    series: tuple[Series, ...]
    kind: str = "lines"

    def rows(self) -> Rows:
        """One row for each time."""
        return [[time, *(written(each.values[place]) for each in self.series)] for place, time in enumerate(self.times)]

    def drawing(self) -> Drawing:
        """The lines, with their names at the end."""
        return lines.drawing(self.times, [(each.name, each.values) for each in self.series])


@dataclass(frozen=True)
class Bin:
    """How many there are between two numbers, said as `name`, such as "5 to 9"."""

    name: str
    count: int | None


@dataclass(frozen=True)
class Histogram:
    """How often each size occurs."""

    title: str
    description: str
    head: tuple[str, str]
    bins: tuple[Bin, ...]
    kind: str = "histogram"

    def rows(self) -> Rows:
        """One row a bin."""
        return [[each.name, written(each.count)] for each in self.bins]

    def drawing(self) -> Drawing:
        """Columns side by side."""
        return histogram.drawing([(each.name, each.count, written(each.count)) for each in self.bins])


@dataclass(frozen=True)
class HeatMap:
    """A number for each day of the week and span of hours."""

    title: str
    description: str
    head: tuple[str, ...]  # the name of the rows, then each column
    days: tuple[str, ...]
    values: tuple[tuple[int | None, ...], ...]
    kind: str = "heat-map"

    def rows(self) -> Rows:
        """One row a day, its name cut to three letters so that all fit on a phone."""
        return [[day[:3], *map(written, values)] for day, values in zip(self.days, self.values, strict=True)]

    def drawing(self) -> Drawing:
        """Fields in rows."""
        return heat_map.drawing(self.head[1:], self.days, self.values)
