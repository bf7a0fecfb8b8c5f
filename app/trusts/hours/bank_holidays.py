"""Bank holidays of the United Kingdom: those that are announced, from a file, and by rule for all other years.

The rules: Banking and Financial Dealings Act 1971, schedule 1, with the days that are proclaimed every year besides;
St Andrew's Day Bank Holiday (Scotland) Act 2007. For a day on a weekend the next weekday that is no bank holiday is
the substitute, and the weekend day itself is an ordinary day. What is proclaimed once, such as for a coronation, no
rule knows: it belongs in the file.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Division = Literal["england-and-wales", "scotland", "northern-ireland"]
DIVISIONS: Mapping[Division, str] = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED: Mapping[tuple[int, int, str], tuple[Division, ...]] = {
    (1, 1, "New Year’s Day"): tuple(DIVISIONS),
    (1, 2, "2 January"): ("scotland",),
    (3, 17, "St Patrick’s Day"): ("northern-ireland",),
    (7, 12, "Battle of the Boyne"): ("northern-ireland",),
    (11, 30, "St Andrew’s Day"): ("scotland",),
    (12, 25, "Christmas Day"): tuple(DIVISIONS),
    (12, 26, "Boxing Day"): tuple(DIVISIONS),
}


@lru_cache(maxsize=512)
def of(division: Division, year: int) -> Mapping[date, str]:
    """The bank holidays of a year with their names: as announced, or by rule if the file does not hold the year."""
    announced = {day: name for day, name in _announced()[division].items() if day.year == year}
    return announced or by_rule(division, year)


def by_rule(division: Division, year: int) -> dict[date, str]:
    """What the bank holidays of a year are if nothing else is proclaimed."""
    fixed = {date(year, *each[:2]): each[2] for each, where in _FIXED.items() if division in where}
    found = dict(_movable(division, year)) | {day: name for day, name in fixed.items() if not _at_weekend(day)}
    for day, name in fixed.items():
        if _at_weekend(day):
            substitute = day
            while _at_weekend(substitute) or substitute in found:
                substitute += _DAY
            found[substitute] = f"{name} (substitute day)"
    return dict(sorted(found.items()))


def easter(year: int) -> date:
    """Easter Sunday. The method of Nature 13, 487 (20 April 1876), as in Meeus, Astronomical Algorithms, chapter 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, before = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, before + 1)


def _movable(division: Division, year: int) -> Iterator[tuple[date, str]]:
    sunday = easter(year)
    yield sunday - 2 * _DAY, "Good Friday"
    yield _monday_from(date(year, 5, 1)), "Early May bank holiday"
    yield _monday_from(date(year, 5, 25)), "Spring bank holiday"
    if division == "scotland":
        yield _monday_from(date(year, 8, 1)), "Summer bank holiday"
    else:
        yield sunday + _DAY, "Easter Monday"
        yield _monday_from(date(year, 8, 25)), "Summer bank holiday"


def _monday_from(day: date) -> date:
    return day + (-day.weekday() % 7) * _DAY


def _at_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


@lru_cache(maxsize=1)
def _announced() -> Mapping[Division, Mapping[date, str]]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    found: Mapping[Division, Mapping[date, str]] = yaml.safe_load(text)
    return found
