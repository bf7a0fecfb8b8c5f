"""A relative writes, and a supporter answers."""

from uuid import uuid4

import pytest

from app.core.db import Platform, unit_of_work
from app.core.errors import Conflict, NotFound
from app.messages.queries import conversations
from app.messages.rules.conversations import Kind, State
from tests.builders.messages import answer_to, fresh, make_conversation, signed_in, write_to
from tests.people import Cast


def _texts(cast: Cast, conversation_id: object) -> list[tuple[Kind, str]]:
    with unit_of_work(cast.riverside.id) as session:
        lines = conversations.messages(session, conversation_id=conversation_id)  # type: ignore[arg-type]
    return [(each.kind, each.written.text) for each in lines if each.kind is not Kind.AUTOMATIC]


def test_alice_writes_and_sue_answers(cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice, "She has stopped her tablets.", topic="Tablets")
    assert fresh(conversation_id).state == State.WAITING.value

    answer_to(cast.sue, conversation_id, "Thank you for writing.")

    assert fresh(conversation_id).state == State.ANSWERED.value
    assert fresh(conversation_id).owner_id == cast.sue.id
    assert _texts(cast, conversation_id) == [
        (Kind.RELATIVE, "She has stopped her tablets."),
        (Kind.SUPPORTER, "Thank you for writing."),
    ]


def test_what_is_written_waits_until_the_promise_ends(cast: Cast) -> None:
    found = fresh(make_conversation(cast.alice))

    assert found.waiting_since and found.due_at
    assert found.next_escalation_at == found.due_at > found.waiting_since


def test_the_same_form_sent_twice_is_one_message(cast: Cast) -> None:
    conversation_id, once = make_conversation(cast.alice), uuid4()

    first = write_to(cast.alice, conversation_id, "Are you there?", once=once)
    assert write_to(cast.alice, conversation_id, "Are you there?", once=once).number == first.number

    assert [text for _kind, text in _texts(cast, conversation_id)].count("Are you there?") == 1


def test_sue_cannot_answer_what_she_has_not_read(cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice)
    seen = fresh(conversation_id).last_number
    write_to(cast.alice, conversation_id, "It is worse now.")

    with pytest.raises(Conflict):
        answer_to(cast.sue, conversation_id, seen=seen)

    assert fresh(conversation_id).state == State.WAITING.value


def test_ben_cannot_open_what_alice_writes(cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice)

    with unit_of_work(cast.riverside.id) as session, pytest.raises(NotFound):
        conversations.own(session, user=signed_in(cast.ben), conversation_id=conversation_id)


def test_the_other_trust_finds_nothing_even_without_a_question_for_the_trust(cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice)

    with unit_of_work(cast.hillside.id) as session:
        assert conversations.messages(session, conversation_id=conversation_id) == []


def test_words_that_sound_like_danger_are_answered_at_once_and_flagged(cast: Cast) -> None:
    conversation_id = make_conversation(cast.alice)

    sent = write_to(cast.alice, conversation_id, "He has gone out with a knife and says he will kill himself tonight.")

    assert sent.receipt and "received" in sent.receipt.heading
    with unit_of_work(Platform.COMMAND_LINE) as session:
        from app.risk.models import Flag

        assert [flag.subject_kind for flag in session.query(Flag)] == ["message"]
