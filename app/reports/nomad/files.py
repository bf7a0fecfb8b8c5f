"""The means of NoMAD as a file."""

from collections.abc import Iterator, Sequence

from app.core.small_numbers import FEWEST, HIDDEN
from app.core.spreadsheets import Cell
from app.implementation.scoring import Mean
from app.reports.files.data_file import Column, DataFile
from app.reports.nomad.rounds import Said

NOMAD = DataFile(
    "nomad",
    "What staff said in rounds of NoMAD that are closed: the mean of each construct and general question.",
    (
        Column("round", "the round's name", "text"),
        Column("opened_on", "its first day", "date"),
        Column("replies", "people who sent answers", "people"),
        Column("measure", "a construct, or general-1 to general-3", "text"),
        Column("answered", 'people who answered something of it; "fewer than 5"', "people"),
        Column(
            "mean",
            "the mean of their means; empty if fewer than 5 answered",
            "points: 1 to 5 of a construct, 0 to 10 of a general question",
        ),
    ),
)


def rows(rounds: Sequence[Said]) -> Iterator[list[Cell]]:
    """One row for each round and measure."""
    for each in rounds:
        measures = {construct.value: mean for construct, mean in each.result.constructs.items()}
        measures |= {f"general-{number}": mean for number, mean in enumerate(each.result.general, start=1)}
        for name, mean in measures.items():
            yield [each.name, each.opened_on.isoformat(), each.result.people, name, _people(mean), _mean(mean)]


def _people(mean: Mean) -> Cell:
    return mean.people if mean.people >= FEWEST else HIDDEN


def _mean(mean: Mean) -> Cell:
    return "" if mean.value is None else f"{mean.value:.2f}"
