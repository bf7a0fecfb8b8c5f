"""Pagers: told at once about what cannot wait, again when they did not answer, and never what was written."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.risk import paging
from app.risk.models import FlagCall
from app.risk.paging import MOST_ATTEMPTS
from app.risk.rules import Event, Rung, Urgency
from tests.builders import risk as build
from tests.builders.risk import WORKING
from tests.pager import Pager
from tests.people import Cast


@pytest.fixture
def pager(cast: Cast) -> Iterator[Pager]:
    """The duty contact of Riverside has it."""
    with Pager() as found:
        build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess, webhook=found.url)
        yield found


def webhook_call() -> FlagCall:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(FlagCall).where(FlagCall.channel == "webhook")).one()


def test_the_pager_is_told_which_flag_how_urgent_and_due_when(cast: Cast, pager: Pager) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)

    assert paging.page_all_due() == 1

    assert pager.posts == [{"flag": str(flag.id), "urgency": "look_now", "due_at": flag.due_at.isoformat()}]


def test_what_can_wait_pages_nobody(cast: Cast, pager: Pager) -> None:
    build.make_flag(cast.alice)

    assert paging.page_all_due() == 0


def test_a_pager_that_does_not_answer_is_tried_again(cast: Cast, pager: Pager) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        build.make_flag(cast.alice, Urgency.LOOK_NOW)
        pager.answers = [503, 302]
        for _try in range(3):
            paging.page_all_due()
            now.shift(timedelta(minutes=1))

    assert (len(pager.posts), webhook_call().attempts) == (1, 3)


def test_a_call_is_not_made_twice(cast: Cast, pager: Pager) -> None:
    build.make_flag(cast.alice, Urgency.LOOK_NOW)
    call = webhook_call()

    assert (paging.page(call.id), paging.page(call.id)) == (True, False)
    assert len(pager.posts) == 1


def test_a_pager_that_never_answers_is_in_the_history(cast: Cast, pager: Pager) -> None:
    with time_machine.travel(WORKING, tick=False) as now:
        flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
        pager.answers = [500] * MOST_ATTEMPTS
        for _try in range(MOST_ATTEMPTS + 1):
            paging.page_all_due()
            now.shift(timedelta(minutes=10))

    assert build.events(flag, reader=cast.max)[-1] is Event.CALL_FAILED
    assert webhook_call().state == "undeliverable"


def test_nobody_is_paged_about_what_was_closed_before(cast: Cast, pager: Pager) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    build.confirm(cast.sue, flag)

    paging.page_all_due()

    assert pager.posts == []


def test_a_pager_that_is_not_there_is_one_word_and_no_fault(pager: Pager) -> None:
    with pytest.raises(paging.Refused, match="ConnectionRefusedError"):
        paging.post("http://127.0.0.1:9/", {})
