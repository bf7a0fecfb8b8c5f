"""Flags in a real browser: Cora tells of a worry, Max takes it, Sue agrees to close it; one is overdue; Tess plans."""

import pytest

from app.risk.rules import SubjectKind, Urgency
from tests.browser.visitor import Visitor
from tests.builders.flags import make_flag, make_overdue
from tests.people import Cast

pytestmark = pytest.mark.browser

TOLD = (
    "His sister rang me. He has a knife in his room and has not slept for three days.\nThere is a child in the house."
)


def test_cora_tells_of_a_worry_max_takes_it_and_sue_agrees_to_close_it(visitor: Visitor, cast: Cast) -> None:
    _cora_tells(visitor)
    _max_works(visitor)
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/flags")
    visitor.follow("What a member of staff was told")
    visitor.look("flag-second-person-covered")
    assert visitor.page.get_by_text("I rang the duty social worker").count() == 0
    visitor.press("Show what was written")
    visitor.sees("knife in his room")
    visitor.look("flag-second-person")
    visitor.press("I agree: close it")
    visitor.sees("It is closed.")
    visitor.open("/staff/flags/log")
    visitor.look("flags-log")
    visitor.page.get_by_label("Show what staff wrote, too").check()
    visitor.press("Show these days")
    visitor.sees("I rang the duty social worker")
    visitor.look("flags-log-words")
    visitor.check_paper()


def test_what_nobody_looked_at_in_time_stands_on_top_in_words(visitor: Visitor, cast: Cast) -> None:
    make_flag(cast.ben, urgency=Urgency.HOLD_IDENTITY, kind=SubjectKind.POST)
    make_flag(cast.ben, urgency=Urgency.LOOK_TODAY, kind=SubjectKind.CHECK_IN)
    flag = make_flag(cast.alice)
    make_overdue(cast.alice, flag)
    visitor.sign_in("max@example.org")
    visitor.follow("Flags")
    assert visitor.page.locator(".app-row").first.get_by_text("Overdue").is_visible()
    visitor.look("flags-overdue")
    visitor.open(f"/staff/flags/{flag}")
    visitor.press("Show what was written")
    visitor.look("flag-overdue")
    visitor.open("/staff/flags/figures")
    visitor.look("flags-figures")


def test_tess_sets_hours_rota_and_whom_to_call(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/settings/hours")
    visitor.look("settings-hours")
    visitor.fill("Friday", "9am until whenever")
    visitor.press("Save the hours")
    visitor.look("settings-hours-mistake")
    visitor.fill("Friday", "9am to midday")
    visitor.press("Save the hours")
    visitor.sees("The hours are saved")
    _tess_plans(visitor)


def _cora_tells(visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.follow("Tell of a worry")
    visitor.press("Send it")
    visitor.look("flags-new-mistake")
    visitor.page.get_by_label("Look now").check()
    visitor.fill("What were you told, or what did you see?", TOLD)
    visitor.press("Send it")
    visitor.look("flags-told")
    visitor.press("Sign out")


def _max_works(visitor: Visitor) -> None:
    visitor.sign_in("max@example.org")
    visitor.open("/staff/flags")
    visitor.look("flags")
    visitor.follow("What a member of staff was told")
    visitor.look("flag-covered")
    visitor.press("Take it")
    visitor.press("Show what was written")
    visitor.look("flag-taken")
    visitor.open("/staff/flags?state=mine")
    visitor.look("flags-mine")
    visitor.follow("What a member of staff was told")
    visitor.page.get_by_text("Propose to close it").first.click()
    visitor.press("Propose to close it")
    visitor.look("flag-close-mistake")
    visitor.page.get_by_label("Safeguarding was started").check()
    visitor.fill("What was done, and by whom?", "I rang the duty social worker. She visits within the hour.")
    visitor.press("Propose to close it")
    visitor.sees("It waits for a second person now.")
    visitor.look("flag-proposed")
    visitor.press("Sign out")


def _tess_plans(visitor: Visitor) -> None:
    visitor.open("/staff/settings/rota")
    visitor.page.get_by_label("Who", exact=True).select_option(label="Sue")
    visitor.page.get_by_label("Day", exact=True).select_option(label="Tuesday")
    visitor.fill("From when to when", "9am to 5pm")
    visitor.press("Add the shift")
    visitor.look("settings-rota")
    visitor.open("/staff/settings/duty")
    visitor.page.get_by_label("Third: the person on duty, at any hour").check()
    visitor.fill("Name", "Duty desk")
    visitor.fill("Email address", "desk@example.org")
    visitor.press("Add them")
    visitor.look("settings-duty")
