"""Sue and Sam in the supporters' inbox, in a real browser."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation
from app.messages.service import noting
from tests.browser.visitor import Visitor
from tests.builders import inbox as build
from tests.builders.messages import answer_to, make_conversation, signed_in, write_to
from tests.people import Cast

pytestmark = pytest.mark.browser

LONG = """\
Thank you for asking. My brother is **home again**, and I do not know how to begin.

- he sleeps all day
- he does not want me to ring the team

What can I do, and what should I leave alone?"""


def test_sue_looks_through_her_inbox_and_answers(visitor: Visitor, cast: Cast) -> None:
    conversation_id = _a_lively_inbox(cast)
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/inbox")
    visitor.look("inbox")
    visitor.follow("Alice: My brother is home again")
    visitor.look("inbox-conversation")
    visitor.press("I look after this")
    visitor.page.get_by_label("Replies at hand").select_option(label="What a carer's assessment is")
    visitor.press("Put it into the box")
    assert "assessment" in visitor.page.get_by_label("Your answer", exact=True).input_value()
    visitor.press("Send it now")
    visitor.sees("Your answer is with them.")
    visitor.look("inbox-answered")
    assert _owner(conversation_id) == cast.sue.id


def test_sue_makes_mistakes_and_comes_second(visitor: Visitor, cast: Cast) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice, LONG)
    visitor.sign_in("sue@example.org")
    visitor.open(f"/staff/inbox/{conversation_id}")
    for each in ("Hand it over to a colleague", "Put it aside until a day", "Write a note for colleagues"):
        visitor.page.locator("summary").get_by_text(each).click()
    visitor.look("inbox-verbs")
    visitor.press("Hand it over")
    visitor.look("inbox-mistake")
    visitor.fill("Your answer", "I am sorry that it is so hard.")
    answer_to(sam, conversation_id, "I answered while you wrote.")
    visitor.press("Send it now")
    assert visitor.page.get_by_label("Your answer", exact=True).input_value() == "I am sorry that it is so hard."
    visitor.look("inbox-second")
    visitor.page.locator("summary").get_by_text("Send it later").click()
    visitor.fill("Time", "nine")
    visitor.press("Send it then")
    visitor.look("inbox-later-mistake")


def test_sam_is_sues_second_reader(visitor: Visitor, cast: Cast) -> None:
    build.make_supporter(cast)
    conversation_id = make_conversation(cast.alice, LONG, topic="My brother is home again")
    build.put_in_training(cast.sue)
    reply_id = build.put_by(cast.sue, conversation_id, "Thank you for writing. Look at /directory.", needs_reader=True)
    visitor.sign_in("sam@example.org")
    visitor.open("/staff/inbox")
    visitor.follow("Read what Sue would answer Alice")
    visitor.look("inbox-second-reader")
    visitor.page.get_by_text("Give it back with advice").click()
    visitor.press("Give it back")
    visitor.look("inbox-second-reader-mistake")
    visitor.fill("Your advice to its writer", "Say first that it is a lot to carry.")
    visitor.press("Give it back")
    visitor.press("Sign out")
    visitor.sign_in("sue@example.org")
    visitor.open(f"/staff/inbox/{conversation_id}")
    visitor.look("inbox-came-back")
    visitor.open(f"/staff/inbox/{conversation_id}/replies/{reply_id}")
    visitor.look("inbox-reply-own")


def test_sue_flags_a_message_and_keeps_replies_at_hand(visitor: Visitor, cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice, LONG)
    visitor.sign_in("sue@example.org")
    visitor.open(f"/staff/inbox/{conversation_id}")
    visitor.open(f"/staff/inbox/{conversation_id}/messages/{build.message_ids(conversation_id)[0]}/flag")
    visitor.press("Ask that somebody looks")
    visitor.look("inbox-flag-mistake")
    visitor.open("/staff/inbox/canned")
    visitor.look("canned-none")
    visitor.page.get_by_role("button", name="Add one").click()
    visitor.fill("Title", "Where to look for help")
    visitor.fill("The words", "Look at [the directory](/directory) and at /modules/none.")
    visitor.press("Keep it")
    visitor.look("canned-mistake")
    visitor.fill("The words", "Look at [the directory](/directory).")
    visitor.press("Keep it")
    visitor.look("canned")


def _a_lively_inbox(cast: Cast) -> UUID:
    sam = build.make_supporter(cast)
    build.make_canned(cast.sue, "What a carer's assessment is", "You can ask for an assessment of your own needs.")
    build.make_canned(cast.sue, "Where to look for help", "Look at [the directory](/directory).")
    conversation_id = make_conversation(cast.alice, LONG, topic="My brother is home again")
    answer_to(sam, conversation_id, "That is a lot at once. Which day is the hardest? See /evidence.")
    write_to(cast.alice, conversation_id, "Sundays, when nobody is there.")
    _note(sam, conversation_id)
    build.put_by(sam, conversation_id, "Would you like to write about Sundays?", needs_reader=True)
    late = make_conversation(
        cast.ben, topic="A form that I do not understand, about benefits and who may speak for whom"
    )
    _make_late(late)
    answered = make_conversation(cast.ben, topic="Holidays")
    answer_to(sam, answered)
    return conversation_id


def _note(person: Person, conversation_id: UUID) -> None:
    user = signed_in(person)
    with unit_of_work(person.trust_id) as session:
        words = "She prefers to be asked first."
        noting.add(session, user=user, conversation_id=conversation_id, text=words, once=user.person_id)


def _make_late(conversation_id: UUID) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.get_one(Conversation, conversation_id)
        found.due_at = clock.now() - timedelta(days=2)


def _owner(conversation_id: UUID) -> UUID | None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalar(select(Conversation.owner_id).where(Conversation.id == conversation_id))
