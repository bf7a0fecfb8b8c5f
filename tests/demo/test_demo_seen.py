"""The demo trust: what its people see."""

from collections.abc import Callable

from app.core.db import Platform, unit_of_work
from app.demo.past import PLAN_FIELDS
from app.toolbox import queries as toolbox
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


def test_tesss_report_has_something_to_show_and_something_to_hide(look_as: LookAs) -> None:
    text = look_as("tess").visit("/staff/reports").text
    assert "31 of 46 people invited now have an account (67.4%)." in text
    assert "First module read: 20 of 46 (43.5%)" in text
    assert "not shown" in text


def test_alice_sees_what_others_asked_for_and_sue_what_waits(look_as: LookAs) -> None:
    assert "6 others would like this too." in look_as("alice").visit("/topics").text
    assert "Driving and tablets" in look_as("sue").visit("/staff/topics").text
