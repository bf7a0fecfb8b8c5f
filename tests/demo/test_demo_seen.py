"""The demo trust: what its people see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.core.small_numbers import FEWEST
from app.demo.check_ins import K10
from app.demo.past import PLAN_FIELDS
from app.network import queries as network
from app.network.rules import Whose
from app.outcomes import instruments
from app.outcomes.rules import TimePoint
from app.reports.change import queries as change
from app.toolbox import queries as toolbox
from app.toolbox.rules import Kind
from app.usage.models import UsageEvent
from tests.demo.conftest import person
from tests.page import Browser

LookAs = Callable[[str], Browser]


def test_alices_home_shows_where_she_stopped_and_her_toolbox_a_plan(look_as: LookAs) -> None:
    browser = look_as("alice")
    assert browser.visit("/home").status == 200
    assert browser.visit("/toolbox").status == 200
    with unit_of_work(Platform.COMMAND_LINE) as session:
        item = next(
            each
            for each in toolbox.items(session, person_id=person("alice").id)
            if each.kept.title == "My plan for tonight"
        )
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


@pytest.mark.parametrize(
    "page", ["use", "uptake", "work", "quality", "board", "caseloads", "costs", "left-out", "check-ins"]
)
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


def test_alice_has_a_plan_that_is_whole_and_one_that_is_begun(look_as: LookAs) -> None:
    text = look_as("alice").visit("/plans").text
    assert "Filled in" in text
    assert "4 of 7 parts" in text


def test_her_map_has_people_places_and_activities_and_a_copy_to_compare_with(look_as: LookAs) -> None:
    alice = look_as("alice")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        drawn = network.map_of(session, person_id=person("alice").id, whose=Whose.MINE).drawn
        [copy] = network.copies(session, person_id=person("alice").id, whose=Whose.MINE)
    assert {link.ends <= {node.id for node in drawn.nodes} for link in drawn.links} == {True}
    assert len(copy.drawn.nodes) == len(drawn.nodes) - 4
    assert "Mina at 12" in alice.visit("/network-map/mine").text


def test_she_has_done_one_check_in_and_others_are_due(look_as: LookAs) -> None:
    alice = look_as("alice")
    text = alice.visit("/check-ins").text
    assert "Last time" in text
    assert "Now is a good time for this" in text
    assert "A short check-in shows you what has changed" in alice.visit("/home").text


def test_cora_reads_what_alice_shared_and_nothing_else(look_as: LookAs) -> None:
    cora = look_as("cora")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        items = toolbox.items(session, person_id=person("alice").id)
    seen = {item.kind for item in items if cora.visit(f"/staff/shared/{item.id}").status == 200}
    assert seen == {Kind.PLAN, Kind.CHECK_IN}


def test_on_the_last_day_of_a_quarter_enough_have_answered_twice_too(demo: None) -> None:
    k10, trust_id = instruments.load(settings().content_folder)[K10], person("alice").trust_id
    assert trust_id
    until = clock.london_day(clock.now()) - timedelta(days=91)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        members = change.members(session, trust_id=trust_id, until=until)
        pairs = change.pairs(session, trust_id=trust_id, instrument=k10, until=until, of=members)
    assert len(pairs[TimePoint.WEEK_12]) > FEWEST


def test_tess_sees_how_check_ins_changed_and_that_some_agreed_to_a_study(look_as: LookAs) -> None:
    tess = look_as("tess")
    assert "fewer than at the start, on average" in tess.visit("/staff/reports/check-ins").text
    assert "Take part 7 people" in tess.visit("/staff/research").text
