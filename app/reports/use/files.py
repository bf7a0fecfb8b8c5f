"""The files of the page about use: each table and picture. An empty cell is a number that is not shown."""

from collections.abc import Iterator
from datetime import timedelta

from app.core.spreadsheets import Cell
from app.reports.distribution import Distribution
from app.reports.files.data_file import Column, DataFile
from app.reports.use import pictures
from app.reports.use.measures import OF_PARTS, WORDS, Measure
from app.reports.use.report import Place, Use
from app.trusts.hours.table import WEEKDAYS

_SPREAD = (
    Column("median", "Half have this number or fewer, half this or more; from 10 relatives", "as the measure"),
    Column("lower_quartile", "A quarter have this number or fewer, type 7; from 20 relatives", "as the measure"),
    Column("upper_quartile", "A quarter have this number or more, type 7; from 20 relatives", "as the measure"),
    Column("mean", "All added up, divided by the relatives", "as the measure"),
    Column("standard_deviation", "Of a sample: divided by the relatives less one", "as the measure"),
    Column("low", "The fifth lowest number, since the lowest is one person's own", "as the measure"),
    Column("high", "The fifth highest number, for the same reason", "as the measure"),
)
_RELATIVES = Column("relatives", "Relatives with an account on the last day, those included who did nothing", "people")
_ACTIVE = Column("active", "Those of them who had one visit or more", "people")

RELATIVES = DataFile(
    "use",
    "What each relative did in a period, for the whole trust or all trusts",
    (Column("measure", "What was counted, see docs/figures.md", "text"), _RELATIVES, *_SPREAD),
)
PLACES = DataFile(
    "use-places",
    "Logins and active minutes for each team or trust",
    (
        Column("place", "Team or trust; the whole is the last row", "text"),
        _RELATIVES,
        _ACTIVE,
        *(
            Column(f"{WORDS[measure].file_name}_{each.name}", f"{WORDS[measure].name}: {each.means}", each.unit)
            for measure in OF_PARTS
            for each in _SPREAD
        ),
    ),
)
WEEKS = DataFile(
    "use-weeks",
    "Active relatives in each of the last 12 full weeks",
    (
        Column("week_from", "Monday", "date"),
        Column("week_to", "Sunday", "date"),
        Column("accounts", "Relatives with an account at the end of the week", "people"),
        _ACTIVE,
    ),
)
SPREAD = DataFile(
    "use-spread",
    "How many relatives have how many visits and active minutes, of all time",
    (
        Column("measure", "visits or active_minutes", "text"),
        Column("range", "From and to; minutes without the end", "text"),
        Column("relatives", "Relatives in this range. Ranges with few are joined", "people"),
    ),
)
HOURS = DataFile(
    "use-hours",
    "When visits begin, by the clock in London",
    (
        Column("weekday", "Monday to Sunday", "text"),
        Column("hours", "Span of four hours", "text"),
        Column("visits", "Visits that began then", "visits"),
    ),
)
MODULES = DataFile(
    "use-modules",
    "Which modules relatives viewed and completed",
    (
        Column("module", "The module's address", "text"),
        Column("viewed", "Relatives who had a page of it open for 10 seconds or more", "people"),
        Column("completed", "Relatives who saw every page or marked it as done", "people"),
    ),
)
EVERY = (RELATIVES, PLACES, WEEKS, SPREAD, HOURS, MODULES)
Rows = Iterator[list[Cell]]


def rows(kind: DataFile, use: Use, *, total: str) -> list[list[Cell]]:
    """The rows of one of these files."""
    return list(_ROWS[kind.name](use, total))


def _relatives(use: Use, _: str) -> Rows:
    for measure in Measure:
        yield [WORDS[measure].file_name, use.whole.relatives, *_spread(use.whole.measures[measure])]


def _places(use: Use, total: str) -> Rows:
    for name, place in [*((each.name, each) for each in use.parts), (total, use.whole)]:
        yield [name, place.relatives, place.active, *_both(place)]


def _both(place: Place) -> list[Cell]:
    return [cell for measure in OF_PARTS for cell in _spread(place.measures.get(measure))]


def _spread(found: Distribution | None) -> list[Cell]:
    if found is None:
        return [None] * len(_SPREAD)
    numbers = (
        found.median,
        found.lower_quartile,
        found.upper_quartile,
        found.mean,
        found.deviation,
        found.low,
        found.high,
    )
    return [None if number is None else round(number, 4) for number in numbers]


def _weeks(use: Use, _: str) -> Rows:
    for week in use.weeks:
        yield [f"{week.monday}", f"{week.monday + timedelta(days=6)}", week.accounts, week.active]


def _bins(use: Use, _: str) -> Rows:
    for measure, found, unit in (("visits", use.visits, 1), ("active_minutes", use.minutes, 60)):
        for each in found:
            yield [measure, pictures.name(each, unit), each.people]


def _hours(use: Use, _: str) -> Rows:
    for day, values in zip(WEEKDAYS, use.hours, strict=True):
        for span, visits in zip(pictures.spans(), values, strict=True):
            yield [day, span, visits]


def _modules(use: Use, _: str) -> Rows:
    for each in sorted(use.modules, key=lambda each: each.module):
        yield [each.module, each.viewed, each.completed]


_ROWS = {
    RELATIVES.name: _relatives,
    PLACES.name: _places,
    WEEKS.name: _weeks,
    SPREAD.name: _bins,
    HOURS.name: _hours,
    MODULES.name: _modules,
}
