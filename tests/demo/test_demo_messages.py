"""The demo's messages and replies at hand: what somebody who looks round finds there."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.risk.models import Flag
from tests.page import Browser

LookAs = Callable[[str], Browser]


@pytest.fixture
def alice(look_as: LookAs) -> Browser:
    """Alice in the demo trust."""
    return look_as("alice")


@pytest.fixture
def sue(look_as: LookAs) -> Browser:
    """Sue in the demo trust."""
    return look_as("sue")


def test_alice_has_a_new_answer_that_leads_to_a_module_and_waits_for_another(alice: Browser) -> None:
    page = alice.visit("/messages")

    assert "(1 new)" in page.text
    assert "The review meeting" in page.text
    assert "A letter about money" in page.text
    assert "You should have an answer by" in page.text
    # In the same test, since whoever opens it has seen it.
    answer = alice.visit(next(each for each in page.links if "#m4" in each))
    assert "You could take somebody along who only sits beside you." in answer.text
    assert all(alice.visit(each).status == 200 for each in answer.links if each.startswith("/modules/"))


def test_sue_shows_herself(alice: Browser) -> None:
    assert "My brother became ill when I was nineteen." in alice.visit("/messages/supporters").text


def test_nothing_in_it_sounds_like_danger(alice: Browser) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Flag).where(Flag.subject_kind == "message")).all() == []


def test_sue_has_six_and_every_page_that_they_name_is_there(sue: Browser) -> None:
    page = sue.visit("/staff/inbox/canned")

    assert page.text.count("Change or remove it") == 6
    assert "There is no page" not in page.text
    assert all(sue.visit(each).status == 200 for each in page.links if each.startswith(("/modules/", "/directory")))


def test_two_relatives_wait_in_her_inbox(sue: Browser) -> None:
    assert "Unanswered (2)" in sue.visit("/staff/inbox").text
