"""What a page tells of being read, when the line goes and when a laptop sleeps. The browser's clock is the test's."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import SignInSession
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.usage.models import UsageEvent
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser
PAGE = "/modules/what-is-psychosis/what-is-happening"
SECOND = 1000


@pytest.fixture
def javascript() -> bool:
    """These are about JavaScript."""
    return True


@pytest.fixture
def width() -> int:
    """Any."""
    return 1280


@pytest.fixture
def reading(cast: Cast, visitor: Visitor) -> Visitor:
    """Alice reads a page, and time passes only when the test says so."""
    visitor.sign_in("alice@example.org")
    with unit_of_work(Platform.SWEEP) as session:  # an hour ago: the browser's clock will run ahead of ours
        session.execute(update(SignInSession).values(created_at=clock.now() - timedelta(hours=1)))
    visitor.page.clock.install()
    visitor.open(PAGE)
    visitor.page.mouse.wheel(0, 100)
    return visitor


def late() -> list[timedelta]:
    """How late each heartbeat was, in whole seconds, the oldest first."""
    columns = select(UsageEvent.recorded_at - UsageEvent.happened_at).where(UsageEvent.event == "page.read")
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(columns.order_by(UsageEvent.happened_at)))


def wait_for(number: int) -> list[timedelta]:
    until = time.monotonic() + 10
    while len(late()) < number and time.monotonic() < until:
        time.sleep(0.2)
    return late()


def test_what_was_read_without_a_line_is_sent_when_it_is_back(reading: Visitor) -> None:
    reading.page.context.set_offline(True)
    reading.page.clock.run_for(70 * SECOND)
    assert late() == []
    reading.page.context.set_offline(False)

    seconds = [each.total_seconds() for each in wait_for(3)]
    assert seconds == pytest.approx([60, 40, 10], abs=2)


def test_a_page_that_nobody_touches_falls_silent(reading: Visitor) -> None:
    reading.page.clock.run_for(10 * 60 * SECOND)
    assert 5 <= len(wait_for(5)) <= 7  # three minutes of them


def test_a_laptop_that_wakes_up_says_nothing_until_somebody_touches_it(reading: Visitor) -> None:
    reading.page.clock.run_for(11 * SECOND)
    assert len(wait_for(1)) == 1
    reading.page.clock.fast_forward(8 * 60 * 60 * SECOND)
    time.sleep(1)
    assert len(late()) == 1


def test_a_wrong_clock_on_her_telephone_changes_nothing(reading: Visitor) -> None:
    reading.page.clock.set_system_time("2001-01-01T00:00:00Z")
    reading.page.clock.run_for(11 * SECOND)
    assert [each.total_seconds() for each in wait_for(1)] == pytest.approx([0], abs=2)
