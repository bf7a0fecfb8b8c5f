"""Everybody who works here writes down their own hours, and nobody else's."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine

from app.accounts.models import Person
from tests.builders.hours import london
from tests.builders.messages import make_conversation
from tests.builders.workload import kept_hours, make_hours
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/hours"
NOW = london("2026-11-25 12:00")
THIS, LAST = date(2026, 11, 23), date(2026, 11, 16)


@time_machine.travel(NOW, tick=False)
def test_cora_writes_down_this_week_and_last_week_at_once(cast: Cast, browser_as: BrowserAs) -> None:
    cora = browser_as(cast.cora)
    page = cora.submit(PAGE, **{f"inviting-{THIS}": "90", f"inviting-{LAST}": "1 h", f"running-{LAST}": ""})

    assert "Your hours are kept" in page.text
    assert kept_hours(cast.cora) == {(THIS, "inviting"): 90, (LAST, "inviting"): 60}
    assert page.value(f"inviting-{THIS}") == "90"


@time_machine.travel(NOW, tick=False)
def test_she_changes_it_later_and_an_empty_box_takes_it_away(cast: Cast, browser_as: BrowserAs) -> None:
    make_hours(cast.cora, LAST, inviting=30, running=15)

    browser_as(cast.cora).submit(PAGE, **{f"inviting-{LAST}": "45", f"running-{LAST}": ""})

    assert kept_hours(cast.cora) == {(LAST, "inviting"): 45}


@time_machine.travel(NOW, tick=False)
def test_an_older_week_has_a_page_of_its_own_and_leaves_the_others_alone(cast: Cast, browser_as: BrowserAs) -> None:
    old = THIS - timedelta(weeks=52)
    make_hours(cast.cora, LAST, inviting=30)
    make_hours(cast.cora, old, inviting=10)
    cora = browser_as(cast.cora)

    page = cora.visit(f"{PAGE}?week={old}")
    cora.submit(PAGE, week=f"{old}", **{f"inviting-{old}": "20"})

    assert (page.value(f"inviting-{old}"), page.value(f"inviting-{LAST}")) == ("10", None)
    assert kept_hours(cast.cora) == {(LAST, "inviting"): 30, (old, "inviting"): 20}


@pytest.mark.parametrize("week", ["2026-11-24", "2026-11-30", "2025-11-17", "nonsense"])
@time_machine.travel(NOW, tick=False)
def test_no_day_but_a_monday_of_the_last_year_is_a_week(cast: Cast, browser_as: BrowserAs, week: str) -> None:
    cora = browser_as(cast.cora)
    assert cora.visit(f"{PAGE}?week={week}").status == 404

    cora.submit(PAGE, **{f"inviting-{week}": "20", f"nonsense-{THIS}": "20"})

    assert kept_hours(cast.cora) == {}


@time_machine.travel(NOW, tick=False)
def test_a_form_that_was_open_over_midnight_on_sunday_means_the_week_it_showed(
    cast: Cast, browser_as: BrowserAs
) -> None:
    sunday = london("2026-11-22 23:59")
    with time_machine.travel(sunday, tick=False):
        page = browser_as(cast.cora).visit(PAGE)
    assert page.value(f"inviting-{LAST}") is not None or f'name="inviting-{LAST}"' in page.response.text

    browser_as(cast.cora).submit(PAGE, **{f"inviting-{LAST}": "20"})

    assert kept_hours(cast.cora) == {(LAST, "inviting"): 20}


@time_machine.travel(NOW, tick=False)
def test_a_mistake_keeps_every_word_and_nothing_is_written(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(PAGE, **{f"inviting-{THIS}": "a lot", f"running-{THIS}": "5"})

    assert page.status == 422
    assert "Write minutes, such as 90, or hours and minutes, such as 1 h 30" in page.text
    assert (page.value(f"inviting-{THIS}"), page.value(f"running-{THIS}")) == ("a lot", "5")
    assert kept_hours(cast.cora) == {}


@time_machine.travel(NOW, tick=False)
def test_a_mistake_in_a_form_of_last_week_shows_the_weeks_that_she_filled_in(cast: Cast, browser_as: BrowserAs) -> None:
    before = LAST - timedelta(weeks=1)

    page = browser_as(cast.cora).submit(PAGE, **{f"inviting-{LAST}": "20", f"inviting-{before}": "a lot"})

    assert (page.value(f"inviting-{LAST}"), page.value(f"inviting-{before}")) == ("20", "a lot")
    assert page.value(f"inviting-{THIS}") is None


@time_machine.travel(NOW, tick=False)
def test_all_boxes_of_a_week_have_60_hours_together(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(PAGE, **{f"inviting-{THIS}": "40 h", f"running-{THIS}": "21 h"})

    assert "With the other boxes this is more than 60 hours in one week" in page.text
    assert kept_hours(cast.cora) == {}


@time_machine.travel(NOW, tick=False)
def test_cora_sees_her_own_and_nothing_of_sues(cast: Cast, browser_as: BrowserAs) -> None:
    make_hours(cast.sue, LAST, supporting=1234)
    make_hours(cast.cora, LAST, inviting=75)

    page = browser_as(cast.cora).visit(PAGE)

    assert "Inviting relatives: 1 h 15 min" in page.text
    assert "20 h 34 min" not in page.text


@time_machine.travel(NOW, tick=False)
def test_sue_is_reminded_of_what_she_noted_in_conversations(cast: Cast, browser_as: BrowserAs) -> None:
    from tests.messages.test_figures import note

    with time_machine.travel(london("2026-11-16 10:00"), tick=False):
        note(cast, make_conversation(cast.alice), 25)

    assert "you noted 25 min in conversations" in browser_as(cast.sue).visit(PAGE).text
    assert "in conversations with relatives" not in browser_as(cast.cora).visit(PAGE).text


def test_everybody_who_works_in_a_trust_may_and_nobody_else(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.sue, cast.max, cast.tess):
        assert browser_as(person).visit(PAGE).status == 200
    for person in (cast.alice, cast.ada):
        assert browser_as(person).visit(PAGE).status == 404


@time_machine.travel(NOW, tick=False)
def test_a_year_of_hours_needs_no_more_statements(cast: Cast, browser_as: BrowserAs) -> None:
    cora = browser_as(cast.cora)
    with counted() as few:
        cora.visit(PAGE)
    for number in range(50):
        make_hours(cast.cora, THIS - timedelta(weeks=number), inviting=10, running=5)
    with counted() as many:
        cora.visit(PAGE)

    assert len(few) == len(many)
