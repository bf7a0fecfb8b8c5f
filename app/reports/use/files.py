"""The files of the page about use: each table and picture. An empty cell is a number that is not shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from app.core.spreadsheets import Cell
from app.reports.distribution import Distribution
from app.reports.files.data_file import Column, DataFile
from app.reports.told import Told
from app.reports.use import pictures
from app.reports.use.measures import OF_PARTS, WORDS, Measure
from app.reports.use.report import Use
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
_TO = Column("up_to", "The Sunday up to which it is counted: it moves when five or more have changed it", "date")
_RELATIVES = Column("relatives", "Relatives with an account on that day, those included who did nothing", "people")
_ACTIVE = Column("active", "Those of them who had one visit or more", "people")

RELATIVES = DataFile(
    "use",
    "What each relative did, for the whole trust or all trusts",
    (Column("measure", "What was counted, see docs/figures.md", "text"), _TO, _RELATIVES, *_SPREAD),
)
PLACES = DataFile(
    "use-places",
    "Logins and active minutes for each team or trust",
    (
        Column("place", "Team or trust; the whole is the last row", "text"),
        Column("relatives", "Relatives with an account on the last Sunday", "people"),
        *(
            replace(each, name=f"{WORDS[measure].file_name}_{each.name}", means=f"{WORDS[measure].name}: {each.means}")
            for measure in OF_PARTS
            for each in (_TO, _RELATIVES, *_SPREAD)
        ),
    ),
)
ACTIVE = DataFile(
    "use-active",
    "How many relatives used it at least once, for the whole trust or all trusts",
    (_TO, _RELATIVES, _ACTIVE),
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
    "How many relatives came how often",
    (_TO, Column("visits", "From and to", "visits"), Column("relatives", "Relatives who came so often", "people")),
)
HOURS = DataFile(
    "use-hours",
    "When visits begin, by the clock in London",
    (
        Column("weekday", "Monday to Sunday", "text"),
        Column("hours", "Span of four hours", "text"),
        _TO,
        Column("visits", "Visits that began then", "visits"),
    ),
)
MODULES = DataFile(
    "use-modules",
    "Which modules relatives viewed and completed",
    (
        Column("module", "The module's address", "text"),
        replace(_TO, name="viewed_up_to"),
        Column("viewed", "Relatives who had a page of it open for 10 seconds or more", "people"),
        replace(_TO, name="completed_up_to"),
        Column("completed", "Relatives who saw every page or marked it as done", "people"),
    ),
)
EVERY = (RELATIVES, ACTIVE, PLACES, WEEKS, SPREAD, HOURS, MODULES)
Rows = Iterator[list[Cell]]


def rows(kind: DataFile, use: Use, *, total: str) -> list[list[Cell]]:
    """The rows of one of these files."""
    return list(_ROWS[kind.name](use, total))


def _relatives(use: Use, _: str) -> Rows:
    for measure in Measure:
        yield [WORDS[measure].file_name, *_spread(use.whole.measures.get(measure))]


def _active(use: Use, _: str) -> Rows:
    yield [f"{use.active.to}", use.active.of, use.active.value] if use.active else [None] * 3


def _places(use: Use, total: str) -> Rows:
    for name, place in [*((each.name, each) for each in use.parts), (total, use.whole)]:
        yield [name, place.relatives, *(cell for each in OF_PARTS for cell in _spread(place.measures.get(each)))]


def _spread(told: Told[Distribution] | None) -> list[Cell]:
    if told is None:
        return [None] * (len(_SPREAD) + 2)
    found = told.value
    numbers = (
        found.median,
        found.lower_quartile,
        found.upper_quartile,
        found.mean,
        found.deviation,
        found.low,
        found.high,
    )
    return [f"{told.to}", found.n, *(None if number is None else round(number, 4) for number in numbers)]


def _weeks(use: Use, _: str) -> Rows:
    for week in use.weeks:
        yield [f"{week.monday}", f"{week.monday + timedelta(days=6)}", week.accounts, week.active]


def _bins(use: Use, _: str) -> Rows:
    for each in use.visits.value if use.visits else []:
        yield [f"{use.visits.to}" if use.visits else None, pictures.name(each), each.people]


def _hours(use: Use, _: str) -> Rows:
    for day, weekday in enumerate(WEEKDAYS, start=1):
        for span, hours in enumerate(pictures.spans()):
            yield [weekday, hours, *_number(use.hours.get(f"{day}-{span}"))]


def _modules(use: Use, _: str) -> Rows:
    for each in use.modules:
        yield [each.module, *_number(each.viewed), *_number(each.completed)]


def _number(told: Told[int] | None) -> list[Cell]:
    return [f"{told.to}", told.value] if told else [None, None]


_ROWS = {
    RELATIVES.name: _relatives,
    ACTIVE.name: _active,
    PLACES.name: _places,
    WEEKS.name: _weeks,
    SPREAD.name: _bins,
    HOURS.name: _hours,
    MODULES.name: _modules,
}
