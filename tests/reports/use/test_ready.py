"""What is made ready in the night: the same as what would be added up, for a week, and nothing that is hidden."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.reports import command_line
from app.reports.models import UseReport
from app.reports.periods import Period
from app.reports.use import ready, report
from app.reports.use.queries import Asked
from app.usage.models import UsageRollUp
from tests.builders.trusts import make_team
from tests.builders.use import make_all_use, make_reading, make_relatives
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/use"
TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 16)
SETTLED = datetime(2026, 11, 23, 2, tzinfo=UTC)  # two hours after the end of the last Sunday


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


@pytest.fixture
def lively(cast: Cast) -> Cast:
    """20 relatives of Early Help and 3 of another team, each with one day; everything is counted.

    Their logins are a number that no random id has in it by chance.
    """
    for team, number, logins in ((cast.early_help, 20, 2), (make_team(cast.riverside, "Zeta"), 3, 7_777_777)):
        relatives = make_relatives(team, number)
        make_all_use((each, MONDAY, {"logins": logins}) for each in relatives)
        for each in relatives:
            make_reading(each, MONDAY, "the-future", completed=True)
    counted_to(SETTLED)
    return cast


def counted_to(moment: datetime) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.merge(UsageRollUp(id=1, counted_to=moment))


def kept() -> list[UseReport]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(UseReport).order_by(UseReport.sunday, UseReport.trust_id, UseReport.period)))


def make_all_ready() -> None:
    from worker import tasks  # it looks for Redis as soon as it is there

    tasks.make_use_ready()


def more_relatives(cast: Cast) -> None:
    make_all_use((each, MONDAY, {}) for each in make_relatives(cast.early_help, 6))


def test_every_trust_and_all_together_are_made_ready_as_they_would_be_added_up(lively: Cast) -> None:
    make_all_ready()

    assert len(kept()) == 3 * len(Period)
    for trust_id in (lively.riverside.id, lively.hillside.id, None):
        for period in Period:
            asked = Asked(trust_id, period, TODAY)
            with unit_of_work(Platform.SWEEP) as session, counted() as statements:
                found = ready.use(session, asked)
            assert len(statements) == 1
            with unit_of_work(Platform.SWEEP) as session:
                assert found == report.use(session, asked)


def test_nothing_that_is_hidden_is_kept(lively: Cast) -> None:
    make_all_ready()

    for row in kept():
        assert "7777777" not in json.dumps(row.shown)
    assert {field.name for field in UseReport.__table__.columns} == {
        *("id", "trust_id", "period", "sunday", "shown", "counted_to")
    }


def test_a_page_that_was_not_made_ready_is_kept_by_whoever_looks_first(lively: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(lively.tess)
    assert "23 relatives had an account." in tess.visit(PAGE).text
    more_relatives(lively)
    page = tess.visit(PAGE).text
    assert "23 relatives had an account." in page
    assert "Counted up to Monday 23 November 2026, 2am." in page
    assert [(row.trust_id, row.period) for row in kept()] == [(lively.riverside.id, "all")]


def test_what_is_kept_is_for_that_trust_alone(lively: Cast, browser_as: BrowserAs) -> None:
    browser_as(lively.tess).visit(PAGE)
    assert "No relative had an account" in browser_as(lively.hanna).visit(PAGE).text
    assert "23 of 23 relatives" in browser_as(lively.ada).visit(PAGE).text


def test_the_next_night_makes_it_anew_and_twice_is_as_good_as_once(lively: Cast, browser_as: BrowserAs) -> None:
    make_all_ready()
    more_relatives(lively)
    make_all_ready()
    make_all_ready()
    assert len(kept()) == 3 * len(Period)
    assert "29 relatives had an account." in browser_as(lively.tess).visit(PAGE).text


def test_other_sundays_are_let_go(lively: Cast) -> None:
    make_all_ready()
    with time_machine.travel("2026-12-01T03:20:00Z", tick=False):
        counted_to(datetime(2026, 12, 1, 3, 15, tzinfo=UTC))
        make_all_ready()
    assert {row.sunday for row in kept()} == {date(2026, 11, 29)}


@pytest.mark.parametrize("moment", [None, SETTLED - timedelta(seconds=1)])
def test_nothing_is_kept_while_the_sunday_is_not_wholly_counted(
    cast: Cast, browser_as: BrowserAs, moment: datetime | None
) -> None:
    if moment:
        counted_to(moment)
    make_all_ready()
    browser_as(cast.tess).visit(PAGE)
    assert not kept()


def test_days_that_are_counted_anew_show_at_once(lively: Cast, browser_as: BrowserAs) -> None:
    make_all_ready()
    command_line.recompute(first=MONDAY, last=MONDAY)  # there are no events of it
    assert not kept()
    assert "Half of all relatives or more did not sign in." in browser_as(lively.tess).visit(PAGE).text


def test_what_another_version_kept_is_made_anew(lively: Cast, browser_as: BrowserAs) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        facts = {"period": Period.ALL.value, "sunday": date(2026, 11, 22), "counted_to": SETTLED}
        session.add(UseReport(trust_id=lively.riverside.id, shown={"whole": 1}, **facts))
    assert "23 relatives had an account." in browser_as(lively.tess).visit(PAGE).text
    assert len(kept()[0].shown) > 1
