"""What may be distressing stays covered until somebody opens it, and is covered again when there is more to read."""

from collections.abc import Callable

from app.accounts.models import Person
from tests.builders import risk
from tests.builders.flags import act, make_flag, now_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WRITTEN = "I do not know what to do."
CLOSING = {"outcome": "team_told", "close_words": "Rang the crisis team, they visit tonight."}


def test_what_sue_read_before_is_covered_again_when_max_proposes_to_close_it(cast: Cast, browser_as: Browsers) -> None:
    flag, max_, sue = make_flag(cast.alice), browser_as(cast.max), browser_as(cast.sue)
    act(sue, flag, "open")
    act(max_, flag, "take")
    act(max_, flag, "close", **CLOSING)

    page = sue.visit(f"/staff/flags/{flag}")

    assert WRITTEN not in page.response.text
    assert "I agree: close it" not in page.text


def test_a_new_reason_is_covered_for_max_who_has_read_the_others(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(max_, flag, "open")

    risk.again(now_of(cast.alice, flag), risk.concern(text="He has locked himself in."))

    assert "himself in" not in max_.visit(f"/staff/flags/{flag}").response.text
    assert "himself in" in act(max_, flag, "open").text


def test_what_colleagues_wrote_is_covered_like_what_was_written(cast: Cast, browser_as: Browsers) -> None:
    flag, max_ = make_flag(cast.alice), browser_as(cast.max)
    act(browser_as(cast.sue), flag, "note", note_words="She found him on the floor.")

    covered, shown = max_.visit(f"/staff/flags/{flag}"), act(max_, flag, "open")

    assert "found him" not in covered.response.text
    assert "Sue wrote a note. What they wrote is covered." in covered.text
    assert "She found him on the floor." in shown.text
    assert "What they wrote is covered" not in shown.text
