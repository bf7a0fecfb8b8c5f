"""Bank holidays: the rules against ten years of what was announced, and the file against the rules."""

from datetime import date, timedelta

import pytest

from app.trusts.hours import bank_holidays
from app.trusts.hours.bank_holidays import DIVISIONS, Division, by_rule, easter, of

# www.gov.uk/bank-holidays, from the source of that page (alphagov/frontend, 2026-08-21). Open Government Licence v3.0.
ANNOUNCED: dict[Division, dict[int, str]] = {
    "england-and-wales": {
        2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    },
    "scotland": {
        2019: "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26",
        2020: "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28",
        2021: "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28",
        2022: "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
        2023: "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
        2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
        2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
        2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
        2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
        2028: "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
    },
    "northern-ireland": {
        2019: "01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26",
        2020: "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28",
        2021: "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28",
        2022: "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27",
        2023: "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26",
        2024: "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26",
        2025: "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26",
        2026: "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
        2027: "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
        2028: "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26",
    },
}
# Proclaimed once. Victory in Europe Day and the jubilee moved a holiday; a jubilee, a funeral and a coronation added one.
MOVED = {date(2020, 5, 4), date(2022, 5, 30)}
ONCE = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
WORLD_CUP = date(2026, 6, 15)
IN_THE_FILE = range(2026, 2031)
every_division = pytest.mark.parametrize("division", DIVISIONS)


def announced(division: Division, year: int) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in ANNOUNCED[division][year].split()}


@every_division
@pytest.mark.parametrize("year", range(2019, 2029))
def test_the_rules_give_what_was_announced_but_for_what_was_proclaimed_once(division: Division, year: int) -> None:
    assert set(by_rule(division, year)) - MOVED == announced(division, year) - ONCE - {WORLD_CUP}


@every_division
@pytest.mark.parametrize("year", range(2026, 2029))
def test_the_file_holds_what_was_announced(division: Division, year: int) -> None:
    assert set(of(division, year)) == announced(division, year)


@every_division
@pytest.mark.parametrize("year", IN_THE_FILE)
def test_the_file_is_what_the_rules_give_and_a_day_for_football_in_scotland(division: Division, year: int) -> None:
    once = {WORLD_CUP: "World Cup bank holiday"} if (division, year) == ("scotland", 2026) else {}

    assert of(division, year) == by_rule(division, year) | once


@every_division
def test_years_that_the_file_does_not_hold_go_by_the_rules(division: Division) -> None:
    assert of(division, 2031) == by_rule(division, 2031)
    assert {day.year for day in bank_holidays._announced()[division]} == set(IN_THE_FILE)


@pytest.mark.parametrize(("division", "days"), [("england-and-wales", 8), ("scotland", 9), ("northern-ireland", 10)])
def test_each_year_has_its_number_of_days_and_none_at_a_weekend(division: Division, days: int) -> None:
    for year in range(2020, 2051):
        found = list(by_rule(division, year))
        assert len(found) == days
        assert all(day.weekday() < 5 and day.year == year for day in found)
        assert found == sorted(found)


@pytest.mark.parametrize("sunday", ["1818-03-22", "1954-04-18", "2000-04-23", "2038-04-25", "2049-04-18", "2285-03-22"])
def test_easter_at_its_earliest_and_latest_and_where_formulas_fail(sunday: str) -> None:
    day = date.fromisoformat(sunday)

    assert easter(day.year) == day


def test_easter_is_a_sunday_in_its_five_weeks() -> None:
    for year in range(1583, 4100):
        assert easter(year).weekday() == 6
        assert timedelta() <= easter(year) - date(year, 3, 22) <= timedelta(days=34)


@pytest.mark.parametrize(
    ("division", "day", "name"),
    [
        ("england-and-wales", "2026-12-28", "Boxing Day (substitute day)"),
        ("scotland", "2027-01-04", "2 January (substitute day)"),
        ("scotland", "2030-12-02", "St Andrew’s Day (substitute day)"),
        ("northern-ireland", "2026-07-13", "Battle of the Boyne (substitute day)"),
        ("northern-ireland", "2029-03-19", "St Patrick’s Day (substitute day)"),
    ],
)
def test_a_day_at_a_weekend_has_a_substitute(division: Division, day: str, name: str) -> None:
    assert of(division, int(day[:4]))[date.fromisoformat(day)] == name
