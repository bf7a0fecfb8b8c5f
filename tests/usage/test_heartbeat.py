"""Heartbeats: what is counted, what is ignored and what is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.usage.models import UsageEvent
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
BEAT = {"page": "/modules/what-is-psychosis/what-is-happening", "seq": 1}


def send(browser: Browser, body: Any) -> Response:
    return browser.client.post("/usage/heartbeat", json=body, follow_redirects=False)


def counted() -> list[str]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(UsageEvent.subject).where(UsageEvent.event == "page.read")))


def test_a_heartbeat_of_alice_is_counted_on_its_page(cast: Cast, browser_as: BrowserAs) -> None:
    answer = send(browser_as(cast.alice), BEAT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert counted() == ["what-is-psychosis/what-is-happening"]


@pytest.mark.parametrize(
    "page", ["/home", "/modules", "/modules/x", "/modules/a/b/c", "/modules/../x", "//evil/a/b", ""]
)
def test_heartbeats_of_other_pages_are_not_counted(cast: Cast, browser_as: BrowserAs, page: str) -> None:
    assert send(browser_as(cast.alice), {"page": page, "seq": 1}).status_code == 204
    assert counted() == []


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "page",
        {},
        {"page": "/modules/a/b"},
        {"page": 7, "seq": 1},
        {"page": "/modules/a/b", "seq": "one"},
        {"page": "/modules/a/b", "seq": 0},
        {"page": "/modules/a/b", "seq": 1, "ago": -1},
        {"page": "/modules/a/b", "seq": 1, "ago": 1.5},
        {"page": "/modules/a/b", "seq": 1, "ago": "40"},
        {"page": "/modules/a/b", "seq": 1, "ago": 10**30},
        {"page": "/modules/a/b", "seq": 1, "words": "what I wrote"},
        {"page": "/modules/" + "a" * 300, "seq": 1},
        {"page": "x" * 10_000, "seq": 1},
    ],
)
def test_a_broken_heartbeat_is_refused_and_not_counted(cast: Cast, browser_as: BrowserAs, body: Any) -> None:
    assert send(browser_as(cast.alice), body).status_code == 422
    assert counted() == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\x00", b'{"page": "\\ud800", "seq": 1}', b"[" * 400])
def test_what_is_no_json_is_refused(cast: Cast, browser_as: BrowserAs, body: bytes) -> None:
    answer = browser_as(cast.alice).client.post("/usage/heartbeat", content=body)
    assert (answer.status_code, counted()) == (422, [])


def test_heartbeats_sent_too_often_are_kept_once_in_five_seconds(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.alice)
    now = clock.now()
    for seconds in (0, 1, 4, 5, 6, 10):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            send(browser, BEAT)
    assert len(counted()) == 3


def test_one_relative_does_not_silence_another(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.ben):
        send(browser_as(person), BEAT)
    assert len(counted()) == 2


def test_staff_and_strangers_send_none(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    assert send(browser_as(cast.cora), BEAT).status_code == 404
    assert send(stranger, BEAT).status_code == 401
    assert counted() == []


def moments() -> list[tuple[datetime, datetime]]:
    """When each was, and when it was written down."""
    order = select(UsageEvent.happened_at, UsageEvent.recorded_at).order_by(UsageEvent.happened_at)
    with unit_of_work(Platform.SWEEP) as session:
        return [(row[0], row[1]) for row in session.execute(order.where(UsageEvent.event == "page.read"))]


def test_what_could_not_be_sent_in_a_tunnel_is_counted_when_it_was(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel("2026-11-23T20:00:00Z", tick=False):
        browser = browser_as(cast.alice)
    sent = datetime(2026, 11, 23, 20, 20, tzinfo=UTC)
    with time_machine.travel(sent, tick=False):
        for ago in (600, 570, 0):
            send(browser, BEAT | {"ago": ago})

    assert moments() == [(sent - timedelta(seconds=ago), sent) for ago in (600, 570, 0)]


def test_what_is_sent_twice_is_counted_once_however_late(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.alice)
    now = clock.now()
    for seconds, ago in ((1000, 700), (1002, 702), (1003, 701)):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            send(browser, BEAT | {"ago": ago})
    assert len(moments()) == 1


def test_more_than_an_hour_later_it_is_not_believed(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(clock.now() - timedelta(minutes=90)):
        browser = browser_as(cast.alice)
        send(browser, BEAT)
    with time_machine.travel(clock.now() - timedelta(minutes=1)):
        assert send(browser, BEAT | {"ago": 3601}).status_code == 204
        assert send(browser, BEAT | {"ago": 3600}).status_code == 204
    assert len(moments()) == 2


def test_what_ben_read_before_alice_signed_in_on_the_same_computer_is_not_hers(
    cast: Cast, browser_as: BrowserAs
) -> None:
    browser = browser_as(cast.alice)
    send(browser, BEAT | {"ago": 60})
    assert moments() == []
