"""Somebody who knows the rules keeps every file of every week, and adds and subtracts as they like.

What relatives did is drawn at random, in groups of one to nine who do the same things in the same weeks. What is told
must be what they did; and no sum of all the numbers of all weeks, each taken any number of times, may be about fewer
than five.
"""

import csv
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

import numpy as np
import pytest
import time_machine

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.reports.use import ready
from app.reports.use.measures import OF_DAYS, WORDS, Measure
from app.reports.use.queries import Asked
from app.reports.use.spread import EDGES
from app.trusts.hours.table import WEEKDAYS
from app.usage.models import UsageRollUp
from tests.builders.trusts import make_team
from tests.builders.use import make_all_reading, make_all_use, make_relatives
from tests.page import Browser
from tests.people import Cast

MONDAYS = [date(2026, 7, 6) + timedelta(weeks=week) for week in range(20)]
MODULES = ("one", "two", "three")
Row = dict[tuple[int, Any], float]  # what of which group is how often in a number
File = list[dict[str, str]]


@dataclass(frozen=True)
class Group:
    """People of one team who did the same on the same days."""

    people: list[Person]
    days: dict[date, dict[str, int]]
    modules: dict[str, dict[date, bool]]

    @property
    def came(self) -> list[date]:
        """The Mondays of their weeks."""
        return sorted({day - timedelta(days=day.weekday()) for day in self.days})

    def visits(self, to: date) -> int:
        return sum(counts["visits"] for day, counts in self.days.items() if day <= to)


def drawn(cast: Cast, chance: random.Random) -> list[Group]:
    """Some groups, kept in the database."""
    teams = [cast.early_help, *(make_team(cast.riverside, name) for name in ("Eta", "Theta"))]
    found = []
    for _ in range(chance.randint(6, 14)):
        weeks = chance.sample(MONDAYS, k=chance.choice([0, 1, 1, 2, 3, 5]))
        days = [monday + timedelta(days=chance.choice([0, 0, 3, 6])) for monday in weeks]
        counts = {day: {str(each): chance.choice([0, 0, 1, 3]) for each in OF_DAYS} for day in days}
        for each in counts.values():
            each |= {"logins": 1, "visits": chance.choice([1, 2, 2, 7]), "active_seconds": chance.randint(30, 3000)}
        read = {module: {day: chance.random() < 0.5 for day in days} for module in chance.sample(MODULES, k=2) if days}
        found.append(Group(make_relatives(chance.choice(teams), chance.choice([1, 2, 3, 4, 5, 6, 9, 9])), counts, read))
    every = [(group, person) for group in found for person in group.people]
    make_all_use((person, day, own) for group, person in every for day, own in group.days.items())
    make_all_reading(
        (person, day, module, done)
        for group, person in every
        for module, days in group.modules.items()
        for day, done in days.items()
    )
    return found


def every_week(browser: Browser, trust_id: UUID) -> Iterator[dict[str, File]]:
    """All files, night after night of a Monday."""
    for monday in MONDAYS[1:]:
        night = datetime.combine(monday, time(3, 20), UTC)
        with unit_of_work(Platform.SWEEP) as session:
            session.merge(UsageRollUp(id=1, counted_to=night))
        with time_machine.travel(night, tick=False):
            with unit_of_work(Platform.SWEEP) as session:
                ready.make(session, Asked(trust_id, monday))
            yield {name: file(browser, name) for name in ("use", "active", "spread", "weeks", "modules", "hours")}


def file(browser: Browser, name: str) -> File:
    address = "use" if name == "use" else f"use-{name}"
    return list(csv.DictReader(browser.client.get(f"/staff/reports/use/{address}.csv").text.splitlines()))


@dataclass(frozen=True)
class Attack:
    """All numbers of one week's files, as rows over what the groups did."""

    groups: list[Group]
    told: list[date]  # the Sundays on which the histogram was told anew

    def rows(self, files: dict[str, File]) -> Iterator[tuple[Row, float | None]]:
        """What each number adds up, and what it is; None of a standard deviation, which is another sum."""
        for each, measure in zip(files["use"], Measure, strict=True):
            if each["mean"]:
                row = self.days(measure, day(each["up_to"]))
                yield row, float(each["mean"]) * int(each["relatives"]) * WORDS[measure].unit
                yield {(group, ("squared", part)): 1 for group, part in row}, None
        for each in files["hours"]:
            if each["visits"]:
                weekday = WEEKDAYS.index(each["weekday"])
                yield self.days(Measure.VISITS, day(each["up_to"]), weekday=weekday), float(each["visits"])
        for each in files["modules"]:
            for what in ("viewed", "completed"):
                if each[what]:
                    yield self.module(each["module"], what, day(each[f"{what}_up_to"])), float(each[what])
        yield from self.people(files)

    def days(self, measure: Measure, to: date, *, weekday: int | None = None) -> Row:
        return {
            (place, (measure, own)): counts[measure]
            for place, group in enumerate(self.groups)
            for own, counts in group.days.items()
            if own <= to and counts[measure] and weekday in {None, own.weekday()}
        }

    def module(self, module: str, what: str, to: date) -> Row:
        return {
            (place, (module, what)): 1
            for place, group in enumerate(self.groups)
            if any(own <= to and (done or what == "viewed") for own, done in group.modules.get(module, {}).items())
        }

    def people(self, files: dict[str, File]) -> Iterator[tuple[Row, float | None]]:
        """How many ever came, how often, and in which week: a week is new of those who came for the first time."""
        for each in files["active"]:
            if each["active"]:
                yield self.moved(day(each["up_to"]), lambda column: column > 0), float(each["active"])
        for place, each in enumerate(files["spread"]):
            row = self.moved(day(each["up_to"]), place.__eq__)
            yield row, float(each["relatives"]) - (sum(len(group.people) for group in self.groups) if not place else 0)
        for each in files["weeks"]:
            monday = day(each["week_from"])
            came = [(place, group.came) for place, group in enumerate(self.groups) if monday in group.came]
            if each["active"] and monday >= MONDAYS[0]:
                row = {
                    (place, self.block(monday) if weeks[0] == monday else ("again", monday)): 1 for place, weeks in came
                }
                yield row, float(each["active"])

    def moved(self, to: date, counts: Callable[[int], bool]) -> Row:
        """Who went into what is counted and out of it again, between one telling of the histogram and the next."""
        row: Row = {}
        ends = [end for end in self.told if end <= to]
        for place, group in enumerate(self.groups):
            columns = [bisect_right(EDGES, group.visits(end)) - 1 for end in (*ends, *([] if to in ends else [to]))]
            for block, (old, new) in enumerate(pairwise([0, *columns])):
                if change := counts(new) - counts(old):
                    row[place, ("block", block)] = change
        return row

    def block(self, monday: date) -> tuple[str, int]:
        return "block", bisect_left(self.told, monday)

    def value(self, row: Row) -> float:
        """What the groups really did."""
        return sum(len(self.groups[place].people) * times for (place, _), times in row.items())


def day(text: str) -> date:
    return date.fromisoformat(text)


def few_of(groups: list[Group]) -> Iterator[tuple[int, ...]]:
    """Any groups who are together fewer than five."""
    for many in range(1, 5):
        for places in combinations(range(len(groups)), many):
            if sum(len(groups[place].people) for place in places) < 5:
                yield places


def assert_nothing_about_few(groups: list[Group], rows: Iterable[Row]) -> None:
    different = {frozenset(row.items()): row for row in rows if row}
    columns = sorted({column for row in different.values() for column in row}, key=repr)
    # What somebody did on a day may be any number, so that only its sign counts.
    numbers = np.sign([[row.get(column, 0) for column in columns] for row in different.values()])
    whole = np.linalg.matrix_rank(numbers)
    for few in few_of(groups):
        # If leaving out what they did makes one number follow from the others, their difference was about them.
        others = numbers[:, [place for place, column in enumerate(columns) if column[0] not in few]]
        assert np.linalg.matrix_rank(others) == whole, [groups[place] for place in few]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_can_be_worked_out_about_fewer_than_five_from_the_files_of_all_weeks(
    cast: Cast, browser_as: Callable[[Person], Browser], seed: int
) -> None:
    groups = drawn(cast, random.Random(seed))
    kept = list(every_week(browser_as(cast.tess), cast.riverside.id))
    told = sorted({day(each["up_to"]) for files in kept for each in files["spread"]})
    attack = Attack(groups, told)
    shown = [each for files in kept for each in attack.rows(files)]
    for row, number in shown:
        assert number is None or number == pytest.approx(attack.value(row), abs=1), row
    assert_nothing_about_few(attack.groups, [row for row, _ in shown])
    assert len(Counter(len(list(attack.rows(files))) for files in kept)) > 1  # it does move
