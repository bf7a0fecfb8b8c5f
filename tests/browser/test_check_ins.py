"""Check-ins in a real browser: Alice reads who sees it, answers, stops, goes on, and sees what it says."""

import pytest

from app.outcomes.rules import TimePoint
from tests.browser.visitor import Visitor
from tests.builders import check_ins as build
from tests.builders.check_ins import make_check_in
from tests.builders.reminders import has_read
from tests.people import Cast

pytestmark = pytest.mark.browser


def _choose(visitor: Visitor, words: str) -> None:
    """The same answer to every question of the page."""
    for each in visitor.page.get_by_label(words, exact=True).all():
        each.check()


def test_alice_answers_stops_goes_on_and_sees_what_it_says(visitor: Visitor, cast: Cast) -> None:
    has_read(cast.alice, days_ago=1)
    visitor.sign_in("alice@example.org")
    visitor.look("check-ins-home")
    visitor.follow("Look at the check-ins")
    visitor.look("check-ins")
    visitor.follow("How hard has the last month been?")
    visitor.look("check-in-about")
    visitor.press("Begin")
    visitor.look("check-in-questions")
    _choose(visitor, "Some of the time")
    visitor.press("Keep, and stop for now")
    visitor.look("check-ins-later")
    visitor.follow("How hard has the last month been?")
    visitor.press("Go on")
    _choose(visitor, "Most of the time")
    visitor.press("Keep, and go on")
    visitor.look("check-in-finish")
    visitor.press("Finish, and see what it says")
    visitor.look("check-in-first-result")
    visitor.press("Keep it in my toolbox")
    visitor.sees("It is in your toolbox.")
    visitor.follow("Open your toolbox")
    visitor.look("check-in-toolbox")


def test_an_answer_that_somebody_must_look_at(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/check-ins/phq-9")
    visitor.look("check-in-about-danger")
    visitor.press("Begin")
    visitor.press("Keep, and go on")
    visitor.page.get_by_role("group", name="9. Thoughts that you would be better off dead").get_by_label(
        "Nearly every day"
    ).check()
    visitor.press("Keep, and go on")
    visitor.look("check-in-danger")
    visitor.page.get_by_role("button", name="Go on with the check-in").click()
    visitor.press("Finish, and see what it says")
    visitor.look("check-in-danger-result")


def test_how_it_goes_over_time(visitor: Visitor, cast: Cast) -> None:
    times = ((168, TimePoint.START, 4), (126, TimePoint.OWN, 3), (84, TimePoint.WEEK_12, 3), (30, TimePoint.OWN, 2))
    for days, point, value in times:
        make_check_in(cast.alice, given=value, days_ago=days, point=point)
    last = make_check_in(cast.alice, given=build.answers("k10", 2) | {"nervous": 4}, point=TimePoint.WEEK_24)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/check-ins/k10/results/{last}")
    visitor.page.get_by_text("What you answered").click()
    visitor.look("check-in-over-time")
    visitor.check_paper()
    visitor.follow("Remove this check-in for good")
    visitor.look("check-in-remove")


def test_ways_of_coping(visitor: Visitor, cast: Cast) -> None:
    values = {item.id: number % 4 + 1 for number, item in enumerate(build.find("brief-cope").items)}
    done = make_check_in(cast.alice, "brief-cope", given=values)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/check-ins/brief-cope/results/{done}")
    visitor.look("check-in-coping")


def test_two_windows_and_what_is_destroyed(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/check-ins/gad-7")
    visitor.press("Begin")
    other = visitor.page.context.new_page()
    other.goto("/check-ins/gad-7/questions/1")
    other.get_by_label("Several days", exact=True).first.check()
    other.get_by_role("button", name="Keep, and go on").click()
    _choose(visitor, "Not at all")
    visitor.press("Keep, and go on")
    visitor.sees("You answered this in another window meanwhile.")
    visitor.look("check-in-two-windows")
    visitor.press("Keep, and stop for now")
    visitor.open("/check-ins/gad-7")
    visitor.follow("Destroy what I have answered so far")
    visitor.look("check-in-stop")
    visitor.press("Destroy it")
    visitor.sees("What you had answered is destroyed.")


def test_by_keyboard_alone(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/check-ins/k10")
    visitor.page.get_by_role("button", name="Begin", exact=True).focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/questions/1")
    visitor.page.get_by_label("All of the time", exact=True).first.focus()
    for key in ("Space", "ArrowDown", "Tab", "Space"):  # "Most of the time"; then the second question's first answer
        visitor.page.keyboard.press(key)
    visitor.page.get_by_role("button", name="Keep, and go on").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/questions/2")

    [row] = build.rows(cast.alice)
    assert row.revision == 2
