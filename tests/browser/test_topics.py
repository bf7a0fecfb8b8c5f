"""Asking for a topic in a real browser: Alice asks, Sue puts it on the list, Ben would like it too."""

import re

import pytest

from app.topics.rules import State
from tests.browser.visitor import Visitor
from tests.builders.topics import make_topic
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_alice_asks_sue_answers_and_ben_would_like_it_too(visitor: Visitor, cast: Cast) -> None:
    make_topic(cast.ben, "How to talk about it at work", state=State.LISTED, by=cast.sue)
    make_topic(cast.ben, "When he says no to his tablets", state=State.WRITTEN, by=cast.sue)
    _alice_asks(visitor)
    _sue_answers(visitor)
    visitor.sign_in("ben@example.org")
    visitor.open("/topics")
    visitor.page.get_by_role("button", name=re.compile("I would like this too.*Sleeping")).click()
    visitor.page.get_by_text("You would like this too.").wait_for()
    visitor.look("topics-wanted")


def _alice_asks(visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/topics")
    visitor.look("topics")
    visitor.page.get_by_role("button", name="Ask for something").click()
    visitor.press("Ask for it")
    visitor.look("topics-new-mistake")
    visitor.fill("What would you like to read about?", "Tom sleeps all day")
    visitor.fill("What would help you? (optional)", "He gets up at four.\nIs it the illness, or the tablets?")
    visitor.press("Ask for it")
    visitor.look("topics-asked")
    visitor.follow("Take it back")
    visitor.look("topics-remove")
    visitor.press("Sign out")


def _sue_answers(visitor: Visitor) -> None:
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/topics")
    visitor.look("staff-topics")
    visitor.follow("Tom sleeps all day")
    visitor.look("staff-topic")
    visitor.fill("Title", "Sleeping all day")
    visitor.page.get_by_label("Put it on the list").check()
    visitor.fill("Answer to the one who asked", "Thank you. We hear this from many families.")
    visitor.press("Save")
    visitor.look("staff-topics-saved")
    visitor.press("Sign out")
