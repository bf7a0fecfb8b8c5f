"""Out of hours the program says at once that nobody reads now: once while it is closed, and never as if it were a person."""

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from app.core import clock
from app.messages.models import Conversation, Message
from app.messages.rules.conversations import Act, Kind
from app.messages.rules.written import Written
from app.messages.service import adding, moves
from app.messages.service.adding import Entry
from app.risk import duty
from app.trusts import queries as trusts
from app.trusts.hours import opening, wording
from app.trusts.hours.table import ServiceHours

_SAID_SINCE = select(
    exists().where(
        Message.conversation_id == bindparam("conversation_id"),
        Message.kind == Kind.AUTOMATIC.value,
        Message.after_hours,
        Message.written_at >= bindparam("since"),
    )
)


def say_nobody_reads(session: Session, *, conversation: Conversation) -> None:
    """Adds that message, unless somebody reads now or it stands there already for this time of being closed."""
    now = clock.now()
    hours = duty.of_trust(session, trust_id=conversation.trust_id).hours
    if opening.is_open(hours, at=now):
        return
    since = opening.closed_since(hours, at=now)
    if session.scalar(_SAID_SINCE, {"conversation_id": conversation.id, "since": since}):
        return
    trust = trusts.trust(session, trust_id=conversation.trust_id)
    crisis_line = f"{trust.crisis_line_name}: {trust.crisis_line_number}"
    entry = Entry(Kind.AUTOMATIC, None, Written(_words(hours, crisis_line)))
    message = adding.add(session, conversation=conversation, entry=entry)
    # They see it as soon as the page comes back.
    conversation.relative_seen_number = message.number
    moves.write_down(session, conversation, act=Act.SAID_BY_PROGRAM, actor_id=None, facts={"number": message.number})


def _words(hours: ServiceHours, crisis_line: str) -> str:
    again = wording.when(opening.next_opening(hours, after=clock.now()), now=clock.now())
    return (
        "A computer program wrote this. Your message has arrived. Nobody reads messages now. "
        f"The supporters are back {again}. An answer can take longer.\n\n"
        "If you cannot wait, ring now. Somebody is in danger: ring 999. Urgent help with somebody's mental health, yours "
        f"too: ring NHS 111 and choose option 2, day or night. {crisis_line}."
    )
