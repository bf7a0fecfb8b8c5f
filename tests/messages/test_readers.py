"""A relative sees who read what, in words; what they are not told of is in nobody's history."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from app.accounts.models import Person
from app.core import clock
from app.core.db import unit_of_work
from app.messages.presenters import readers as words
from app.messages.presenters.readers import HistoryLine
from app.messages.queries import readers
from app.messages.queries.readers import Happened
from app.messages.rules.conversations import Act
from app.messages.service import reading
from tests.builders.glass import WHY_NOT, agree_to, ask_for, make_safeguarding_lead, read_opened
from tests.builders.inbox import MONDAY, acts
from tests.builders.messages import answer_to, make_conversation, signed_in
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def sue_reads(cast: Cast, conversation_id: UUID) -> None:
    with unit_of_work(cast.riverside.id) as session:
        reading.seen_by_team(session, user=signed_in(cast.sue), conversation_id=conversation_id)


def as_staff_read_it(cast: Cast, conversation_id: UUID) -> list[HistoryLine]:
    with unit_of_work(cast.riverside.id) as session:
        history = readers.history(session, conversation_id=conversation_id)
    return words.lines(history, relative_id=cast.alice.id, for_relative=False)


def test_alice_reads_that_sue_has_read_up_to_a_number(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice)
    sue_reads(cast, conversation)

    page = browser_as(cast.alice).visit(f"/messages/{conversation}/readers")

    assert "Sue, supporter, read your messages up to number" in page.text


def test_before_anybody_has_read_it_the_page_says_so(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit(f"/messages/{make_conversation(cast.alice)}/readers")

    assert "Nobody has read it yet." in page.text
    assert "You began this conversation." in page.text


def test_an_opening_in_an_emergency_stands_there_with_roles_and_without_names(cast: Cast, browser_as: Browsers) -> None:
    sara, conversation = make_safeguarding_lead(cast.riverside), make_conversation(cast.alice)
    opening = ask_for(sara, conversation)
    agree_to(cast.tess, opening)
    read_opened(sara, opening, conversation)

    page = browser_as(cast.alice).visit(f"/messages/{conversation}/readers")

    assert "A safeguarding lead asked to read this conversation, because somebody's life may be in danger." in page.text
    assert "A second person, a trust lead, agreed" in page.text
    assert "A safeguarding lead read this conversation up to message" in page.text
    assert "Sara" not in page.text
    assert "Tess" not in page.text


def test_one_that_would_be_dangerous_to_tell_of_is_in_nobodys_history(cast: Cast, browser_as: Browsers) -> None:
    sara, conversation = make_safeguarding_lead(cast.riverside), make_conversation(cast.alice)
    before = [each.text for each in as_staff_read_it(cast, conversation)]
    opening = ask_for(sara, conversation, why_not_told=WHY_NOT)
    agree_to(cast.tess, opening)
    read_opened(sara, opening, conversation)

    page = browser_as(cast.alice).visit(f"/messages/{conversation}/readers")

    assert "asked to read this conversation" not in page.text
    assert [each.text for each in as_staff_read_it(cast, conversation)] == before


def test_staff_read_of_the_relative_and_not_of_you(cast: Cast) -> None:
    conversation = make_conversation(cast.alice)
    answer_to(cast.sue, conversation)

    texts = [each.text for each in as_staff_read_it(cast, conversation)]

    assert texts[0] == "The relative began this conversation."
    assert texts[-1].startswith("Sue, supporter, answered: message")


@pytest.mark.parametrize("act", list(Act))
def test_everything_that_can_happen_has_words(cast: Cast, act: Act) -> None:
    facts = {"number": 3, "category": "complaint", "role": "trust_lead"}
    happened = Happened(cast.alice.created_at, act, cast.sue.id, "Sue", facts)

    for for_relative in (True, False):
        lines = words.lines([happened], relative_id=cast.alice.id, for_relative=for_relative)
        assert lines or for_relative
        assert all(line.text.endswith(".") and "None" not in line.text for line in lines)


@pytest.mark.parametrize("other", ["ben", "hugo", "sue", "cora", "tess"])
def test_nobody_else_has_that_page(cast: Cast, browser_as: Browsers, other: str) -> None:
    conversation = make_conversation(cast.alice)

    assert browser_as(getattr(cast, other)).visit(f"/messages/{conversation}/readers").status == 404


def test_how_supporters_work_on_an_answer_is_for_them_alone(cast: Cast) -> None:
    history = [
        Happened(clock.now(), Act.NOTED, cast.sue.id, "Sue", {}),
        Happened(clock.now(), Act.REPLY_SENT_BACK, cast.sue.id, "Sue", {}),
        Happened(clock.now(), Act.ANSWERED, cast.sue.id, "Sue", {"number": 2}),
    ]

    said = words.lines(history, relative_id=cast.alice.id, for_relative=True)

    assert [each.text for each in said] == ["Sue, supporter, answered: message 2."]
    assert len(words.lines(history, relative_id=cast.alice.id, for_relative=False)) == 3


def test_that_sue_looks_again_another_day_is_written_down_once_a_day(cast: Cast, browser_as: Browsers) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation = make_conversation(cast.alice)
        sue_reads(cast, conversation)
        sue_reads(cast, conversation)
        same_day = [act for act, _facts in acts(conversation)].count("read")
        # 11.30pm in London, and then half past midnight.
        for later in (timedelta(hours=13, minutes=30), timedelta(hours=14, minutes=30), timedelta(hours=15)):
            now.move_to(MONDAY + later)
            sue_reads(cast, conversation)
        page = browser_as(cast.alice).visit(f"/messages/{conversation}/readers")

    assert same_day == 1
    assert [facts for act, facts in acts(conversation) if act == "read"][1:] == [{"number": 1, "again": True}]
    assert "Sue, supporter, looked at this conversation again." in page.text


def test_it_costs_no_statement_more(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False) as now:
        conversation = make_conversation(cast.alice)
        with counted() as first:
            sue_reads(cast, conversation)
        now.shift(timedelta(days=1))
        with counted() as again:
            sue_reads(cast, conversation)

    assert len(again) <= len(first)
