"""The numbers of the relatives of one team or trust as they come from the database, before anything is hidden. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from app.reports import distribution
from app.reports.distribution import Distribution
from app.reports.periods import Period
from app.reports.use.measures import WORDS, Measure
from app.reports.use.rules import BITS, people_in

Key = Any  # of a part: a team's or trust's id; of a field of the heat map: weekday and hours


@dataclass
class Counted:
    """Of one measure: how many people have each number, and in which rings they did something."""

    values: Counter[int] = field(default_factory=Counter)
    rings: Counter[int] = field(default_factory=Counter)

    def add(self, value: int, rings: int, people: int) -> None:
        """So many more people with this number and these rings."""
        self.values[value] += people
        self.rings[rings] += people


@dataclass
class Numbers:
    """Of one team or trust, or of the whole."""

    relatives: int = 0
    of: dict[Measure, Counted] = field(default_factory=lambda: {measure: Counted() for measure in Measure})

    def active(self, period: Period) -> int:
        """How many had a visit."""
        return people_in(self.of[Measure.VISITS].rings, BITS[period])

    @property
    def did_anything(self) -> bool:
        """Whether anybody did anything, at any time."""
        return any(counted.rings for counted in self.of.values())

    def distribution(self, measure: Measure) -> Distribution:
        """Of all relatives, those included who did nothing."""
        return distribution.of(self.everybody(measure), unit=WORDS[measure].unit)

    def everybody(self, measure: Measure) -> Mapping[int, int]:
        """How many relatives have each number."""
        values = self.of[measure].values
        nothing = self.relatives - values.total()
        return values + Counter({0: nothing}) if nothing else values


def gather(people: Mapping[Key, int], rows: Iterable[Row[Any]]) -> dict[Key, Numbers]:
    """The numbers of each part, from how many relatives it has and the rows of what they did."""
    found = {part: Numbers(relatives) for part, relatives in people.items()}
    for row in rows:
        found[row.part].of[Measure(row.name)].add(row.value, row.rings, row.people)
    return found


def together(parts: Iterable[Numbers]) -> Numbers:
    """The whole: nobody is in two parts."""
    whole = Numbers()
    for part in parts:
        whole.relatives += part.relatives
        for measure, counted in part.of.items():
            whole.of[measure].values.update(counted.values)
            whole.of[measure].rings.update(counted.rings)
    return whole
