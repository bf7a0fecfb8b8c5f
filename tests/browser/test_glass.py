"""Sara asks to open Alice's conversation, Tess agrees, Sara reads it; Alice sees who read what, and has it destroyed."""

import pytest

from tests.browser.visitor import Visitor
from tests.builders.glass import WHY, make_safeguarding_lead
from tests.builders.messages import answer_to, has_read, make_conversation
from tests.people import Cast

pytestmark = pytest.mark.browser


def test_a_conversation_is_opened_and_alice_is_told(visitor: Visitor, cast: Cast) -> None:
    make_safeguarding_lead(cast.riverside)
    has_read(cast.alice)
    conversation = make_conversation(cast.alice, topic="The carer's assessment")
    answer_to(cast.sue, conversation, "You can ask for one at any time. Would you like to?")
    _sara_asks(visitor)
    _tess_agrees(visitor)
    _sara_reads(visitor)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/messages/{conversation}/readers")
    visitor.sees("A safeguarding lead read this conversation")
    visitor.look("messages-readers")
    visitor.follow("Destroy everything written in this conversation")
    visitor.look("messages-remove")
    visitor.press("Destroy the words")
    visitor.sees("This cannot be destroyed yet")
    visitor.look("messages-remove-not-today")


def test_alice_has_a_conversation_destroyed(visitor: Visitor, cast: Cast) -> None:
    has_read(cast.alice)
    conversation = make_conversation(cast.alice, topic="The carer's assessment")
    visitor.sign_in("alice@example.org")
    visitor.open(f"/messages/{conversation}/remove")
    visitor.press("Destroy the words")
    assert visitor.heading() == "The words are destroyed"
    visitor.look("messages-removed")
    visitor.open(f"/messages/{conversation}")
    visitor.look("messages-destroyed")


def _sara_asks(visitor: Visitor) -> None:
    visitor.sign_in("sara@example.org")
    visitor.open("/staff/messages/openings")
    visitor.press("Ask to open a conversation")
    visitor.look("glass-find")
    visitor.fill("The relative's email address", "ben@example.org")
    visitor.press("Continue")
    visitor.look("glass-find-mistake")
    visitor.fill("The relative's email address", "alice@example.org")
    visitor.press("Continue")
    visitor.press("Ask a second person")
    visitor.look("glass-ask-mistake")
    visitor.page.get_by_label("A conversation begun on").check()
    visitor.page.get_by_label("Somebody's life may be in danger").check()
    visitor.fill("Why must you read it?", WHY)
    visitor.press("Ask a second person")
    visitor.sees("You have asked")
    visitor.look("glass-asked")
    visitor.press("Sign out")


def _tess_agrees(visitor: Visitor) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/messages/openings")
    visitor.look("glass-list")
    visitor.follow("Somebody's life may be in danger")
    visitor.look("glass-to-decide")
    visitor.press("I agree: open it for 60 minutes")
    visitor.sees("You have agreed")
    visitor.look("glass-agreed")
    visitor.press("Sign out")


def _sara_reads(visitor: Visitor) -> None:
    visitor.sign_in("sara@example.org")
    visitor.open("/staff/messages/openings")
    visitor.follow("Somebody's life may be in danger")
    visitor.look("glass-open")
    visitor.press("Read the conversation")
    visitor.sees("Would you like to?")
    visitor.look("glass-conversation")
    visitor.press("Sign out")
