"""The mails about messages: that there is something, never what, about what, or from whom. None once it no longer holds."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.people import StaffMember
from app.accounts.roles import Permission
from app.core import clock
from app.core.config import settings
from app.mail.message import Email, write
from app.messages.models import Conversation, Opening, Reply
from app.messages.queries import glass
from app.messages.rules.conversations import State
from app.messages.rules.glass import GlassState, state_of
from app.messages.rules.replies import ReplyState


def answered(session: Session, *, subject_id: UUID) -> Email | None:
    """To the relative; None when they have read it already, or their account is closed."""
    conversation = session.get(Conversation, subject_id)
    if conversation is None or conversation.relative_seen_number >= conversation.last_number:
        return None
    return _to_relative(session, conversation, "answered", f"/messages/{conversation.id}")


def waits(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To a supporter; None when it was answered meanwhile, or they are none any more."""
    conversation = session.get(Conversation, subject_id)
    if conversation is None or conversation.state != State.WAITING.value:
        return None
    return _to_staff(session, conversation, recipient, "waits")


def overdue(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To another supporter, when the promise is broken; None as `waits`."""
    conversation = _overdue(session, subject_id)
    return _to_staff(session, conversation, recipient, "overdue") if conversation else None


def overdue_to_lead(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To a trust lead, who cannot open the conversation: only to the page that says what waits. None as `waits`.

    To whoever runs the service as well, where a trust had nobody to tell.
    """
    conversation = _overdue(session, subject_id)
    if conversation is None:
        return None
    is_lead = _colleague(session, conversation.trust_id, recipient, Permission.MESSAGES_SETTINGS)
    if not is_lead and recipient != settings().owner_email:
        return None
    return write("messages/emails/overdue_to_lead", to=recipient, link=_link("/staff/messages/waiting"))


def to_read(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To a supporter who may be the second reader; None when somebody has read it, or it does not wait any more."""
    return _of_reply(session, subject_id, ReplyState.FOR_SECOND_READER, recipient, "to_read")


def came_back(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To the supporter who should look at an answer again; None when it was changed or given up meanwhile."""
    return _of_reply(session, subject_id, ReplyState.SENT_BACK, recipient, "came_back")


def glass_asked(session: Session, *, subject_id: UUID, recipient: str) -> Email | None:
    """To somebody who can agree; None when it was decided, when it is too late, or when they asked themselves."""
    opening = session.get(Opening, subject_id)
    if opening is None or state_of(glass.asked(opening), now=clock.now()) is not GlassState.ASKED:
        return None
    second = _colleague(session, opening.trust_id, recipient, Permission.MESSAGES_AGREE)
    if second is None or second.id == opening.asked_by:
        return None
    return write("messages/emails/glass_asked", to=second.email, link=_link(f"/staff/messages/openings/{opening.id}"))


def glass_opened(session: Session, *, subject_id: UUID) -> Email | None:
    """To the relative, unless that raises danger: that somebody else has been allowed to read what they wrote."""
    opening = session.get(Opening, subject_id)
    if opening is None or not opening.tells_relative or opening.allowed_at is None:
        return None
    conversation = session.get_one(Conversation, opening.conversation_id)
    return _to_relative(session, conversation, "glass_opened", f"/messages/{conversation.id}/readers")


def _overdue(session: Session, conversation_id: UUID) -> Conversation | None:
    """The conversation, if the promise about it is broken now; its row goes when its words are destroyed."""
    found = session.get(Conversation, conversation_id)
    return found if found and found.due_at is not None and found.due_at <= clock.now() else None


def _to_relative(session: Session, conversation: Conversation, template: str, path: str) -> Email | None:
    """To the account that the conversation belongs to now, so that a changed address is used."""
    person = accounts.find_open(session, person_id=conversation.relative_id) if conversation.relative_id else None
    return write(f"messages/emails/{template}", to=person.email, link=_link(path)) if person else None


def _of_reply(session: Session, reply_id: UUID, state: ReplyState, recipient: str, template: str) -> Email | None:
    """About an answer that has not left, while it is in this state."""
    reply = session.get(Reply, reply_id)
    if reply is None or reply.state != state.value:
        return None
    conversation = session.get_one(Conversation, reply.conversation_id)
    return _to_staff(session, conversation, recipient, template)


def _to_staff(session: Session, conversation: Conversation, recipient: str, template: str) -> Email | None:
    supporter = _colleague(session, conversation.trust_id, recipient, Permission.MESSAGES_ANSWER)
    link = _link(f"/staff/inbox/{conversation.id}")
    return write(f"messages/emails/{template}", to=supporter.email, link=link) if supporter else None


def _colleague(session: Session, trust_id: UUID, email: str, permission: Permission) -> StaffMember | None:
    """Who has this address in this trust, if their account is open and they may still do that."""
    may = people.open_staff(session, trust_id=trust_id, permission=permission)
    return next((each for each in may if each.email == email), None)


def _link(path: str) -> str:
    return f"{settings().base_url}{path}"
