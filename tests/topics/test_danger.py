"""What is asked for is read for danger in the same request: its writer is answered at once, and a person must look."""

from collections.abc import Callable

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.risk.models import Flag
from app.topics.models import Topic
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
NOW = "He has taken all his tablets and I cannot wake him, what do I do"
CLOSED = "2026-11-22T02:00:00+00:00"  # a Sunday night


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def test_alice_is_told_at_once_whom_to_ring_and_who_looks(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/topics/new", title="Tablets", details=NOW)

    assert page.h1 == "We have received it"
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert cast.riverside.crisis_line_number in page.text
    assert "Riverside" in page.text


def test_at_night_she_is_told_that_nobody_reads_now_and_when(cast: Cast, browser_as: Browsers) -> None:
    with time_machine.travel(CLOSED, tick=False):
        page = browser_as(cast.alice).submit("/topics/new", title="Tablets", details=NOW)

    assert "Nobody reads now." in page.text
    assert "at 9am" in page.text


def test_a_flag_and_the_topic_are_kept_together(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit("/topics/new", title="Tablets", details=NOW)

    [flag] = flags()
    with unit_of_work(Platform.SWEEP) as session:
        topic = session.scalars(select(Topic)).one()
    assert (flag.subject_id, flag.writer_id, flag.urgency) == (topic.id, cast.alice.id, "look_now")


def test_max_finds_it_in_the_queue(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit("/topics/new", title="Tablets", details=NOW)
    [flag] = flags()

    assert f"/staff/flags/{flag.id}" in browser_as(cast.max).visit("/staff/flags").links


@pytest.mark.parametrize("words", ["How to talk to his school", "Going on holiday together", "Sleeping all day"])
def test_an_ordinary_wish_raises_nothing(cast: Cast, browser_as: Browsers, words: str) -> None:
    page = browser_as(cast.alice).submit("/topics/new", title=words, details="")

    assert page.path == "/topics"
    assert flags() == []


def test_the_form_says_that_a_program_reads(cast: Cast, browser_as: Browsers) -> None:
    assert "A program reads your words" in browser_as(cast.alice).visit("/topics/new").text


def test_what_is_too_long_to_be_kept_is_read_all_the_same(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/topics/new", title="Tablets", details=f"{NOW}. {'Please. ' * 100}")

    assert page.status == 422
    assert {"tel:999", "tel:111"} <= set(page.links)
    assert [flag.urgency for flag in flags()] == ["look_now"]
