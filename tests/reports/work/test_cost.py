"""What a time cost: every number that it is made of is shown, and they add up to the penny."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.periods import Period, Span
from app.reports.work import presenters
from app.reports.work.cost import NO_HOURS, Cost, Hours
from app.workload.rules import Costs, Work

MONDAY = date(2026, 8, 31)
RATES = {Work.SUPPORTING: 2550, Work.MODERATING: 2000, Work.INVITING: 3000, Work.RUNNING: 0}
COST = Cost(
    Span(MONDAY, MONDAY + timedelta(weeks=12, days=-1)),
    Hours({Work.SUPPORTING: 600, Work.INVITING: 50}, people=3, weeks=10, first=MONDAY),
    Costs(RATES, monthly=100_00),
    active=20,
    accounts=40,
)


def test_hours_and_months_are_multiplied_and_added() -> None:
    assert (COST.of_work(Work.SUPPORTING), COST.of_work(Work.INVITING), COST.of_work(Work.RUNNING)) == (
        255_00,
        25_00,
        0,
    )
    assert (COST.months, COST.besides) == (Decimal("2.76"), 276_00)
    assert COST.total == 255_00 + 25_00 + 276_00


def test_it_is_divided_by_who_visited_and_by_who_has_an_account() -> None:
    assert (COST.per_active, COST.per_account) == (27_80, 13_90)


@pytest.mark.parametrize("nothing", [{"active": None}, {"active": 0}, {"hours": NO_HOURS}])
def test_without_hours_or_relatives_no_cost_for_each_is_made_up(nothing: dict[str, object]) -> None:
    assert replace(COST, **nothing).per_active is None  # type: ignore[arg-type]


def test_a_time_touches_weeks_from_monday_to_sunday() -> None:
    assert COST.weeks == 12
    assert replace(COST, span=Span(MONDAY + timedelta(days=6), COST.span.last)).weeks == 12
    assert replace(COST, span=Span(MONDAY + timedelta(days=7), COST.span.last)).weeks == 11


@given(minutes=st.dictionaries(st.sampled_from(Work), st.integers(0, 100_000)), monthly=st.integers(0, 10**7))
def test_what_is_shown_adds_up_to_the_penny(minutes: dict[Work, int], monthly: int) -> None:
    cost = replace(COST, hours=replace(COST.hours, minutes=minutes), costs=Costs(RATES, monthly))

    assert cost.total == sum(cost.of_work(work) for work in Work) + cost.besides


def test_every_number_behind_the_cost_stands_in_the_table() -> None:
    rows = dict(presenters.cost_rows({Period.QUARTER: COST}))

    assert rows["Supporting relatives"] == "10 h × £25.50 an hour = £255.00"
    assert rows["Looking after the forum"] == "nothing written down"
    assert rows["Everything else"] == "2.76 months × £100.00 = £276.00"
    assert (rows["In all"], rows["Relatives who visited"], rows["Cost for each relative who visited"]) == (
        "£556.00",
        "20",
        "£27.80",
    )
    assert (rows["Relatives with an account"], rows["Cost for each relative with an account"]) == ("40", "£13.90")
    assert rows["Who wrote down hours"] == "3 people, in 10 of 12 weeks"


def test_a_week_without_hours_is_told() -> None:
    assert presenters.is_incomplete({Period.QUARTER: COST})
    assert not presenters.is_incomplete({Period.QUARTER: replace(COST, hours=replace(COST.hours, weeks=12))})
