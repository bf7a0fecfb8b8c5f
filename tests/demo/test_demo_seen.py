"""The demo trust: what its people see."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.demo.past import PLAN_FIELDS
from app.toolbox import queries as toolbox
from app.usage.models import UsageEvent
from tests.demo.conftest import person
from tests.page import Browser

LookAs = Callable[[str], Browser]


def test_alices_home_shows_where_she_stopped_and_her_toolbox_a_plan(look_as: LookAs) -> None:
    browser = look_as("alice")
    assert browser.visit("/home").status == 200
    assert browser.visit("/toolbox").status == 200
    with unit_of_work(Platform.COMMAND_LINE) as session:
        [item, _about] = toolbox.items(session, person_id=person("alice").id)
    assert item.kept.answer == {"fields": PLAN_FIELDS}
    assert [words for _label, words in item.kept.lines] == list(PLAN_FIELDS.values())
    assert browser.visit(item.kept.href.split("#")[0]).status == 200


def test_coras_invitations_are_in_every_state(look_as: LookAs) -> None:
    page = look_as("cora").visit("/staff/invitations")
    assert page.status == 200
    assert "Verity" in page.text


def test_tesss_report_has_something_to_show(look_as: LookAs) -> None:
    text = look_as("tess").visit("/staff/reports").text
    assert "66 of 98 people invited now have an account (67.3%)." in text
    assert "The biggest drop is at" in text


def test_the_pages_of_tesss_reports_agree_on_how_many_joined_and_show_every_step(look_as: LookAs) -> None:
    board = look_as("tess").visit("/staff/reports/board").text
    assert "68 of 68 relatives with an account used it at least once" in board
    assert "Nothing has been counted yet" not in look_as("tess").visit("/staff/reports/use").text
    assert "not shown" not in board.replace("are not shown", "")


@pytest.mark.parametrize("page", ["use", "uptake", "work", "quality", "board", "caseloads", "costs", "left-out"])
def test_every_page_of_tesss_reports_opens(look_as: LookAs, page: str) -> None:
    assert look_as("tess").visit(f"/staff/reports/{page}").status == 200


def test_the_workspace_has_tasks_suggestions_and_what_was_done(look_as: LookAs) -> None:
    tess = look_as("tess")
    assert "Tell staff that it is part of the service, not research" in tess.visit("/staff/implementation").text
    assert "days of the carers' evening" in tess.visit("/staff/suggestions").text
    assert "bigger letters" in look_as("alice").visit("/what-changed").text


def test_nobody_comes_tomorrow(look_as: LookAs) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        last = session.scalar(select(func.max(UsageEvent.happened_at)))
    assert last
    assert last <= clock.now()


def test_alice_sees_what_others_asked_for_and_sue_what_waits(look_as: LookAs) -> None:
    assert "6 others would like this too." in look_as("alice").visit("/topics").text
    assert "Driving and tablets" in look_as("sue").visit("/staff/topics").text
