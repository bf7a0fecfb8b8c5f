"""Who has done the course: for Tess, the lead, by team and by name, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from tests.builders.accounts import make_person
from tests.builders.training import make_round
from tests.builders.trusts import make_team
from tests.page import Browser, Page
from tests.people import Cast
from tests.statements import counted

HERE = "/staff/training/completion"
BrowserAs = Callable[[Person], Browser]


def rows(page: Page) -> list[list[str]]:
    """The cells of the first table, without the names of columns that phones show."""
    body = page.all("tbody")[0]
    return [["".join((cell[0].tail or "").split("\n")).strip() for cell in row] for row in body]


@pytest.fixture
def done(cast: Cast) -> Cast:
    """Cora passed this month; Sue more than a year ago; Max and Tess never."""
    make_round(cast.cora, passed_days_ago=800)
    make_round(cast.cora, passed_days_ago=20)
    make_round(cast.sue, passed_days_ago=400)
    make_round(cast.max)
    make_round(cast.harry, passed_days_ago=5)
    return cast


def test_teams_are_counted_and_the_whole_trust_once(done: Cast, browser_as: BrowserAs) -> None:
    assert rows(browser_as(done.tess).visit(HERE)) == [
        ["Early Help", "2", "1", "1", "0"],
        ["In no team", "2", "0", "0", "2"],
        ["Whole trust", "4", "1", "1", "2"],
    ]


def test_somebody_in_two_teams_counts_in_both(done: Cast, browser_as: BrowserAs) -> None:
    from app.accounts.models import RoleGrant

    north = make_team(done.riverside, "North")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        grant = RoleGrant(
            trust_id=done.riverside.id, person_id=done.cora.id, role=Role.CLINICIAN.value, team_id=north.id
        )
        session.add(grant)

    found = rows(browser_as(done.tess).visit(HERE))
    assert ["North", "1", "1", "0", "0"] in found
    assert ["Whole trust", "4", "1", "1", "2"] in found


def test_names_of_another_trust_are_not_there(done: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(done.tess).visit(HERE).text

    assert "Cora" in page
    assert "Harry" not in page
    assert "Alice" not in page


@pytest.mark.parametrize("path", [HERE, f"{HERE}.csv"])
def test_only_the_lead_sees_who_has_done_it(done: Cast, browser_as: BrowserAs, path: str) -> None:
    for person in (done.alice, done.cora, done.sue, done.max, done.ada):
        assert browser_as(person).client.get(path).status_code == 404


def test_the_file_holds_a_row_for_each_and_that_it_left_is_written_down(done: Cast, browser_as: BrowserAs) -> None:
    answer = browser_as(done.tess).client.get(f"{HERE}.csv")
    lines = answer.text.splitlines()
    passed_on = clock.london_day(clock.now() - timedelta(days=20))

    assert lines[0] == "team,name,state,passed_on,holds_until"
    assert lines[1].startswith(f"Early Help,Cora,done,{passed_on},")
    assert "In no team,Max,never,," in lines
    assert 'attachment; filename="holdfast-training-' in answer.headers["content-disposition"]
    with unit_of_work(Platform.COMMAND_LINE) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == Action.REPORT_EXPORTED)).one()
    assert (entry.actor_id, entry.details) == (done.tess.id, {"report": "training", "rows": 4})


def test_a_name_that_is_a_formula_stays_a_name(cast: Cast, browser_as: BrowserAs) -> None:
    make_person("=HYPERLINK", Role.MODERATOR, trust=cast.riverside)

    assert "In no team,'=HYPERLINK,never,," in browser_as(cast.tess).client.get(f"{HERE}.csv").text


def test_more_staff_need_no_more_statements(done: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(done.tess)
    with counted() as few:
        browser.visit(HERE)
    for number in range(10):
        make_round(make_person(f"Clinician{number}", Role.CLINICIAN, team=done.early_help), passed_days_ago=number)
    with counted() as many:
        browser.visit(HERE)

    assert len(few) == len(many) <= 8
