"""The supporters' inbox for tests.

- `make_supporter(cast, "Sam")`: a colleague of Sue's.
- `put_in_training(sue)`: a second reader looks at her answers.
- `make_scheduled(sue, conversation_id)`: an answer that was put off and is due; `send_due()` is what the worker does.
- `answers(conversation_id)`: what supporters have answered, as text.
- `say_by_program(conversation_id)`: an automatic message.
- `told(kind)`: the addresses that mails of a kind were queued for.
- `replies()`: every answer that was put by, as rows.
- `acts(conversation_id)`: what happened to it, in order.
- `seen(conversation_id)`: the hidden fields of a page made now.
- `MONDAY`: 10am on a Monday, while somebody reads.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind
from app.messages.models import Act, CannedReply, Conversation, Message, Note, Reply, SupporterProfile
from app.messages.queries import conversations
from app.messages.rules.conversations import Kind
from app.messages.rules.written import Written
from app.messages.service import adding, putting_by, replying
from app.messages.service.adding import Entry
from app.messages.service.answering import Answer
from app.trusts.models import Team
from tests.builders.accounts import make_person
from tests.builders.messages import fresh, signed_in
from tests.people import Cast

ANSWER = "You can ask for an assessment of your own."
MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.UTC)


def make_supporter(cast: Cast, name: str = "Sam") -> Person:
    """A colleague of Sue's."""
    return make_supporter_of(cast.early_help, name)


def make_supporter_of(team: Team, name: str) -> Person:
    """A supporter in any trust."""
    return make_person(name, Role.SUPPORTER, team=team)


def put_in_training(person: Person) -> None:
    """A colleague reads their answers first."""
    with unit_of_work(person.trust_id) as session:
        session.add(SupporterProfile(person_id=person.id, trust_id=person.trust_id, in_training=True))


def put_by(
    writer: Person,
    conversation_id: UUID,
    text: str = "Here is how.",
    *,
    send_at: datetime | None = None,
    needs_reader: bool = False,
) -> UUID:
    """An answer that waits; returns its id."""
    given = Answer(writer.id, Written(text), uuid4(), fresh(conversation_id).last_number)
    user = signed_in(writer)
    with unit_of_work(writer.trust_id) as session:
        return putting_by.put_by(
            session,
            user=user,
            conversation_id=conversation_id,
            given=given,
            send_at=send_at,
            needs_reader=needs_reader,
        ).id


def make_due(reply_id: UUID) -> None:
    """Its time has come."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Reply).where(Reply.id == reply_id).values(send_at=clock.now() - timedelta(minutes=1)))


def make_scheduled(person: Person, conversation_id: UUID) -> UUID:
    """An answer whose time has come; returns its id."""
    reply_id = put_by(person, conversation_id, ANSWER, send_at=MONDAY + timedelta(days=3650))
    make_due(reply_id)
    return reply_id


def send_due() -> int:
    """Sends what is due, as the worker does; returns how many."""
    with unit_of_work(Platform.SWEEP) as session:
        return replying.send_due(session)


def answers(conversation_id: UUID) -> list[str]:
    """What supporters have answered, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = conversations.messages(session, conversation_id=conversation_id)
    return [each.written.text for each in found if each.kind is Kind.SUPPORTER]


def say_by_program(conversation_id: UUID) -> None:
    """An automatic message, such as that it was read in an emergency."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        conversation = session.get_one(Conversation, conversation_id)
        adding.add(session, conversation=conversation, entry=Entry(Kind.AUTOMATIC, None, Written("By a program.")))


def told(kind: EmailKind) -> list[str]:
    """The addresses that mails of this kind were queued for, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(OutboundMail.recipient).where(OutboundMail.kind == kind.value)
        return list(session.scalars(wanted.order_by(OutboundMail.recipient)))


def make_canned(person: Person, title: str = "Carers", text: str = "Look at /directory.") -> UUID:
    """A reply at hand; returns its id."""
    with unit_of_work(person.trust_id) as session:
        made = CannedReply(id=uuid4(), trust_id=person.trust_id, title=title, text=text)
        session.add(made)
    return made.id


def replies() -> list[Reply]:
    """All of them, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(Reply).order_by(Reply.made_at)))


def message_ids(conversation_id: UUID) -> list[UUID]:
    """Its messages, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(Message.id).where(Message.conversation_id == conversation_id).order_by(Message.number)
        return list(session.scalars(wanted))


def notes() -> list[Note]:
    """All of them, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(Note).order_by(Note.written_at)))


def acts(conversation_id: UUID) -> list[tuple[str, dict[str, Any]]]:
    """What happened to it, in order."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.scalars(select(Act).where(Act.conversation_id == conversation_id).order_by(Act.id))
        return [(each.act, each.facts) for each in rows]


def seen(conversation_id: UUID) -> dict[str, str]:
    """What the forms of a page made now say."""
    found = fresh(conversation_id)
    return {"version": str(found.version), "seen": str(found.last_number), "once": str(uuid4())}
