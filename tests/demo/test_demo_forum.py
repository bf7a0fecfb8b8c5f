"""The demo's forum: what somebody who looks round finds there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.demo import load
from app.forum.models import Board, Member, Post, Thread
from tests.page import Browser

BrowserAs = Callable[[Person], Browser]


@pytest.fixture
def demo(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Person]:
    """The demo trust; gives its people by name."""
    monkeypatch.setenv("VAR_FOLDER", str(tmp_path))
    settings.cache_clear()
    load.demo_trust()

    def person(name: str) -> Person:
        with unit_of_work(Platform.COMMAND_LINE) as session:
            return session.scalars(select(Person).where(Person.email == f"{name}@holdfast.example")).one()

    return person


def _thread(title: str) -> str:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return f"/forum/threads/{session.scalars(select(Thread.id).where(Thread.title == title)).one()}"


def test_alice_finds_a_lively_place_where_some_is_new_to_her(
    demo: Callable[[str], Person], browser_as: BrowserAs
) -> None:
    page = browser_as(demo("alice")).visit("/forum")

    for name in ("Say hello", "Everyday life", "What helped", "Let it out", "Good news", "Brothers and sisters"):
        assert name in page.text
    assert "new" in page.text


def test_alice_reads_a_thread_and_sees_what_a_moderator_hid_and_why_but_not_what_it_said(
    demo: Callable[[str], Person], browser_as: BrowserAs
) -> None:
    page = browser_as(demo("alice")).visit(_thread("Before a review meeting"))

    assert "Three questions on paper" in page.text
    assert "idden by a moderator" in page.text
    assert "Penrose" not in page.text


def test_max_finds_what_waits_and_what_was_reported(demo: Callable[[str], Person], browser_as: BrowserAs) -> None:
    max_ = browser_as(demo("max"))

    assert "Say hello" in max_.visit("/staff/moderation").text
    assert "Tablets and weight, by Pebble" in max_.visit("/staff/moderation/reports").text


def test_the_post_of_somebody_new_waits_since_it_names_a_ward(
    demo: Callable[[str], Person], browser_as: BrowserAs
) -> None:
    page = browser_as(demo("alice")).visit(_thread("Start here, and say hello"))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        held = session.scalars(select(Post.held_for).where(Post.state == "held")).all()

    assert held == ["identity"]
    assert "Birch Ward" not in page.text


def test_the_commons_shows_nobodys_real_name(demo: Callable[[str], Person], browser_as: BrowserAs) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        trusts = session.scalars(select(Member.trust_id).distinct()).all()
        commons = session.scalars(select(Board).where(Board.is_commons)).one()
    page = browser_as(demo("alice")).visit(_thread("Were you afraid of getting it too?"))

    assert (len(trusts), commons.name) == (2, "Brothers and sisters")
    assert "Juniper" in page.text
    assert "Petra" not in page.text
