"""The demo's reminders: what Alice chose, and the line that waits for her."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.demo import load
from app.reminders.service import sweeping
from tests.page import Browser

BrowserAs = Callable[[Person], Browser]


@pytest.fixture
def alice(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_as: BrowserAs) -> Browser:
    """Alice in the demo trust."""
    monkeypatch.setenv("VAR_FOLDER", str(tmp_path))
    settings.cache_clear()
    load.demo_trust()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return browser_as(session.scalars(select(Person).where(Person.email == "alice@holdfast.example")).one())


def test_a_reminder_waits_on_alices_first_page_and_can_be_put_away(alice: Browser) -> None:
    words = "You asked to be reminded: you can carry on where you stopped"
    page = alice.visit("/home")
    (path,) = [each.get("action", "") for each in page.all("form") if "put-away" in each.get("action", "")]

    assert words in page.text
    assert words not in alice.submit(path).text


def test_alice_gets_no_second_reminder_in_this_week(alice: Browser) -> None:
    sweeping.send_due()

    sent = alice.client.get("/toolbox/take-out").json()["reminders"]["sent"]

    assert [each["kind"] for each in sent] == ["pause"]
