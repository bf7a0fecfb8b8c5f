"""The demo's messages: what somebody who looks round finds there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.demo import load
from app.risk.models import Flag
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


def test_alice_has_a_new_answer_and_waits_for_another(alice: Browser) -> None:
    page = alice.visit("/messages")

    assert "(1 new)" in page.text
    assert "The review meeting" in page.text
    assert "A letter about money" in page.text
    assert "You should have an answer by" in page.text


def test_the_answer_can_be_read_and_leads_to_a_module_that_is_there(alice: Browser) -> None:
    path = next(each for each in alice.visit("/messages").links if "#m4" in each)

    page = alice.visit(path)

    assert "You could take somebody along who only sits beside you." in page.text
    assert all(alice.visit(each).status == 200 for each in page.links if each.startswith("/modules/"))


def test_sue_shows_herself(alice: Browser) -> None:
    assert "My brother became ill when I was nineteen." in alice.visit("/messages/supporters").text


def test_nothing_in_it_sounds_like_danger(alice: Browser) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Flag).where(Flag.subject_kind == "message")).all() == []
