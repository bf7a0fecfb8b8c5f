"""What a relative's own file says of their messages: everything that they and the supporters wrote to each other."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.messages.queries import conversations
from app.messages.queries.conversations import ConversationLine, MessageLine
from app.messages.rules.conversations import Kind

_FROM = {Kind.RELATIVE: "you", Kind.SUPPORTER: "a supporter", Kind.AUTOMATIC: "the program"}


def of_relative(session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """One entry for each conversation; the supporters' own notes, which are about their work, are not in it."""
    lines = conversations.own_all(session, user=user)
    messages = conversations.messages_of(session, conversation_ids=[line.id for line in lines])
    return [_entry(line, messages[line.id]) for line in lines]


def _entry(line: ConversationLine, written: list[MessageLine]) -> dict[str, Any]:
    return {
        "about": line.topic,
        "begun_at": line.opened_at.isoformat(),
        "messages": [_message(each) for each in written],
    }


def _message(line: MessageLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "from": _FROM[line.kind],
        "written_at": line.written_at.isoformat(),
        **line.written.as_data(),
    }
