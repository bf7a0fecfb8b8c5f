"""Tess types the hours of her service, and is told what is wrong with them in plain sentences."""

from datetime import date, timedelta

import pytest

from app.trusts.hours.opening import shut_too_long
from app.trusts.hours.table import Holidays, ServiceHours, mistakes
from tests.builders.hours import make_hours, week, windows


def told(*words: str) -> list[tuple[int | None, str]]:
    """The mistakes in hours that hold these windows on a Tuesday."""
    return [(each.weekday, each.sentence) for each in mistakes(week((), windows(*words)))]


@pytest.mark.parametrize(
    "words", [("09:00-17:00",), ("09:00-12:00", "12:00-17:00"), ("00:00-00:00",), ("23:45-00:00",)]
)
def test_hours_that_can_be_kept_are_taken(words: tuple[str, ...]) -> None:
    assert told(*words) == []


def test_a_day_that_ends_before_it_begins_is_refused() -> None:
    ((weekday, sentence),) = told("22:00-02:00")

    assert weekday == 1
    assert sentence.startswith("Tuesday: 10pm to 2am ends before it begins. To stay open past midnight, close at")


def test_a_window_of_no_length_is_refused() -> None:
    assert "ends before it begins" in told("09:00-09:00")[0][1]


def test_less_than_15_minutes_is_refused() -> None:
    assert told("12:00-12:10") == [
        (1, "Tuesday: midday to 12:10pm is too short. Stay open for 15 minutes or longer."),
    ]


def test_two_windows_that_overlap_are_refused_in_whatever_order_they_were_typed() -> None:
    assert told("12:30-17:00", "09:00-13:00") == [
        (1, "Tuesday: 9am to 1pm and 12:30pm to 5pm overlap. Make them into one, or change a time.")
    ]


def test_each_mistake_is_told() -> None:
    found = mistakes(week(windows("17:00-09:00"), windows("09:00-09:05"), windows("09:00-17:00")))

    assert [each.weekday for each in found] == [0, 1]


def test_a_week_that_is_never_open_is_refused() -> None:
    with pytest.raises(ValueError, match="Enter hours for at least one day"):
        ServiceHours(week())


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven days"):
        ServiceHours(week()[:6])


def test_the_hours_of_a_day_come_in_order() -> None:
    hours = make_hours(windows("14:00-17:00", "09:00-12:00"))

    assert [str(each) for each in hours.windows(date(2026, 11, 23))] == ["9am to midday", "2pm to 5pm"]


def test_a_closed_day_and_a_bank_holiday_have_no_hours() -> None:
    hours = make_hours(holidays=Holidays("england-and-wales", frozenset({date(2026, 11, 24)})))

    assert hours.windows(date(2026, 11, 24)) == []
    assert hours.windows(date(2026, 12, 25)) == []
    assert hours.windows(date(2026, 12, 24)) != []


def test_without_a_nation_the_service_is_open_at_christmas() -> None:
    assert make_hours().windows(date(2026, 12, 25)) != []


@pytest.mark.parametrize(("days", "too_long"), [(28, False), (60, True)])
def test_closed_days_may_not_shut_a_service_for_more_than_a_month(days: int, too_long: bool) -> None:
    closed = frozenset(date(2027, 8, 2) + timedelta(days=number) for number in range(days))

    sentence = shut_too_long(make_hours(holidays=Holidays(closed=closed)))

    assert (sentence is not None) == too_long
    if sentence:
        assert sentence.startswith("Nobody would read for more than 31 days from Monday 2 August 2027.")
