"""What staff see, told to a relative; test accounts; how long use is kept: in a real browser."""

import pytest

from tests.browser.visitor import Visitor
from tests.builders import canaries
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_quillon_reads_what_staff_see(visitor: Visitor, cast: Cast) -> None:
    canaries.plant(cast)
    visitor.sign_in("quillon@example.org")
    visitor.open("/account")
    visitor.follow("What staff see about you")
    visitor.look("seen")
    visitor.check_paper()
    visitor.follow("What you shared from your toolbox")
    visitor.follow("Take back:")
    visitor.sees("Stop sharing")


def test_tess_leaves_a_test_account_out_and_alice_agrees(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/left-out")
    visitor.look("left-out-nobody")
    visitor.fill("Address of a test account", "nobody@example.org")
    visitor.press("Ask its owner")
    visitor.look("left-out-mistake")
    visitor.fill("Address of a test account", "alice@example.org")
    visitor.press("Ask its owner")
    visitor.sees("Waits for a yes")
    visitor.look("left-out")
    visitor.page.context.clear_cookies()
    visitor.sign_in("alice@example.org")
    visitor.open("/account")
    visitor.sees("Is this a test account?")
    visitor.look("account-test")
    visitor.press("Yes, it is a test account")
    visitor.sees("You said yes.")
    visitor.look("account-test-yes")


def test_tess_keeps_use_for_a_shorter_time(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/keeping")
    visitor.look("keeping")
    visitor.fill("Keep single events for how many months?", "6")
    visitor.press("Save")
    visitor.sees("Delete older events?")
    visitor.look("keeping-check")
    visitor.press("Keep them for 6 months")
    visitor.sees("It is changed")
