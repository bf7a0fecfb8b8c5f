"""The page about the change between check-ins in a real browser: words, tables, and the way there by keyboard."""

from datetime import date

import pytest
from playwright.sync_api import expect

from app.core.db import Platform, unit_of_work
from app.outcomes.rules import TimePoint
from app.reports.change import ready
from app.reports.change.rules import Change
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser

HERE = "/staff/reports/check-ins"
OCTOBER = date(2026, 10, 1)


def much_is_shown(cast: Cast) -> None:
    first = Change(1, OCTOBER, people=23, mean=-4.1, deviation=7.8, start=26.4, left_out=31)
    second = Change(1, OCTOBER, people=11, mean=-5.6, deviation=9.3, start=None, left_out=None)
    with unit_of_work(Platform.SWEEP) as session:
        for name in ("ghq-28", "k10"):
            changes = {TimePoint.WEEK_12: first, TimePoint.WEEK_24: second if name == "ghq-28" else None}
            ready._keep(session, cast.riverside.id, name, changes)


def test_tess_reads_how_scores_changed_and_prints_it(visitor: Visitor, cast: Cast) -> None:
    much_is_shown(cast)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports")
    visitor.follow("Check-ins")
    visitor.sees("After 12 weeks, 23 relatives had 4.1 points fewer than at the start, on average.")
    visitor.sees("In the study, both groups had less distress after 24 weeks")
    visitor.look("reports-check-ins")
    visitor.check_paper()


def test_tess_opens_what_the_numbers_count_by_keyboard(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open(HERE)
    visitor.sees("There is nothing to show yet.")
    summary = visitor.page.locator("summary", has_text="What these numbers count")
    summary.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("stays as it is until the quarter is over")).to_be_visible()
    visitor.look("reports-check-ins-empty")
