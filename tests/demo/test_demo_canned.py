"""The demo's replies at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.demo import load
from tests.page import Browser


@pytest.fixture
def sue(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_as: Callable[[Person], Browser]
) -> Browser:
    """Sue in the demo trust."""
    monkeypatch.setenv("VAR_FOLDER", str(tmp_path))
    settings.cache_clear()
    load.demo_trust()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return browser_as(session.scalars(select(Person).where(Person.email == "sue@holdfast.example")).one())


def test_sue_has_six_and_every_page_that_they_name_is_there(sue: Browser) -> None:
    page = sue.visit("/staff/inbox/canned")

    assert page.text.count("Change or remove it") == 6
    assert "There is no page" not in page.text
    assert all(sue.visit(each).status == 200 for each in page.links if each.startswith(("/modules/", "/directory")))


def test_two_relatives_wait_in_her_inbox(sue: Browser) -> None:
    assert "Unanswered (2)" in sue.visit("/staff/inbox").text
