"""Tess writes down how many people each team works with."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.carers.models import Caseload
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team
from tests.builders.trusts import make_team
from tests.builders.uptake import make_caseload
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/caseloads"
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def monday() -> object:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


def field(team: Team) -> str:
    return f"people-{team.id}"


def kept() -> list[tuple[object, date, int]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        columns = (Caseload.team_id, Caseload.counted_on, Caseload.people)
        return [tuple(row) for row in session.execute(select(*columns).order_by(Caseload.counted_on))]  # type: ignore[misc]


def noted() -> list[dict[str, object]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.action == "report.settings-changed"))
        return [entry.details for entry in found]


def test_tess_counts_one_team_and_leaves_the_other(cast: Cast, browser_as: BrowserAs) -> None:
    make_team(cast.riverside, "Second")
    page = browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): "1,240", "on": "3 November 2026"})
    assert "The numbers are written down" in page.text
    assert "Last count: 1,240 on Tuesday 3 November 2026" in page.text
    assert kept() == [(cast.early_help.id, date(2026, 11, 3), 1240)]


def test_without_a_day_it_is_todays_count(cast: Cast, browser_as: BrowserAs) -> None:
    browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): "12"})
    assert kept() == [(cast.early_help.id, date(2026, 11, 23), 12)]


def test_a_second_count_on_the_same_day_takes_the_place_of_the_first(cast: Cast, browser_as: BrowserAs) -> None:
    for people in ("12", "13"):
        browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): people})
    assert [people for _, _, people in kept()] == [13]


def test_a_count_is_in_the_audit_trail(cast: Cast, browser_as: BrowserAs) -> None:
    browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): "12"})
    assert noted() == [{"setting": "caseload", "people": 12, "counted_on": "2026-11-23"}]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ("many", "Write a whole number, such as 140"),
        ("-3", "Write a whole number, such as 140"),
        ("1.5", "Write a whole number, such as 140"),
        ("٣", "Write a whole number, such as 140"),
        ("100001", "Write 100,000 or fewer"),
        ("9" * 5000, "Write 100,000 or fewer"),
        ("", "Write the number of at least one team"),
    ],
)
def test_what_is_no_number_is_not_kept(cast: Cast, browser_as: BrowserAs, people: str, sentence: str) -> None:
    page = browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): people})
    assert (page.status, kept()) == (422, [])
    assert sentence in page.text


def test_a_day_to_come_is_refused_and_the_number_stays_in_the_field(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(PAGE, **{field(cast.early_help): "12", "on": "24 November 2026"})
    assert (page.status, page.value(field(cast.early_help)), kept()) == (422, "12", [])
    assert "That day has not come yet" in page.text


def test_a_wrong_count_can_be_taken_away(cast: Cast, browser_as: BrowserAs) -> None:
    wrong = make_caseload(cast.tess, cast.early_help, 9, counted_on=date(2026, 11, 3))
    page = browser_as(cast.tess).submit(f"{PAGE}/{wrong.id}/take-away")
    assert ("The count is taken away" in page.text, kept()) == (True, [])
    assert noted() == [{"setting": "caseload", "taken_away": 9, "counted_on": "2026-11-03"}]


def test_tess_cannot_count_or_take_away_for_the_other_trust(cast: Cast, browser_as: BrowserAs) -> None:
    theirs = make_caseload(cast.hanna, cast.hill_team, 9, counted_on=date(2026, 11, 3))
    tess = browser_as(cast.tess)
    assert tess.submit(PAGE, **{field(cast.hill_team): "1"}).status == 422
    assert tess.submit(f"{PAGE}/{theirs.id}/take-away").status == 404
    assert "Hill" not in tess.visit(PAGE).text
    assert [people for _, _, people in kept()] == [9]


def test_nobody_but_the_lead_may(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max, cast.ada):
        assert browser_as(person).visit(PAGE).status == 404


def test_a_trust_without_teams_is_told_where_to_begin(cast: Cast, browser_as: BrowserAs) -> None:
    from app.accounts.roles import Role
    from tests.builders.accounts import make_person
    from tests.builders.trusts import make_trust

    lena = make_person("Lena", Role.TRUST_LEAD, trust=make_trust("New"))
    assert "Your trust has no team yet." in browser_as(lena).visit(PAGE).text
