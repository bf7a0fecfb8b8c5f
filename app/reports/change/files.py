"""The change between check-ins as a file. An empty cell is a number that is not shown."""

from collections.abc import Iterator, Mapping

from app.core.spreadsheets import Cell
from app.outcomes.instruments import Instrument
from app.reports.change.presenters import last_day
from app.reports.change.ready import POINTS, Changes
from app.reports.files.data_file import Column, DataFile

CHANGE = DataFile(
    "check-ins",
    "How the scores of check-ins changed from the start to 12 and to 24 weeks. Only of five relatives or more.",
    (
        Column("questionnaire", "Its name in Holdfast", "text"),
        Column("version", "Of its words; other versions are not in it", "number"),
        Column("after", "week_12 or week_24", "word"),
        Column("to", "Last day that is in it, the last of a quarter", "date"),
        Column("relatives", "Those with a score at the start and at this time", "people"),
        Column("mean_start", "Their mean score at the start; of 12 weeks only", "points"),
        Column("mean_change", "The mean of later less start for each of them", "points"),
        Column("standard_deviation", "Of that change; of a sample: divided by the relatives less one", "points"),
        Column("left_out", "Relatives whose time was over without both scores; empty if 1 to 4", "people"),
    ),
)


def rows(found: Mapping[str, Changes], instruments: Mapping[str, Instrument]) -> Iterator[list[Cell]]:
    """One row for each questionnaire and time of which something is shown."""
    for name in instruments:
        for point in POINTS:
            if change := found.get(name, {}).get(point):
                yield [
                    name,
                    change.version,
                    point.value,
                    f"{last_day(change)}",
                    change.people,
                    "" if change.start is None else round(change.start, 2),
                    round(change.mean, 2),
                    round(change.deviation, 2),
                    "" if change.left_out is None else change.left_out,
                ]
