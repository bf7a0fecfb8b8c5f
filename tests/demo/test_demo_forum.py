"""The demo's forum: what somebody who looks round finds there."""

from collections.abc import Callable

from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Member, Post, Thread
from tests.page import Browser

LookAs = Callable[[str], Browser]


def _thread(title: str) -> str:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return f"/forum/threads/{session.scalars(select(Thread.id).where(Thread.title == title)).one()}"


def test_alice_finds_a_lively_place_where_some_is_new_to_her(look_as: LookAs) -> None:
    page = look_as("alice").visit("/forum")

    for name in ("Say hello", "Everyday life", "What helped", "Let it out", "Good news", "Brothers and sisters"):
        assert name in page.text
    assert "new" in page.text


def test_alice_reads_a_thread_and_sees_what_a_moderator_hid_and_why_but_not_what_it_said(look_as: LookAs) -> None:
    page = look_as("alice").visit(_thread("Before a review meeting"))

    assert "Three questions on paper" in page.text
    assert "idden by a moderator" in page.text
    assert "Penrose" not in page.text


def test_max_finds_what_waits_and_what_was_reported(look_as: LookAs) -> None:
    max_ = look_as("max")

    assert "Say hello" in max_.visit("/staff/moderation").text
    assert "Tablets and weight, by Pebble" in max_.visit("/staff/moderation/reports").text


def test_the_post_of_somebody_new_waits_since_it_names_a_ward(look_as: LookAs) -> None:
    page = look_as("alice").visit(_thread("Start here, and say hello"))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        held = session.scalars(select(Post.held_for).where(Post.state == "held")).all()

    assert held == ["identity"]
    assert "Birch Ward" not in page.text


def test_the_commons_shows_nobodys_real_name(look_as: LookAs) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        trusts = session.scalars(select(Member.trust_id).distinct()).all()
        commons = session.scalars(select(Board).where(Board.is_commons)).one()
    page = look_as("alice").visit(_thread("Were you afraid of getting it too?"))

    assert (len(trusts), commons.name) == (2, "Brothers and sisters")
    assert "Juniper" in page.text
    assert "Petra" not in page.text
