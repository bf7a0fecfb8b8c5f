"""Supporters' private notes, and a message that a person must look at for danger."""

from hashlib import blake2b
from uuid import UUID, uuid4, uuid5

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.errors import Conflict, NotFound
from app.keys import service as keys
from app.messages.models import Conversation, Message, Note
from app.messages.queries import conversations
from app.messages.rules.conversations import Act
from app.messages.service import moves
from app.risk import service as risk
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service import Concern

NOTHING_TO_NOTE = "The words of this conversation were destroyed, so no note is kept with it either."
_MESSAGE = select(Message).where(
    Message.conversation_id == bindparam("conversation_id"), Message.id == bindparam("message_id")
)


def add(session: Session, *, user: SignedIn, conversation_id: UUID, text: str, once: UUID) -> None:
    """A note for colleagues. The same form sent twice is one note. Raises NotFound, and Conflict as `keep`."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    # The id comes from the form and from who sent it, so that nobody can name another's.
    note_id = uuid5(user.person_id, str(once))
    if session.get(Note, note_id) is None:
        keep(session, conversation=conversation, author_id=user.person_id, text=text, note_id=note_id)
        moves.write_down(session, conversation, act=Act.NOTED, actor_id=user.person_id)


def keep(
    session: Session, *, conversation: Conversation, author_id: UUID, text: str, note_id: UUID | None = None
) -> None:
    """A note in a conversation that this transaction holds. Raises Conflict where the words were destroyed."""
    if conversations.are_destroyed(session, conversation_id=conversation.id):
        raise Conflict(NOTHING_TO_NOTE)
    note = Note(
        id=note_id or uuid4(), trust_id=conversation.trust_id, conversation_id=conversation.id, author_id=author_id
    )
    key = keys.key_for(session, trust_id=conversation.trust_id, owner_id=conversation.id)
    note.sealed = key.seal(text, place=f"note/{note.id}")
    session.add(note)
    session.flush()


def flag(
    session: Session, *, user: SignedIn, conversation_id: UUID, message_id: UUID, urgency: Urgency, words: str
) -> UUID:
    """A person must look at this message; returns the flag's id. `words` are the supporter's own, sent twice they count once."""
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=conversation_id)
    message = session.scalar(_MESSAGE, {"conversation_id": conversation_id, "message_id": message_id})
    if message is None:
        raise NotFound
    facts = {"number": message.number, "urgency": urgency.value}
    moves.write_down(session, conversation, act=Act.FLAGGED, actor_id=user.person_id, facts=facts)
    told = f"{urgency}/{words}".encode()
    key = f"told/{blake2b(told, key=message.id.bytes, digest_size=16).hexdigest()}"
    raised = risk.raise_flag(
        session,
        trust_id=user.own_trust,
        kind=SubjectKind.MESSAGE,
        subject_id=message.id,
        writer_id=message.author_id,
        concern=Concern(source=Source.STAFF, urgency=urgency, key=key, text=words),
        actor_id=user.person_id,
    )
    return raised.id
