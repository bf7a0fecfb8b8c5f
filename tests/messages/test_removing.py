"""Alice has the words of one conversation destroyed, or takes them out."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import Engine, select, text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.messages.models import Reply
from app.messages.queries import conversations, replies, taking_out
from app.messages.queries.conversations import DESTROYED
from app.messages.rules.conversations import State
from app.messages.service import forgetting, noting
from app.messages.service.noting import NOTHING_TO_NOTE
from app.risk import queries as risk
from app.risk.models import Flag
from tests.builders import risk as flags
from tests.builders.destroying import DANGER, add_note, data_keys, draft, sealed_left
from tests.builders.glass import WHY_NOT, agree_to, ask_for, make_safeguarding_lead, read_opened
from tests.builders.inbox import put_by
from tests.builders.messages import TEXT, answer_to, fresh, has_read, make_conversation, signed_in, write_to
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def test_alice_has_the_words_of_one_conversation_destroyed(cast: Cast, browser_as: Browsers, owner: Engine) -> None:
    conversation, other = make_conversation(cast.alice, topic="Tablets"), make_conversation(cast.alice, "The other one")
    add_note(cast, conversation)
    draft(cast, conversation)
    has_read(cast.alice)
    alice = browser_as(cast.alice)

    asked = alice.visit(f"/messages/{conversation}/remove")
    done = alice.submit(f"/messages/{conversation}/remove")

    assert asked.h1 == "Destroy the words of this conversation?"
    assert "What waits for an answer here will get none." in asked.text
    assert done.h1 == "The words are destroyed"
    assert data_keys() == 1
    assert "The other one" in alice.visit(f"/messages/{other}").text


def test_its_page_says_so_and_breaks_over_nothing(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice, topic="Tablets")
    has_read(cast.alice)
    alice = browser_as(cast.alice)
    alice.submit(f"/messages/{conversation}/remove")

    page = alice.visit(f"/messages/{conversation}")

    assert DESTROYED in page.text
    assert TEXT not in page.text
    assert "Tablets" not in alice.visit("/messages").text
    assert "You had all words of this conversation destroyed." in alice.visit(f"/messages/{conversation}/readers").text


def test_sues_pages_say_so_and_break_over_nothing(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice, topic="Tablets")
    add_note(cast, conversation)
    reply = put_by(cast.sue, conversation, needs_reader=True)
    browser_as(cast.alice).submit(f"/messages/{conversation}/remove")
    sue = browser_as(cast.sue)

    page = sue.visit(f"/staff/inbox/{conversation}")

    assert page.status == 200
    assert DESTROYED in page.text
    assert "The relative had all words of this conversation destroyed." in page.text
    assert "A note" not in page.text
    assert sue.visit(f"/staff/inbox/{conversation}/replies/{reply}").status == 200
    assert sue.visit("/staff/inbox?show=closed").status == 200


def test_while_sue_answers_either_her_answer_or_the_destruction_comes_first(cast: Cast) -> None:
    for _time in range(20):
        conversation = make_conversation(cast.alice)
        with ThreadPoolExecutor(2) as both:
            answered = both.submit(answer_to, cast.sue, conversation, "An answer")
            both.submit(destroy, cast, conversation).result()
            answered.result()
        with unit_of_work(cast.riverside.id) as session:
            texts = [each.written.text for each in conversations.messages(session, conversation_id=conversation)]
        assert TEXT not in texts
        assert set(texts) <= {DESTROYED, "An answer"}


def destroy(cast: Cast, conversation_id: UUID) -> None:
    with unit_of_work(cast.riverside.id) as session:
        forgetting.destroy_own(session, user=signed_in(cast.alice), conversation_id=conversation_id)


def test_nothing_is_left_that_could_be_opened_or_sent(cast: Cast, browser_as: Browsers, owner: Engine) -> None:
    conversation = make_conversation(cast.alice)
    add_note(cast, conversation)
    draft(cast, conversation)

    browser_as(cast.alice).submit(f"/messages/{conversation}/remove")

    assert (sealed_left(owner), data_keys()) == (0, 0)
    assert fresh(conversation).state == State.CLOSED.value
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Reply.state)).all() == ["cancelled"]
        assert "queued" not in session.scalars(text("SELECT state FROM outbound_mail")).all()


def test_alice_can_write_there_again(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice)
    has_read(cast.alice)
    alice = browser_as(cast.alice)
    alice.submit(f"/messages/{conversation}/remove")

    write_to(cast.alice, conversation, "Something new")

    page = alice.visit(f"/messages/{conversation}")
    assert "Something new" in page.text
    assert DESTROYED in page.text


def test_while_somebody_looks_whether_all_are_safe_alice_is_asked_kindly_to_wait(
    cast: Cast, browser_as: Browsers
) -> None:
    conversation = make_conversation(cast.alice, DANGER)

    page = browser_as(cast.alice).submit(f"/messages/{conversation}/remove")

    assert page.status == 409
    assert "This cannot be destroyed yet" in page.text
    assert data_keys() == 2


def test_an_opening_that_she_is_not_told_of_is_not_given_away_by_that(cast: Cast, browser_as: Browsers) -> None:
    sara, conversation = make_safeguarding_lead(cast.riverside), make_conversation(cast.alice)
    flagged = make_conversation(cast.alice, DANGER)
    opening = ask_for(sara, conversation, why_not_told=WHY_NOT)
    agree_to(cast.tess, opening)
    read_opened(sara, opening, conversation)
    alice = browser_as(cast.alice)

    pages = [alice.submit(f"/messages/{each}/remove") for each in (conversation, flagged)]

    assert [each.status for each in pages] == [409, 409]
    assert len({each.text for each in pages}) == 1


def test_after_the_hour_alice_can_have_it_destroyed_and_the_reason_goes_too(
    cast: Cast, browser_as: Browsers, owner: Engine
) -> None:
    sara, conversation = make_safeguarding_lead(cast.riverside), make_conversation(cast.alice)
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=2), tick=False):
        opening = ask_for(sara, conversation)
        agree_to(cast.tess, opening)

    assert browser_as(cast.alice).submit(f"/messages/{conversation}/remove").status == 200

    assert sealed_left(owner) == 0
    page = browser_as(sara).visit(f"/staff/messages/openings/{opening}")
    assert "The reason was destroyed with the words of the conversation." in page.text


def test_what_became_a_flag_is_still_there_for_those_who_looked_at_it(cast: Cast, browser_as: Browsers) -> None:
    sara, conversation = make_safeguarding_lead(cast.riverside), make_conversation(cast.alice, DANGER)
    with unit_of_work(cast.riverside.id) as session:
        flag = session.scalars(select(Flag)).one()
    flags.take(cast.sue, flag)
    flags.propose(cast.sue, flag)
    flags.confirm(sara, flag)

    assert browser_as(cast.alice).submit(f"/messages/{conversation}/remove").status == 200

    with unit_of_work(cast.riverside.id) as session:
        kept = risk.content(session, viewer=signed_in(cast.sue), flag_id=flag.id)
    assert [each.text for each in kept] == [DANGER]


@pytest.mark.parametrize("other", ["ben", "hugo", "sue", "cora", "tess", "ada"])
def test_nobody_else_can(cast: Cast, browser_as: Browsers, other: str) -> None:
    conversation = make_conversation(cast.alice)

    assert browser_as(getattr(cast, other)).submit(f"/messages/{conversation}/remove").status == 404
    assert data_keys() == 1


def test_alice_takes_out_what_she_and_sue_wrote(cast: Cast, browser_as: Browsers) -> None:
    conversation = make_conversation(cast.alice, topic="Tablets")
    answer_to(cast.sue, conversation, "Ask the nurse.")
    add_note(cast, conversation)
    make_conversation(cast.ben, "Ben's words")

    file = browser_as(cast.alice).client.get("/toolbox/take-out").text

    [entry] = json.loads(file)["messages"]
    said = [(each["from"], each["text"]) for each in entry["messages"] if each["from"] != "the program"]
    assert entry["about"] == "Tablets"
    assert said == [("you", TEXT), ("a supporter", "Ask the nurse.")]
    assert "Ben" not in file
    assert "A note" not in file


def test_taking_out_costs_the_same_however_many_conversations_there_are(cast: Cast) -> None:
    alice = signed_in(cast.alice)
    costs = []
    for _each in range(3):
        make_conversation(cast.alice)
        with unit_of_work(cast.riverside.id) as session, counted() as statements:
            taking_out.of_relative(session, user=alice)
        costs.append(len(statements))

    assert costs == [2, 2, 2]


@pytest.fixture
def destroyed(cast: Cast, browser_as: Browsers) -> UUID:
    """Alice had its words destroyed."""
    conversation = make_conversation(cast.alice)
    has_read(cast.alice)
    browser_as(cast.alice).submit(f"/messages/{conversation}/remove")
    return conversation


def test_sue_can_keep_no_note_where_the_words_were_destroyed(
    cast: Cast, browser_as: Browsers, destroyed: UUID, owner: Engine
) -> None:
    note = {"note_words": "She rang me.", "once": str(uuid4())}

    page = browser_as(cast.sue).submit(f"/staff/inbox/{destroyed}/notes", **note)

    assert (page.status, NOTHING_TO_NOTE in page.text) == (409, True)
    assert "She rang me." in page.text or page.value("note_words") == "She rang me."
    assert (sealed_left(owner), data_keys()) == (0, 0)


def test_a_draft_there_is_not_kept_and_the_page_does_not_say_that_it_is(
    cast: Cast, browser_as: Browsers, destroyed: UUID
) -> None:
    alice, words = browser_as(cast.alice), {"text": "And also", "do": "keep"}

    quiet = alice.client.post(f"/messages/{destroyed}", data=words, headers={"X-Draft": "quiet"})
    page = alice.submit(f"/messages/{destroyed}", **words)

    assert (quiet.status_code, data_keys()) == (409, 0)
    assert "Your draft is kept" not in page.text


def test_once_alice_writes_there_again_drafts_and_notes_are_kept_as_ever(cast: Cast, destroyed: UUID) -> None:
    write_to(cast.alice, destroyed)
    draft(cast, destroyed)
    with unit_of_work(cast.riverside.id) as session:
        noting.add(session, user=signed_in(cast.sue), conversation_id=destroyed, text="Ring her.", once=uuid4())

    assert data_keys() == 2


def test_what_was_kept_just_as_the_words_went_can_be_destroyed_too(cast: Cast, destroyed: UUID, owner: Engine) -> None:
    add_note(cast, destroyed)
    with unit_of_work(cast.riverside.id) as session:
        assert forgetting.has_words(session, conversation_id=destroyed)
        forgetting.destroy_own(session, user=signed_in(cast.alice), conversation_id=destroyed)

    assert (sealed_left(owner), data_keys()) == (0, 0)


def test_an_answer_that_was_put_by_says_that_it_was_destroyed_and_not_that_it_can_be_found(cast: Cast) -> None:
    conversation, sue = make_conversation(cast.alice), signed_in(cast.sue)
    reply_id = put_by(cast.sue, conversation, needs_reader=True)
    with unit_of_work(cast.riverside.id) as session:
        forgetting.destroy_own(session, user=signed_in(cast.alice), conversation_id=conversation)
        found = replies.one(session, user=sue, conversation_id=conversation, reply_id=reply_id)

    assert found.written.text == DESTROYED
