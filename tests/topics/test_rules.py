"""The states of a topic, and the words that others see."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.core import clock
from app.topics import presenters
from app.topics.queries import Asked, Wish
from app.topics.rules import OVER, SHOWN, TRANSITIONS, State, is_late, may_become, offered

STEPS = {
    "asked": {"listed", "planned", "written", "declined"},
    "listed": {"planned", "written", "declined"},
    "planned": {"listed", "written", "declined"},
    "written": set(),
    "declined": set(),
}


def wish(*, others: int = 0, state: State = State.LISTED, href: str = "") -> Wish:
    return Wish(uuid4(), "Sleep", state, is_own=False, wanted=False, others=others, answer="", href=href)


def test_these_steps_there_are_and_no_others() -> None:
    assert {state: set(ways) for state, ways in TRANSITIONS.items()} == STEPS


def test_every_state_has_its_row_and_its_words() -> None:
    assert set(TRANSITIONS) == set(presenters.TAGS) == set(State)
    for state in State:
        assert presenters.line(wish(state=state), {}).title == "Sleep"
        assert [each["value"] for each in presenters.choices(state)] == offered(state)


def test_nothing_goes_back_to_waiting() -> None:
    assert not any(may_become(state, State.ASKED) for state in State)


def test_what_others_see_can_be_worded_anew() -> None:
    assert {state for state in State if may_become(state, state)} == SHOWN


def test_it_ends_when_it_is_written_or_declined() -> None:
    assert {State.WRITTEN, State.DECLINED} == OVER


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (0, ""),
        (1, "Others would like this too."),
        (4, "Others would like this too."),
        (5, "5 others would like this too."),
    ],
)
def test_a_number_is_said_from_five_on(others: int, words: str) -> None:
    assert presenters.line(wish(others=others), {}).others == words


def test_what_is_written_leads_there_and_says_so_only_if_the_place_is_there() -> None:
    there = presenters.line(wish(state=State.WRITTEN, href="/words"), {"/words": "The words"})
    gone = presenters.line(wish(state=State.WRITTEN, href="/gone"), {"/words": "The words"})

    assert (there.place, there.words) == ("The words", "You can read about it here:")
    assert (gone.place, gone.words) == ("", "It is written.")


@pytest.mark.parametrize(("state", "days", "late"), [("asked", 8, True), ("asked", 6, False), ("listed", 8, False)])
def test_a_week_is_what_was_promised(state: str, days: int, late: bool) -> None:
    now = clock.now()
    asked_at = now - timedelta(days=days)
    topic = Asked(uuid4(), "Sleep", State(state), 0, "", "", 1, has_details=False, created_at=asked_at)

    assert is_late(State(state), asked_at=asked_at, now=now) is late
    assert presenters.staff_line(topic, now=now).late is late
