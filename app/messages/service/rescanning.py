"""Reading again, with a newer detector, what no supporter has opened yet."""

from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core.sweeping import alone
from app.keys import queries as keys
from app.messages.models import Conversation, Message
from app.messages.rules.conversations import Kind
from app.messages.rules.written import written
from app.risk import detector
from app.risk.detector import Channel
from app.risk.rules import SubjectKind
from app.risk.service import answering as risk

_AT_ONCE = 100
# What is being written in just now is left for the next time; the conversation is held before a flag is.
_OLD = (
    select(Conversation, Message)
    .join(Message, Message.conversation_id == Conversation.id)
    .where(
        Message.kind == Kind.RELATIVE.value,
        Message.detector != bindparam("version"),
        Message.number > Conversation.seen_number,
    )
    .order_by(Message.written_at.desc(), Message.id)
    .limit(_AT_ONCE)
    .with_for_update(of=Conversation, skip_locked=True)
)


def read_again(session: Session) -> int:
    """Reads the newest unopened messages that an older detector read; returns how many. Danger raises a flag."""
    rows = session.execute(_OLD, {"version": detector.version()}).all()
    return sum(
        alone(session, partial(_read, session, message), what="rescan", row_id=message.id) for _, message in rows
    )


def _read(session: Session, message: Message) -> None:
    key = keys.find(session, owner_id=message.conversation_id)
    if key is None:
        return
    text = written(key.unseal(message.sealed, place=f"message/{message.id}")).text
    found = detector.assess(text, channel=Channel.MESSAGE)
    message.detector = found.version
    risk.answer(
        session,
        trust_id=message.trust_id,
        writer_id=message.author_id,
        kind=SubjectKind.MESSAGE,
        subject_id=message.id,
        text=text,
        found=found,
        readers="",  # nobody waits for an answer
    )
