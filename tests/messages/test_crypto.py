"""A message that was changed or moved is refused, and hides nothing else; whoever has the database alone opens nothing."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.messages.models import Message
from app.messages.queries import conversations
from app.messages.queries.conversations import UNREADABLE
from app.messages.service import noting
from tests.builders.glass import ask_for, make_safeguarding_lead
from tests.builders.messages import answer_to, has_read, make_conversation, signed_in
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
ALICE_SAYS, SUE_SAYS, TOPIC = "Ring me on Tuesday", "I will ring you", "Telephone"
_FLIP = text("UPDATE messages SET sealed = set_bit(sealed, :bit, 1 - get_bit(sealed, :bit)) WHERE id = :id")


@pytest.fixture
def conversation(cast: Cast) -> UUID:
    made = make_conversation(cast.alice, ALICE_SAYS, topic=TOPIC)
    answer_to(cast.sue, made, SUE_SAYS)
    return made


def texts(session: Session, conversation_id: UUID) -> list[str]:
    """What stands there, without what the program says out of hours."""
    lines = conversations.messages(session, conversation_id=conversation_id)
    return [each.written.text for each in lines if each.kind != "automatic"]


def first_message(session: Session, conversation_id: UUID) -> UUID:
    return session.scalars(select(Message.id).filter_by(conversation_id=conversation_id, kind="relative")).first()  # type: ignore[return-value]


def test_every_flipped_bit_is_refused_and_the_other_message_is_read(cast: Cast, conversation: UUID) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        message = first_message(session, conversation)
        bits = 8 * len(session.get_one(Message, message).sealed)
        for bit in range(bits):
            session.execute(_FLIP, {"bit": bit, "id": message})
            assert texts(session, conversation) == [UNREADABLE, SUE_SAYS], bit
            session.execute(_FLIP, {"bit": bit, "id": message})
        assert bits > 8 * (12 + 16 + len(ALICE_SAYS))
        assert texts(session, conversation) == [ALICE_SAYS, SUE_SAYS]


@pytest.mark.parametrize("length", [0, 1, 11, 12, 28, -1])
def test_a_message_cut_short_is_never_taken_for_a_message(cast: Cast, conversation: UUID, length: int) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        message = session.get_one(Message, first_message(session, conversation))
        message.sealed = message.sealed[:length]
        session.flush()

        assert ALICE_SAYS not in texts(session, conversation)[0]
        assert texts(session, conversation)[1] == SUE_SAYS


# Each puts something of one row where it does not belong, in Alice's first message.
_SWAPS = {
    "another message of the same conversation": """UPDATE messages SET sealed = other.sealed FROM messages other
        WHERE messages.id = :message AND other.conversation_id = :conversation AND other.kind = 'supporter'""",
    "a note of the same conversation": """UPDATE messages SET sealed = other.sealed FROM message_notes other
        WHERE messages.id = :message AND other.conversation_id = :conversation""",
    "its topic": """UPDATE messages SET sealed = sealed_topic FROM conversations
        WHERE messages.id = :message AND conversations.id = :conversation""",
    "the reason of an opening": """UPDATE messages SET sealed = other.sealed FROM message_openings other
        WHERE messages.id = :message AND other.conversation_id = :conversation""",
    "another conversation of hers": """UPDATE messages SET sealed = other.sealed FROM messages other
        WHERE messages.id = :message AND other.conversation_id = :second AND other.kind = 'relative'""",
    "another relative's conversation": """UPDATE messages SET sealed = other.sealed FROM messages other
        WHERE messages.id = :message AND other.conversation_id = :bens AND other.kind = 'relative'""",
    "another trust's conversation": """UPDATE messages SET sealed = other.sealed FROM messages other
        WHERE messages.id = :message AND other.conversation_id = :hugos AND other.kind = 'relative'""",
    "another trust's message with its key": """WITH moved AS (UPDATE data_keys SET wrapped = other.wrapped
        FROM data_keys other WHERE data_keys.owner_id = :conversation AND other.owner_id = :hugos)
        UPDATE messages SET sealed = other.sealed FROM messages other
        WHERE messages.id = :message AND other.conversation_id = :hugos AND other.kind = 'relative'""",
    "another name for the same message": "UPDATE messages SET id = :new WHERE id = :message",
}


@pytest.fixture
def others(cast: Cast, conversation: UUID) -> dict[str, UUID]:
    """What could be moved into her conversation."""
    with unit_of_work(cast.riverside.id) as session:
        noting.add(session, user=signed_in(cast.sue), conversation_id=conversation, text="She is tired", once=uuid4())
    ask_for(make_safeguarding_lead(cast.riverside), conversation)
    return {
        "conversation": conversation,
        "second": make_conversation(cast.alice, "My other matter"),
        "bens": make_conversation(cast.ben, "Ben's matter"),
        "hugos": make_conversation(cast.hugo, "Hugo's matter"),
        "new": uuid4(),
    }


@pytest.mark.parametrize("what", _SWAPS)
def test_whatever_is_put_in_its_place_is_refused(cast: Cast, others: dict[str, UUID], what: str) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        given = others | {"message": first_message(session, others["conversation"])}
        statement = text(_SWAPS[what])
        used = {name: value for name, value in given.items() if f":{name}" in _SWAPS[what]}
        assert session.execute(statement, used).rowcount == 1  # type: ignore[attr-defined]

        assert texts(session, others["conversation"])[0] == UNREADABLE


def test_a_message_that_was_moved_to_another_conversation_is_refused_there(cast: Cast, others: dict[str, UUID]) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        message = session.get_one(Message, first_message(session, others["bens"]))
        message.conversation_id, message.number = others["conversation"], 99
        session.flush()

        assert texts(session, others["conversation"]) == [ALICE_SAYS, SUE_SAYS, UNREADABLE]


def test_a_topic_of_another_conversation_is_refused(cast: Cast, others: dict[str, UUID]) -> None:
    swap = """UPDATE conversations SET sealed_topic = other.sealed_topic FROM conversations other
        WHERE conversations.id = :second AND other.id = :conversation"""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text(swap), {"second": others["second"], "conversation": others["conversation"]})
    with unit_of_work(cast.riverside.id) as session:
        found = conversations.own(session, user=signed_in(cast.alice), conversation_id=others["second"])

    assert found.topic == UNREADABLE


def test_alices_page_opens_and_only_that_message_says_that_it_cannot_be_read(
    cast: Cast, browser_as: Browsers, conversation: UUID
) -> None:
    has_read(cast.alice)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(_FLIP, {"bit": 200, "id": first_message(session, conversation)})

    page = browser_as(cast.alice).visit(f"/messages/{conversation}")

    assert page.status == 200
    assert UNREADABLE in page.text
    assert SUE_SAYS in page.text
    assert TOPIC in page.text


def test_the_same_words_look_different_each_time(cast: Cast) -> None:
    for _time in range(3):
        make_conversation(cast.alice, ALICE_SAYS)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        sealed = session.scalars(select(Message.sealed).filter_by(kind="relative")).all()
    assert len(set(sealed)) == 3
