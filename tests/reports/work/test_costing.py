"""What it cost for each relative: who is counted, what is hidden, and what each reader may see."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.reports.periods import Period
from app.reports.use import report
from app.reports.use.queries import Asked
from app.reports.work import costing
from app.reports.work.cost import Cost
from app.usage.models import UsageDay
from app.workload.rules import Work
from tests.builders.accounts import make_person
from tests.builders.hours import london
from tests.builders.trusts import make_team
from tests.builders.workload import make_costs, make_hours
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/work"
NOW = london("2026-11-25 12:00")
TODAY = date(2026, 11, 25)
LAST_WEEK, LONG_AGO = date(2026, 11, 16), date(2026, 2, 2)
_NOTHING = {
    column.name: 0 for column in UsageDay.__table__.columns if column.name not in {"trust_id", "person_id", "day"}
}


def visit(person: Person, day: date) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.add(UsageDay(trust_id=person.trust_id, person_id=person.id, day=day, **_NOTHING | {"visits": 1}))


@pytest.fixture
def lively(cast: Cast) -> Cast:
    """20 relatives since February beside Alice and Ben; 8 visited last week, 6 others in February."""
    make_costs(cast.tess)
    with time_machine.travel(london("2026-02-02 10:00"), tick=False):
        relatives = [make_person(f"Relative {n}", Role.RELATIVE, team=cast.early_help) for n in range(20)]
    for number, person in enumerate(relatives[:14]):
        visit(person, LAST_WEEK if number < 8 else LONG_AGO)
    make_hours(cast.sue, LAST_WEEK, supporting=600)
    make_hours(cast.max, LAST_WEEK, moderating=120)
    make_hours(cast.sue, LONG_AGO, supporting=60)
    return cast


def of(cast: Cast) -> dict[Period, Cost]:
    with unit_of_work(cast.riverside.id) as session:
        found = costing.of_trust(session, trust_id=cast.riverside.id, today=TODAY)
    assert found is not None
    return found


def test_each_time_has_its_hours_its_relatives_and_its_weeks(lively: Cast) -> None:
    found = of(lively)

    assert [found[each].active for each in (Period.MONTH, Period.QUARTER, Period.ALL)] == [None, None, 14]
    assert found[Period.MONTH].hours.minutes == {Work.SUPPORTING: 600, Work.MODERATING: 120}
    assert (found[Period.ALL].hours.total, found[Period.ALL].hours.people) == (780, 2)
    assert (found[Period.ALL].hours.weeks, found[Period.ALL].weeks) == (2, 42)
    assert (found[Period.ALL].span.first, found[Period.ALL].span.last) == (LONG_AGO, date(2026, 11, 22))


@pytest.mark.parametrize("visitors", [0, 3, 5, 9, 14])
def test_who_visited_is_the_same_number_as_in_the_report_of_use(lively: Cast, visitors: int) -> None:
    other = make_team(lively.riverside, "Second Team")
    with time_machine.travel(london("2026-03-01 10:00"), tick=False):
        for number in range(7):
            visit(make_person(f"Other {number}", Role.RELATIVE, team=other), LAST_WEEK)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for day in session.query(UsageDay).order_by(UsageDay.day, UsageDay.person_id).offset(visitors):
            session.delete(day)

    found = of(lively)

    with unit_of_work(lively.riverside.id) as session:
        use = report.use(session, Asked(lively.riverside.id, TODAY))
    assert use is not None
    assert found[Period.ALL].active == (use.active.value if use.active else None)
    assert {cost.accounts for cost in found.values()} == {use.whole.relatives}


def test_the_cost_of_all_time_is_divided_by_who_ever_visited(lively: Cast) -> None:
    ever = of(lively)[Period.ALL]

    assert ever.per_active == round(ever.total / 14)


def test_staff_who_try_it_out_and_test_accounts_served_nobody(lively: Cast) -> None:
    visit(lively.cora, LAST_WEEK)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.merge(lively.alice).test_asked_at = NOW
        session.merge(lively.alice).is_test = True
    visit(lively.alice, LAST_WEEK)

    assert of(lively)[Period.ALL].active == 14


@pytest.mark.parametrize("visitors", [1, 4])
def test_few_who_visited_are_not_shown_anywhere(lively: Cast, browser_as: BrowserAs, visitors: int) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for day in session.query(UsageDay).offset(visitors):
            session.delete(day)

    with time_machine.travel(NOW, tick=False):
        page = browser_as(lively.tess).visit(PAGE)
        text = browser_as(lively.tess).client.get(f"{PAGE}/cost.csv").text

    assert page.text.count("not shown") >= 3
    assert {row["active_relatives"] for row in csv.DictReader(text.splitlines())} == {""}
    assert {row["per_active_relative"] for row in csv.DictReader(text.splitlines())} == {""}


def test_a_trust_that_is_younger_than_the_time_pays_for_its_own_months_only(cast: Cast) -> None:
    make_costs(cast.tess)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for person in session.query(Person):
            person.created_at = london("2026-11-09 10:00")

    assert of(cast)[Period.ALL].span.first == date(2026, 11, 9)
    assert of(cast)[Period.QUARTER].span.first == date(2026, 11, 9)


def test_before_tess_has_said_what_an_hour_costs_the_page_asks_her(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)

    assert "Your trust has not said yet what an hour costs" in tess.visit(PAGE).text
    assert "£62.27" in tess.visit(PAGE).text
    assert tess.client.get(f"{PAGE}/cost.csv").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_tess_sees_everything_that_the_cost_is_made_of(lively: Cast, browser_as: BrowserAs) -> None:
    text = browser_as(lively.tess).visit(PAGE).text

    for words in (
        "10 h × £20.00 an hour = £200.00",
        "0.92 months × £100.00 = £92.00",
        "£332.00",
        "2 people, in 1 of 4 weeks",
        "There are weeks in which nobody wrote down hours",
        "£62.27",
    ):
        assert words in text


@time_machine.travel(NOW, tick=False)
def test_the_file_has_every_number_of_the_page(lively: Cast, browser_as: BrowserAs) -> None:
    answer = browser_as(lively.tess).client.get(f"{PAGE}/cost.csv")
    rows = {row["period"]: row for row in csv.DictReader(answer.text.splitlines())}
    month: dict[str, Any] = rows["4-weeks"]

    assert list(rows) == ["4-weeks", "12-weeks", "all"]
    assert (month["supporting_minutes"], month["supporting_hourly"], month["total"]) == ("600", "20.00", "332.00")
    assert (rows["all"]["active_relatives"], month["active_relatives"]) == ("14", "")
    assert (month["accounts"], month["per_account"]) == ("20", "16.60")


@time_machine.travel(NOW, tick=False)
def test_ada_sees_what_each_trust_wrote_down_and_never_who_visited(lively: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(lively.ada).visit(PAGE)

    assert "Riverside" in page.text
    assert "12 h" in page.text
    assert "Hillside" in page.text
    for path in ("hours.csv", "messages.csv", "looked.csv", "cost.csv"):
        assert browser_as(lively.ada).client.get(f"{PAGE}/{path}").status_code == 404
    assert "visited" in page.text
    assert " 8 " not in page.text


@time_machine.travel(NOW, tick=False)
def test_hanna_sees_nothing_of_riverside(lively: Cast, browser_as: BrowserAs) -> None:
    make_costs(lively.hanna)

    assert "10 h" not in browser_as(lively.hanna).visit(PAGE).text


def test_weeks_after_the_last_sunday_are_not_yet_counted(lively: Cast) -> None:
    make_hours(lively.sue, LAST_WEEK + timedelta(days=7), supporting=999)
    assert of(lively)[Period.ALL].hours.total == 780
