"""The uptake files: what stands in them, who may have them, and that each is written down."""

import csv
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.reports.uptake.files import caseloads, inviters, steps, table_3, times, weeks
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.uptake import make_caseload, make_relatives
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
FILES = {kind.name: kind for kind in (each.KIND for each in (table_3, steps, weeks, times, caseloads, inviters))}


def rows(browser: Browser, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(browser.client.get(f"/staff/reports/{name}.csv").text.splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_each_has_the_columns_that_are_explained_and_a_time_in_its_name(
    cast: Cast, browser_as: BrowserAs, name: str
) -> None:
    answer = browser_as(cast.tess).client.get(f"/staff/reports/{name}.csv")
    assert answer.text.splitlines()[0].split(",") == [column.name for column in FILES[name].columns]
    assert f"holdfast-{name}-20" in answer.headers["content-disposition"]


@pytest.mark.parametrize("name", FILES)
def test_each_is_for_the_lead_only_and_written_down(cast: Cast, browser_as: BrowserAs, name: str) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).client.get(f"/staff/reports/{name}.csv").status_code == 404
    browser_as(cast.tess).client.get(f"/staff/reports/{name}.csv")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.execute(select(AuditEntry.actor_id, AuditEntry.details["report"].astext)).all()
    assert [tuple(row) for row in found] == [(cast.tess.id, name)]


def test_ada_has_every_file_but_the_one_with_names(cast: Cast, browser_as: BrowserAs) -> None:
    ada = browser_as(cast.ada)
    answers = {name: ada.client.get(f"/staff/reports/{name}.csv").status_code for name in FILES}
    assert answers == {name: 404 if name == "uptake-inviters" else 200 for name in FILES}


def test_a_small_step_is_not_in_the_file_either(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefgh", modules=[0])
    make_relatives(cast.cora, cast.early_help, "xyz", modules=[1])
    found = rows(browser_as(cast.tess), "uptake-funnel")
    assert [(row["team"], row["identified"], row["account"], row["first_module"]) for row in found] == [
        ("Early Help", "", "11", "not shown"),
        ("", "", "11", "not shown"),
    ]


def test_the_steps_of_a_team_that_keeps_a_list(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help)
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[1, 0], shares=1)
    last = rows(browser_as(cast.tess), "uptake-funnel")[-1]
    assert list(last.values()) == ["Riverside", "", "7", "6", "6", "6", "6", "6", "6", "6", "6"]


def test_the_caseload_and_the_days(cast: Cast, browser_as: BrowserAs) -> None:
    make_caseload(cast.tess, cast.early_help, 40, counted_on=date(2026, 3, 2))
    make_relatives(cast.cora, cast.early_help, "abcdef", modules=[])
    tess = browser_as(cast.tess)
    assert list(rows(tess, "uptake-caseloads")[0].values()) == [
        "Riverside", "Early Help", "40", "2026-03-02", "1", "6", "15.0",
    ]  # fmt: skip
    assert list(rows(tess, "uptake-times")[0].values()) == ["Riverside", "Early Help", *"000", *["not shown"] * 3]


def test_inviters_by_name_and_weeks_by_team(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help, days_old=10)
    tess = browser_as(cast.tess)
    cora = rows(tess, "uptake-inviters")[0]
    assert (cora["team"], cora["name"], cora["invites_sent"], cora["has_left"]) == ("Early Help", "Cora", "1", "no")
    found = rows(tess, "uptake-weeks")
    assert (len(found), sum(int(row["invites_sent"]) for row in found)) == (24, 2)
