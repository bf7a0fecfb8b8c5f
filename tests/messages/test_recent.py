"""What relatives are told about how long answers take: the real time, when there is enough of it, and never less."""

from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as some

from app.core.db import Platform, unit_of_work
from app.messages.models import PromiseOfTrust
from app.messages.presenters import team
from app.messages.queries import recent
from app.messages.queries.spells import SPELLS
from app.messages.rules.promise import Promise
from app.messages.rules.recent import Reached, Wait, reached, words
from app.messages.service import taking
from tests.builders.hours import london
from tests.builders.messages import answer_to, fresh, make_conversation, signed_in, write_to
from tests.people import Cast
from tests.statements import counted

WEEKDAYS = [london(f"2026-11-{day:02} 10:00") for day in range(2, 7)]
END = london("2026-11-23 10:00")


def said(cast: Cast, now: datetime = END) -> str:
    with time_machine.travel(now, tick=False), unit_of_work(cast.riverside.id) as session:
        return recent.in_words(session, trust_id=cast.riverside.id)


def answered(cast: Cast, *, times: int, after: timedelta) -> None:
    """So many waits, written at 10am on weekdays of one week, each with an answer so much later."""
    for number in range(times):
        with time_machine.travel(WEEKDAYS[number % 5], tick=False) as now:
            conversation_id = make_conversation(cast.alice)
            now.shift(after)
            answer_to(cast.sue, conversation_id)


def test_of_few_answers_nothing_is_said_but_what_is_aimed_at(cast: Cast) -> None:
    answered(cast, times=9, after=timedelta(hours=1))

    assert said(cast) == "aims to answer within 2 working days"


def test_the_real_time_is_said_once_there_are_ten(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(hours=30))

    assert said(cast) == "usually answers within 1 working day"


def test_a_time_that_is_longer_than_promised_is_said_as_it_is(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(days=7))

    assert said(cast) == "usually answers within 5 working days, which is longer than the 2 that it aims for"


def test_the_trusts_own_promise_is_what_it_aims_for(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add(PromiseOfTrust(trust_id=cast.riverside.id, days=1))

    assert said(cast) == "aims to answer within 1 working day"


def test_who_waits_beyond_the_promise_counts_although_nobody_has_answered(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(hours=1))
    for _each in range(4):
        with time_machine.travel(WEEKDAYS[0], tick=False):
            make_conversation(cast.ben)

    assert said(cast).startswith("takes longer to answer at the moment than the 2 working days")


def test_who_has_only_just_written_does_not_make_the_team_look_slow(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(hours=1))
    for _each in range(9):
        with time_machine.travel(END, tick=False):
            make_conversation(cast.ben)

    assert said(cast) == "usually answers within 1 working day"


def test_a_wait_begins_with_the_first_message_and_a_second_answer_is_none(cast: Cast) -> None:
    with time_machine.travel(WEEKDAYS[0], tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        now.shift(timedelta(days=1))
        write_to(cast.alice, conversation_id)
        now.shift(timedelta(days=1))
        answer_to(cast.sue, conversation_id)
        answer_to(cast.sue, conversation_id)
        with unit_of_work(cast.riverside.id) as session:
            given = {"trust_id": cast.riverside.id, "start": WEEKDAYS[0]}
            rows = session.execute(SPELLS, given).all()

    assert [row.answered_at - row.asked_at for row in rows] == [timedelta(days=2)]


def test_a_wait_that_ended_without_an_answer_makes_no_later_answer_slow(cast: Cast) -> None:
    sue = signed_in(cast.sue)
    with time_machine.travel(WEEKDAYS[0], tick=False) as now:
        conversation_id = make_conversation(cast.alice)
        with unit_of_work(cast.riverside.id) as session:
            version = fresh(conversation_id).version
            taking.close(session, user=sue, conversation_id=conversation_id, version=version)
        now.shift(timedelta(days=3))
        write_to(cast.alice, conversation_id)
        now.shift(timedelta(hours=1))
        answer_to(cast.sue, conversation_id)
        with unit_of_work(cast.riverside.id) as session:
            rows = session.execute(SPELLS, {"trust_id": cast.riverside.id, "start": WEEKDAYS[0]}).all()

    assert [row.answered_at - row.asked_at for row in rows] == [timedelta(hours=1)]


def test_what_was_answered_long_ago_or_elsewhere_does_not_count(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(days=7))

    assert said(cast, END + timedelta(days=100)) == "aims to answer within 2 working days"
    with time_machine.travel(END, tick=False), unit_of_work(cast.hillside.id) as session:
        assert recent.in_words(session, trust_id=cast.riverside.id) == "aims to answer within 2 working days"


def test_more_answers_need_no_more_statements(cast: Cast) -> None:
    answered(cast, times=10, after=timedelta(hours=1))
    with counted() as few:
        said(cast)
    answered(cast, times=10, after=timedelta(hours=30))
    with counted() as many:
        said(cast)

    assert len(few) == len(many)


WAITS = some.lists(some.builds(Wait, some.integers(0, 30), some.integers(1, 9), goes_on=some.booleans()), max_size=30)


@given(waits=WAITS)
def test_four_out_of_five_really_had_an_answer_within_what_is_said(waits: list[Wait]) -> None:
    found, whole = reached(waits), sum(each.number for each in waits)

    if found is not None and not found.goes_on:
        had = sum(each.number for each in waits if not each.goes_on and each.days <= found.days)
        assert had * 5 >= whole * 4
    assert (found is None) == (whole < 10)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Reached(0, goes_on=False), "usually answers within 1 working day"),
        (Reached(2, goes_on=False), "usually answers within 2 working days"),
        (
            Reached(3, goes_on=False),
            "usually answers within 3 working days, which is longer than the 2 that it aims for",
        ),
    ],
)
def test_it_says_no_less_than_a_day(found: Reached, said: str) -> None:
    assert words(Promise(2), found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "Fewer than 10 relatives had an answer"),
        (Reached(0, goes_on=False), "an answer on the day on which they wrote"),
        (Reached(1, goes_on=False), "within 1 working day, not counting the day"),
        (Reached(4, goes_on=True), "more than one in five waited longer than was promised"),
    ],
)
def test_the_lead_is_told_what_was_really_reached(found: Reached | None, said: str) -> None:
    assert said in team.reached(found)
