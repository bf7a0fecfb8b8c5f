"""What is made ready in the night: what may be told, which stays until five have changed it, and nothing hidden."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.reports import command_line
from app.reports.models import Kind, UseReport
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


def kept(kind: Kind = Kind.USE) -> list[UseReport]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(UseReport).where(UseReport.kind == kind.value).order_by(UseReport.trust_id)))


def make_all_ready() -> None:
    from worker import tasks  # it looks for Redis as soon as it is there

    tasks.make_use_ready()


def more_relatives(cast: Cast) -> None:
    make_all_use((each, MONDAY, {}) for each in make_relatives(cast.early_help, 6))


def week_later(people: list[Person]) -> None:
    """These come once more, and the night after the next Sunday is over."""
    make_all_use((each, MONDAY + timedelta(weeks=1), {"logins": 4}) for each in people)
    with time_machine.travel("2026-11-30T03:20:00Z", tick=False):
        counted_to(datetime(2026, 11, 30, 3, 15, tzinfo=UTC))
        make_all_ready()


def logins(browser: Browser) -> tuple[str, str]:
    """Up to when, and the mean."""
    answer = browser.client.get(f"{PAGE}/use.csv")
    row = next(csv.DictReader(answer.text.splitlines()))
    return row["up_to"], row["mean"]


def test_every_trust_and_all_together_are_made_ready_as_they_would_be_added_up(lively: Cast) -> None:
    make_all_ready()

    assert (len(kept()), len(kept(Kind.UPTAKE))) == (3, 1)
    for trust_id in (lively.riverside.id, lively.hillside.id, None):
        asked = Asked(trust_id, TODAY)
        with unit_of_work(Platform.SWEEP) as session, counted() as statements:
            found = ready.use(session, asked)
        assert len(statements) == 1
        with unit_of_work(Platform.SWEEP) as session:
            assert found == report.use(session, asked)


def test_nothing_that_is_hidden_is_kept(lively: Cast) -> None:
    make_all_ready()

    for row in kept():
        assert "7777777" not in json.dumps(row.shown["parts"])
    assert {field.name for field in UseReport.__table__.columns} == {
        *("id", "trust_id", "kind", "sunday", "shown", "counted_to")
    }


def test_what_was_never_told_is_counted_and_kept_by_whoever_looks_first(lively: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(lively.tess)
    assert "23 of 23 relatives with an account used it" in tess.visit(PAGE).text
    more_relatives(lively)
    page = tess.visit(PAGE).text
    assert "23 of 23 relatives with an account used it" in page
    assert "Counted on Monday 23 November 2026, 2am." in page
    assert [row.trust_id for row in kept()] == [lively.riverside.id]


def test_what_is_kept_is_for_that_trust_alone(lively: Cast, browser_as: BrowserAs) -> None:
    browser_as(lively.tess).visit(PAGE)
    assert "No relative had an account" in browser_as(lively.hanna).visit(PAGE).text
    assert "23 of 23 relatives" in browser_as(lively.ada).visit(PAGE).text


def test_a_week_in_which_four_came_changes_nothing_and_one_in_which_five_came_does(
    lively: Cast, browser_as: BrowserAs
) -> None:
    make_all_ready()
    tess = browser_as(lively.tess)
    before = logins(tess)
    make_relatives(lively.early_help, 3)  # with Alice and Ben five who never come
    week_later(make_relatives(lively.early_help, 4))
    assert logins(tess) == before
    assert "23 of 23 relatives with an account used it at least once up to Sunday 22" in tess.visit(PAGE).text
    make_all_use((each, MONDAY + timedelta(weeks=2), {}) for each in make_relatives(lively.early_help, 1))
    with time_machine.travel("2026-12-07T03:20:00Z", tick=False):
        counted_to(datetime(2026, 12, 7, 3, 15, tzinfo=UTC))
        make_all_ready()
    assert logins(tess)[0] == "2026-12-06"
    assert "28 of 33 relatives with an account used it at least once (84.8%)" in tess.visit(PAGE).text


def test_twice_a_night_and_the_next_night_change_nothing(lively: Cast) -> None:
    make_all_ready()
    before = [row.shown for row in kept()]
    make_all_ready()
    assert [row.shown for row in kept()] == before


def test_before_a_monday_is_two_hours_old_the_week_before_is_told(lively: Cast) -> None:
    counted_to(SETTLED - timedelta(seconds=1))
    make_all_ready()
    assert {row.sunday for row in kept()} == {date(2026, 11, 15)}
    counted_to(SETTLED)
    make_all_ready()
    assert {row.sunday for row in kept()} == {date(2026, 11, 22)}


def test_counting_that_fell_back_takes_nothing_back(lively: Cast) -> None:
    make_all_ready()
    before = [row.shown for row in kept()]
    counted_to(SETTLED - timedelta(days=20))
    make_all_ready()
    assert [row.shown for row in kept()] == before


def test_while_nothing_was_ever_counted_nothing_is_kept(cast: Cast, browser_as: BrowserAs) -> None:
    make_all_ready()
    browser_as(cast.tess).visit(PAGE)
    assert not kept()


def test_days_that_are_counted_anew_change_nothing_that_was_told(lively: Cast, browser_as: BrowserAs) -> None:
    make_all_ready()
    before = [row.shown for row in kept()]
    command_line.recompute(first=MONDAY, last=MONDAY)  # there are no events of it
    make_all_ready()
    assert [row.shown["active"] for row in kept()] == [shown["active"] for shown in before]


def test_what_another_version_kept_is_made_anew(lively: Cast, browser_as: BrowserAs) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        facts = {"kind": Kind.USE.value, "sunday": date(2026, 11, 22), "counted_to": SETTLED}
        session.add(UseReport(trust_id=lively.riverside.id, shown={"whole": 1}, **facts))
    assert "23 of 23 relatives with an account" in browser_as(lively.tess).visit(PAGE).text
    assert len(kept()[0].shown) > 1
