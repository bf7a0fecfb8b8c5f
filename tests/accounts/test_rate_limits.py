"""Guessing passwords is slow, and stops altogether when tries cannot be counted."""

from collections.abc import Iterator

import pytest

from app.core import config, rate_limits
from tests.builders.accounts import PASSWORD
from tests.page import Browser
from tests.people import Cast


@pytest.fixture
def no_redis(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Points the counters at an address where nothing answers."""
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")
    config.settings.cache_clear()
    rate_limits._limiter.cache_clear()
    yield
    monkeypatch.undo()
    config.settings.cache_clear()
    rate_limits._limiter.cache_clear()


def test_the_eleventh_try_at_one_account_must_wait(cast: Cast, stranger: Browser) -> None:
    for _try in range(10):
        assert stranger.submit("/sign-in", email="alice@example.org", password="a wrong one").status == 422

    page = stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD)

    assert page.status == 429
    assert "minutes" in page.text
    assert int(page.response.headers["retry-after"]) > 0


def test_another_account_is_not_slowed_down(cast: Cast, stranger: Browser) -> None:
    for _try in range(11):
        stranger.submit("/sign-in", email="alice@example.org", password="a wrong one")

    page = stranger.submit("/sign-in", email="ben@example.org", password=PASSWORD, next="/account")

    assert page.h1 == "Your account"


def test_nobody_signs_in_while_tries_cannot_be_counted(no_redis: None, stranger: Browser) -> None:
    page = stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD)

    assert page.status == 503
    assert "Nothing is lost" in page.text
