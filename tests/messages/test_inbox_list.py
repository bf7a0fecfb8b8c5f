"""Sue's inbox: who waits, since when, and who looks after whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from app.accounts.models import Person
from app.core import clock
from tests.builders import inbox as build
from tests.builders.inbox import MONDAY, seen
from tests.builders.messages import answer_to, make_conversation, write_to
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
INBOX = "/staff/inbox"
SECRET = "She has stopped her tablets."


def test_sue_sees_who_waits_by_when_and_nothing_of_what_is_written(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id = make_conversation(cast.alice, SECRET, topic="Tablets")
        page = browser_as(cast.sue).visit(INBOX)

    assert "Alice: Tablets" in page.text
    assert "Answer by 5pm on Wednesday 25 November" in page.text
    assert "You promise an answer within 2 working days." in page.text
    assert f"{INBOX}/{conversation_id}" in page.links
    assert SECRET not in page.text


def test_an_answer_that_is_late_says_since_when(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        make_conversation(cast.alice)
    with time_machine.travel(MONDAY + timedelta(days=3)):
        page = browser_as(cast.sue).visit(INBOX)

    assert "Late since yesterday at 5pm" in page.text


def test_who_has_waited_longest_comes_first(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        make_conversation(cast.ben, topic="First")
    with time_machine.travel(MONDAY + timedelta(days=1)):
        make_conversation(cast.alice, topic="Second")
        text = browser_as(cast.sue).visit(INBOX).text

    assert text.index("Ben: First") < text.index("Alice: Second")


def test_what_has_a_flag_stands_first_and_is_marked_while_it_is_open(cast: Cast, browser_as: BrowserAs) -> None:
    make_conversation(cast.ben, topic="Waits longer")
    make_conversation(cast.alice, "He has taken all his tablets and I cannot wake him.", topic="Tonight")

    text = browser_as(cast.sue).visit(INBOX).text

    assert text.index("Alice: Tonight") < text.index("Ben: Waits longer")
    assert text.count("Somebody may not be safe") == 1


def test_what_was_written_at_night_is_marked_until_somebody_answers(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY.replace(hour=23)):
        conversation_id = make_conversation(cast.alice)
        sue = browser_as(cast.sue)
        assert "Written after hours" in sue.visit(INBOX).text

        answer_to(cast.sue, conversation_id)
        assert "Written after hours" not in sue.visit(f"{INBOX}?show=all").text


@pytest.mark.parametrize(
    ("show", "listed"),
    [
        ("unanswered", {"Waits"}),
        ("mine", {"Answered"}),
        ("unassigned", {"Waits"}),
        ("snoozed", {"Asleep"}),
        ("closed", {"Shut"}),
        ("all", {"Waits", "Answered", "Asleep", "Shut"}),
        ("nonsense", {"Waits"}),
    ],
)
def test_each_tab_lists_what_it_says(cast: Cast, browser_as: BrowserAs, show: str, listed: set[str]) -> None:
    sam = build.make_supporter(cast)
    _one_of_each(cast, browser_as, sam)

    text = browser_as(cast.sue).visit(f"{INBOX}?show={show}").text

    assert {each for each in ("Waits", "Answered", "Asleep", "Shut") if f"Alice: {each}" in text} == listed


def test_the_tabs_and_the_menu_say_how_many(cast: Cast, browser_as: BrowserAs) -> None:
    _one_of_each(cast, browser_as, build.make_supporter(cast))

    text = browser_as(cast.sue).visit(INBOX).text

    assert "Unanswered (1) Mine (1) Nobody's (1) Put aside (1) Closed (1) All (4)" in text
    assert "Inbox (1 unanswered)" in text


def test_a_long_inbox_comes_in_pages(cast: Cast, browser_as: BrowserAs) -> None:
    for number in range(23):
        make_conversation(cast.alice, topic=f"Number {number}.")
    sue = browser_as(cast.sue)

    first, second = sue.visit(INBOX), sue.visit(f"{INBOX}?show=unanswered&page=2")

    assert (first.text.count("Alice: Number"), second.text.count("Alice: Number")) == (20, 3)
    assert f"{INBOX}?show=unanswered&page=2" in first.links
    assert sue.visit(f"{INBOX}?page=99").text.count("Alice: Number") == 3


def test_twenty_conversations_cost_as_many_statements_as_one(cast: Cast, browser_as: BrowserAs) -> None:
    sam, sue = build.make_supporter(cast), browser_as(cast.sue)
    build.put_by(sam, make_conversation(cast.alice), needs_reader=True)
    few = _asked(sue, INBOX)
    for number in range(19):
        conversation_id = make_conversation((cast.alice, cast.ben)[number % 2], topic="Sleep")
        build.put_by((cast.sue, sam)[number % 2], conversation_id, needs_reader=True)

    assert _asked(sue, INBOX) == few <= 16


def test_a_long_conversation_costs_as_many_statements_as_a_short_one(cast: Cast, browser_as: BrowserAs) -> None:
    sue, conversation_id = browser_as(cast.sue), make_conversation(cast.alice)
    few = _asked(sue, f"{INBOX}/{conversation_id}")
    for _each in range(10):
        write_to(cast.alice, conversation_id)
        answer_to(cast.sue, conversation_id)
        sue.submit(f"{INBOX}/{conversation_id}/notes", note_words="Ring the ward.")

    assert _asked(sue, f"{INBOX}/{conversation_id}") == few <= 32


@pytest.mark.parametrize("who", ["cora", "tess", "max", "alice", "ada"])
def test_nobody_but_supporters_knows_that_there_is_an_inbox(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    conversation_id = make_conversation(cast.ben)
    browser = browser_as(getattr(cast, who))

    assert browser.visit(INBOX).status == 404
    assert browser.visit(f"{INBOX}/{conversation_id}").status == 404
    assert browser.visit(f"{INBOX}/canned").status == 404


def test_a_supporter_of_the_other_trust_finds_nothing(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice, SECRET)
    hilda = browser_as(build.make_supporter_of(cast.hill_team, "Hilda"))

    assert "Nobody waits for an answer now." in hilda.visit(INBOX).text
    assert hilda.visit(f"{INBOX}/{conversation_id}").status == 404
    assert hilda.submit(f"{INBOX}/{conversation_id}/answer", text="Hello", **seen(conversation_id)).status == 404


def _one_of_each(cast: Cast, browser_as: BrowserAs, sam: Person) -> None:
    make_conversation(cast.alice, topic="Waits")
    answer_to(cast.sue, make_conversation(cast.alice, topic="Answered"))
    asleep, shut = make_conversation(cast.alice, topic="Asleep"), make_conversation(cast.alice, topic="Shut")
    answer_to(sam, asleep)
    answer_to(sam, shut)
    sams = browser_as(sam)
    until = (clock.now() + timedelta(days=7)).date().isoformat()
    assert sams.submit(f"{INBOX}/{asleep}/snooze", snooze_until=until, **seen(asleep)).status == 200
    sams.submit(f"{INBOX}/{shut}/close", **seen(shut))


def _asked(browser: Browser, path: str) -> int:
    browser.visit(path)  # what is new is written down once
    with counted() as sent:
        assert browser.visit(path).status == 200
    return len(sent)
