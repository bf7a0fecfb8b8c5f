"""The numbers of the relatives of one team or trust as they come from the database, before anything is hidden. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from app.reports import distribution
from app.reports.distribution import Distribution
from app.reports.use.measures import WORDS, Measure


@dataclass
class Counted:
    """Of one measure: how many people have each number, and in which week they last changed it."""

    values: Counter[int] = field(default_factory=Counter)
    changed: Counter[date] = field(default_factory=Counter)

    def add(self, value: int, week: date, people: int) -> None:
        """So many more people with this number, who changed it in this week."""
        self.values[value] += people
        self.changed[week] += people


@dataclass
class Numbers:
    """Of one team or trust, or of the whole."""

    relatives: int = 0
    of: dict[Measure, Counted] = field(default_factory=lambda: {measure: Counted() for measure in Measure})
    first: Counter[date] = field(default_factory=Counter)  # the weeks in which they came for the first time

    def did(self, measure: Measure) -> int:
        """How many did it at any time."""
        return self.of[measure].values.total()

    def distribution(self, measure: Measure) -> Distribution:
        """Of all relatives, those included who did nothing."""
        return distribution.of(self.everybody(measure), unit=WORDS[measure].unit)

    def everybody(self, measure: Measure) -> Mapping[int, int]:
        """How many relatives have each number."""
        values = self.of[measure].values
        nothing = self.relatives - values.total()
        return values + Counter({0: nothing}) if nothing else values


def gather(people: Mapping[UUID, int], rows: Iterable[Row[Any]]) -> dict[UUID, Numbers]:
    """The numbers of each part, from how many relatives it has and the rows of what they did."""
    found = {part: Numbers(relatives) for part, relatives in people.items()}
    for row in rows:
        if row.kind == "first":
            found[row.part].first[row.week] += row.people
        else:
            found[row.part].of[Measure(row.name)].add(row.value, row.week, row.people)
    return found


def together(parts: Iterable[Numbers]) -> Numbers:
    """The whole: nobody is in two parts."""
    whole = Numbers()
    for part in parts:
        whole.relatives += part.relatives
        whole.first.update(part.first)
        for measure, counted in part.of.items():
            whole.of[measure].values.update(counted.values)
            whole.of[measure].changed.update(counted.changed)
    return whole
