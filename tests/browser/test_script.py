"""What JavaScript adds: leaving in a hurry, and time on the page."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.db import unit_of_work
from app.usage.events import Event
from app.usage.models import UsageEvent
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def javascript() -> bool:
    """These are about JavaScript."""
    return True


@pytest.fixture
def width() -> int:
    """Any."""
    return 1280


def test_shift_three_times_leaves_and_signs_out(cast: Cast, visitor: Visitor) -> None:
    visitor.page.route("**/weather", lambda route: route.fulfill(body="Sunny"))
    visitor.sign_in("alice@example.org")
    visitor.page.wait_for_url("**/home")

    for _time in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url("**/weather", wait_until="commit")

    # What ends the session is sent while the page goes, and may arrive a moment after it.
    assert _within(5, lambda: _asks_to_sign_in(visitor))


def test_a_page_that_is_read_is_counted_after_ten_seconds(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/modules/what-is-psychosis/what-is-happening")
    visitor.page.mouse.wheel(0, 300)
    time.sleep(10)

    assert _within(10, lambda: _newest_event(cast) == Event.PAGE_STILL_READ)


def test_the_error_summary_takes_the_focus(cast: Cast, visitor: Visitor) -> None:
    visitor.open("/sign-in")
    visitor.press("Sign in")

    focused = visitor.page.evaluate("document.activeElement.textContent")
    assert "There is a problem" in focused


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < until:
        time.sleep(0.2)
    return held


def _asks_to_sign_in(visitor: Visitor) -> bool:
    visitor.open("/home")
    return visitor.heading() == "Sign in"


def _newest_event(cast: Cast) -> str | None:
    with unit_of_work(cast.riverside.id) as session:
        return session.scalar(select(UsageEvent.event).order_by(UsageEvent.id.desc()).limit(1))
