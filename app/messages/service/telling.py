"""Mails about messages: that there is something, never what. Each is queued in the transaction of what it tells of."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Role
from app.core.config import settings
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.messages.models import Conversation


def tell_relative(session: Session, *, conversation: Conversation) -> None:
    """A supporter has answered."""
    if conversation.relative_id is None:
        return
    reached = people.reached(session, person_id=conversation.relative_id)
    _queue(session, conversation, EmailKind.MESSAGE_ANSWERED, reached.email)


def tell_team(session: Session, *, conversation: Conversation) -> None:
    """Something waits: told to the supporter who looks after it, or to all of them."""
    supporters = staff_with(session, conversation, Role.SUPPORTER)
    owner = [each for each in supporters if each.id == conversation.owner_id]
    for each in owner or supporters:
        _queue(session, conversation, EmailKind.MESSAGE_WAITS, each.email)


def tell_others(session: Session, *, conversation: Conversation) -> int:
    """The promise is broken: told to every supporter but the one who looks after it; returns how many."""
    others = [each for each in staff_with(session, conversation, Role.SUPPORTER) if each.id != conversation.owner_id]
    for each in others:
        _queue(session, conversation, EmailKind.MESSAGE_OVERDUE, each.email)
    return len(others)


def tell_leads(session: Session, *, conversation: Conversation) -> int:
    """Still nobody has answered: the trust leads hear that it waits, never what it says; returns how many."""
    leads = staff_with(session, conversation, Role.TRUST_LEAD)
    for each in leads:
        _queue(session, conversation, EmailKind.MESSAGE_OVERDUE_LEAD, each.email)
    return len(leads)


def tell_owner(session: Session, *, conversation: Conversation) -> None:
    """A trust has neither another supporter nor a lead: whoever runs the service hears that it waits, if it is known who."""
    if owner := settings().owner_email:
        _queue(session, conversation, EmailKind.MESSAGE_OVERDUE_LEAD, owner)


def tell_readers(session: Session, *, conversation: Conversation, reply_id: UUID, writer_id: UUID) -> None:
    """An answer waits for a second reader: told to every supporter but its writer."""
    for each in staff_with(session, conversation, Role.SUPPORTER):
        if each.id != writer_id:
            _queue(session, conversation, EmailKind.REPLY_TO_READ, each.email, about=reply_id)


def tell_writer(session: Session, *, conversation: Conversation, reply_id: UUID, writer_id: UUID) -> None:
    """An answer came back: told to its writer, or to all supporters if the writer is none any more."""
    supporters = staff_with(session, conversation, Role.SUPPORTER)
    writer = [each for each in supporters if each.id == writer_id]
    for each in writer or supporters:
        _queue(session, conversation, EmailKind.REPLY_CAME_BACK, each.email, about=reply_id)


def staff_with(session: Session, conversation: Conversation, role: Role) -> list[StaffMember]:
    """Everybody of the trust with an open account and this role."""
    return _with_role(session, conversation.trust_id, role)


def colleagues(session: Session, *, trust_id: UUID, role: Role, but: UUID) -> list[StaffMember]:
    """The others in a trust with an open account and this role, by name."""
    return [each for each in _with_role(session, trust_id, role) if each.id != but]


def _with_role(session: Session, trust_id: UUID, role: Role) -> list[StaffMember]:
    return people.open_staff(session, trust_id=trust_id, role=role)


def _queue(
    session: Session, conversation: Conversation, kind: EmailKind, recipient: str, *, about: UUID | None = None
) -> None:
    subject_id = about or conversation.id
    mail.queue(session, kind=kind, subject_id=subject_id, recipient=recipient, trust_id=conversation.trust_id)
