"""Somebody who knows the rules takes every file of every period, and adds and subtracts as they like.

What relatives did is drawn at random, in groups of one to nine who do the same things on the same days. What is shown
must be what they did; and no sum of the numbers shown, each taken any number of times, may be about fewer than five.
"""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, combinations_with_replacement
from typing import Any

import numpy as np
import pytest
import time_machine

from app.accounts.models import Person
from app.reports.periods import Period
from app.reports.use.measures import OF_DAYS, WORDS, Measure
from app.reports.use.rules import BITS
from app.trusts.hours.table import WEEKDAYS
from tests.builders.trusts import make_team
from tests.builders.use import make_all_reading, make_all_use, make_relatives
from tests.page import Browser
from tests.people import Cast

SUNDAY = date(2026, 11, 22)
MODULES = ("one", "two", "three", "four")
Part = tuple[Any, ...]  # of what somebody did: measure, what of it, and the ring of the periods
Row = dict[tuple[int, Part], int]  # how often which parts of which group are in a number


@dataclass(frozen=True)
class Group:
    """People of one team who did the same on the same days."""

    team: str
    people: list[Person]
    days: dict[date, dict[str, int]]
    modules: dict[str, dict[date, bool]]

    def parts(self) -> Counter[Part]:
        """All that one of them did, divided as finely as anything is shown."""
        found: Counter[Part] = Counter()
        for day, counts in self.days.items():
            for measure in OF_DAYS:
                weekday = WEEKDAYS[day.weekday()] if measure is Measure.VISITS else ""
                found[measure, weekday, ring(day)] += counts[measure]
        for module, days in self.modules.items():
            for what, seen in ((Measure.MODULES, list(days)), (Measure.COMPLETED, [d for d in days if days[d]])):
                if seen:
                    found[what, module, min(map(ring, seen))] += 1
        return +found


def ring(day: date) -> int:
    return 1 if day > SUNDAY - timedelta(weeks=4) else 2 if day > SUNDAY - timedelta(weeks=12) else 4


def drawn(cast: Cast, chance: random.Random) -> list[Group]:
    """Some groups, kept in the database."""
    teams = [cast.early_help, *(make_team(cast.riverside, name) for name in ("Eta", "Theta"))]
    found = []
    for _ in range(chance.randint(4, 16)):
        team = chance.choice(teams)
        days = [SUNDAY - timedelta(days=chance.choice([3, 4, 30, 31, 100, 150])) for _ in range(chance.randint(0, 3))]
        counts = {day: {str(each): chance.choice([0, 0, 1, 3]) for each in OF_DAYS} for day in days}
        for each in counts.values():
            each |= {"logins": 1, "visits": chance.randint(1, 2), "active_seconds": chance.randint(30, 3000)}
        read = {module: {day: chance.random() < 0.5 for day in days} for module in chance.sample(MODULES, k=2) if days}
        people = make_relatives(team, chance.choice([1, 2, 3, 4, 5, 6, 9, 9]))
        found.append(Group(team.name, people, counts, read))
    make_all_use((person, day, own) for each in found for person in each.people for day, own in each.days.items())
    make_all_reading(
        (person, day, module, done)
        for each in found
        for person in each.people
        for module, days in each.modules.items()
        for day, done in days.items()
    )
    return found


@dataclass(frozen=True)
class Attack:
    """All numbers that are shown as rows over what the groups did."""

    groups: list[Group]
    browser: Browser

    def shown(self) -> Iterator[tuple[Row, float]]:
        """What each number adds up, and what it is (its mean times the relatives)."""
        for period in Period:
            yield from self._measures(period)
            yield from self._places(period)
            for each in self._file("use-modules", period):
                for measure, column in ((Measure.MODULES, "viewed"), (Measure.COMPLETED, "completed")):
                    yield from self._one(each[column], period, measure, what=each["module"])
            for each in self._file("use-hours", period):
                if each["hours"] == "8am to midday":  # when everybody comes here
                    yield from self._one(each["visits"], period, Measure.VISITS, what=each["weekday"])

    def _measures(self, period: Period) -> Iterator[tuple[Row, float]]:
        for each, measure in zip(self._file("use", period), Measure, strict=True):
            yield from self._spread(each, "", measure, period)

    def _places(self, period: Period) -> Iterator[tuple[Row, float]]:
        for each in self._file("use-places", period):
            team = "" if each["place"] == "Whole trust" else each["place"]
            for measure in (Measure.LOGINS, Measure.MINUTES):
                yield from self._spread(each, f"{WORDS[measure].file_name}_", measure, period, team=team)

    def _spread(
        self, each: dict[str, str], prefix: str, measure: Measure, period: Period, *, team: str = ""
    ) -> Iterator[tuple[Row, float]]:
        mean, relatives = each[f"{prefix}mean"], int(each["relatives"])
        if mean:
            row = self._row(period, measure, team=team)
            yield row, float(mean) * relatives * WORDS[measure].unit
            yield self._squares(row), -1  # the standard deviation says this as well

    def _one(self, number: str, period: Period, measure: Measure, *, what: str) -> Iterator[tuple[Row, float]]:
        if number:
            yield self._row(period, measure, what=what), float(number)

    def _row(self, period: Period, measure: Measure, *, team: str = "", what: str = "") -> Row:
        return {
            (place, part): 1
            for place, group in enumerate(self.groups)
            for part in group.parts()
            if part[0] is measure and part[2] & BITS[period] and team in {"", group.team} and what in {"", part[1]}
        }

    def _squares(self, row: Row) -> Row:
        own = defaultdict(list)
        for place, part in row:
            own[place].append(part)
        pairs = (
            (place, pair) for place, parts in own.items() for pair in combinations_with_replacement(sorted(parts), 2)
        )
        return {(place, ("squared", *pair)): 1 for place, pair in pairs}

    def _file(self, name: str, period: Period) -> list[dict[str, str]]:
        answer = self.browser.client.get(f"/staff/reports/use/{name}.csv?period={period}")
        return list(csv.DictReader(answer.text.splitlines()))

    def value(self, row: Row) -> float:
        """What the groups really did."""
        return sum(len(self.groups[place].people) * self.groups[place].parts()[part] for place, part in row)


def few_of(groups: list[Group]) -> Iterator[tuple[int, ...]]:
    """Any groups who are together fewer than five."""
    for many in range(1, 5):
        for places in combinations(range(len(groups)), many):
            if sum(len(groups[place].people) for place in places) < 5:
                yield places


def assert_nothing_about_few(groups: list[Group], rows: Iterable[Row]) -> None:
    every = [row for row in rows if row]
    columns = sorted({column for row in every for column in row}, key=repr)
    numbers = np.array([[row.get(column, 0) for column in columns] for row in every] or [[0]], dtype=float)
    whole = np.linalg.matrix_rank(numbers)
    for few in few_of(groups):
        # If leaving out what they did makes one number follow from the others, their difference was about them.
        others = numbers[:, [place for place, column in enumerate(columns) if column[0] not in few]]
        assert np.linalg.matrix_rank(others) == whole, [groups[place] for place in few]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_can_be_worked_out_about_fewer_than_five(
    cast: Cast, browser_as: Callable[[Person], Browser], seed: int
) -> None:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        attack = Attack(drawn(cast, random.Random(seed)), browser_as(cast.tess))
        shown = list(attack.shown())
    for row, number in shown:
        assert number == -1 or number == pytest.approx(attack.value(row), abs=1), row
    assert_nothing_about_few(attack.groups, [row for row, _ in shown])
