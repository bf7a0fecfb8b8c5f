"""The times for which an offer is counted."""

from datetime import date

import pytest

from app.reports.periods import Span
from app.reports.quality import times
from app.reports.quality.times import Time


@pytest.mark.parametrize(
    ("today", "this", "last"),
    [
        (date(2026, 11, 23), date(2026, 4, 1), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2025, 4, 1)),
        (date(2026, 3, 31), date(2025, 4, 1), date(2024, 4, 1)),
    ],
)
def test_a_financial_year_begins_in_april(today: date, this: date, last: date) -> None:
    assert times.span(Time.THIS, today) == Span(this, today)
    assert times.span(Time.LAST, today) == Span(last, date(this.year, 3, 31))


def test_a_year_is_365_days_with_today() -> None:
    assert times.span(Time.YEAR, date(2026, 11, 23)) == Span(date(2025, 11, 24), date(2026, 11, 23))


@pytest.mark.parametrize("today", [date(2026, 10, 1), date(2026, 12, 31)])
def test_a_quarter_counts_when_it_is_over(today: date) -> None:
    found = times.quarters(4, today)

    assert [times.quarter_name(each) for each in found] == [
        "Oct–Dec 2025",
        "Jan–Mar 2026",
        "Apr–Jun 2026",
        "Jul–Sep 2026",
    ]
    assert found[-1] == Span(date(2026, 7, 1), date(2026, 9, 30))


def test_months_go_back_a_year_and_this_one_ends_today() -> None:
    found = times.months(date(2026, 2, 14))

    assert (len(found), found[0]) == (13, Span(date(2026, 2, 1), date(2026, 2, 14)))
    assert (found[1], found[-1]) == (
        Span(date(2026, 1, 1), date(2026, 1, 31)),
        Span(date(2025, 2, 1), date(2025, 2, 28)),
    )
