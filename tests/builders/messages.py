"""Messages for tests, written through the services as the pages do.

- `signed_in(person)`: the SignedIn that a route would be given.
- `make_conversation(relative, text)`: a conversation with its first message, which waits for an answer.
- `write_to(relative, conversation_id, text)`, `answer_to(supporter, conversation_id, text)`: one more message.
- `has_read(relative)`: they have read what is said before the first message.
- `open_as_team(supporter, conversation_id)`: a supporter has it open.
- `first_words(conversation_id)`: what its first message says, as the program reads it now.
- `fresh(conversation_id)`: the row as it is now.
"""

from uuid import UUID, uuid4

from app.accounts import sessions
from app.accounts.models import Person
from app.accounts.signed_in import SignedIn
from app.core.db import Platform, unit_of_work
from app.messages.models import Conversation, Message, Understanding
from app.messages.queries import conversations
from app.messages.rules.understanding import VERSION
from app.messages.rules.written import Written
from app.messages.service import answering, reading, writing
from app.messages.service.answering import Answer
from app.messages.service.writing import Sent
from tests.builders.accounts import session_for

TEXT = "How do I ask about a carer's assessment?"


def signed_in(person: Person) -> SignedIn:
    """As a guard finds them."""
    token = session_for(person)
    with unit_of_work(Platform.SIGN_IN) as session:
        found = sessions.look(session, token=token)
    assert found
    return found


def make_conversation(relative: Person, text: str = TEXT, *, topic: str = "") -> UUID:
    """Its id."""
    user = signed_in(relative)
    with unit_of_work(relative.trust_id) as session:
        sent = writing.start(session, user=user, topic=topic, written=Written(text), once=uuid4())
    return sent.conversation_id


def write_to(relative: Person, conversation_id: UUID, text: str = TEXT, *, once: UUID | None = None) -> Sent:
    """One more message of the relative."""
    user = signed_in(relative)
    with unit_of_work(relative.trust_id) as session:
        return writing.write(
            session, user=user, conversation_id=conversation_id, written=Written(text), once=once or uuid4()
        )


def answer_to(
    supporter: Person, conversation_id: UUID, text: str = "Here is how.", *, seen: int | None = None
) -> Message:
    """One answer; `seen` is the newest message that the supporter has read, or else the newest."""
    given_seen = fresh(conversation_id).last_number if seen is None else seen
    with unit_of_work(supporter.trust_id) as session:
        given = Answer(supporter.id, Written(text), uuid4(), given_seen)
        assert supporter.trust_id
        return answering.answer(session, trust_id=supporter.trust_id, conversation_id=conversation_id, given=given)


def has_read(relative: Person, *, version: int = VERSION) -> None:
    """They have said that they have read the page of this version."""
    with unit_of_work(relative.trust_id) as session:
        session.add(Understanding(person_id=relative.id, trust_id=relative.trust_id, version=version))


def open_as_team(supporter: Person, conversation_id: UUID) -> None:
    """A supporter reads everything in it."""
    user = signed_in(supporter)
    with unit_of_work(supporter.trust_id) as session:
        reading.seen_by_team(session, user=user, conversation_id=conversation_id)


def fresh(conversation_id: UUID) -> Conversation:
    """The row as it is now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(Conversation, conversation_id)


def first_words(conversation_id: UUID) -> str:
    """What its first message says, as the program reads it now."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return conversations.messages(session, conversation_id=conversation_id)[0].written.text
