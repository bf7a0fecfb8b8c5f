"""Mail that comes back after a server had taken it."""

from uuid import UUID

from sqlalchemy import exists, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from app.mail import log
from app.mail.mailer import Mailers
from app.mail.models import OutboundMail
from app.mail.rules import DeliveryStep, EmailKind, MailState

# Queued too: the server had taken it although the worker does not know, and it waits to be tried again.
_CAN_COME_BACK = (MailState.SENT.value, MailState.QUEUED.value)


def find(session: Session, *, message_id: str) -> OutboundMail | None:
    """The mail with this Message-ID, or with this reference at GOV.UK Notify; None if it is none of ours."""
    try:
        mail_id = UUID(message_id.strip().strip("<>").partition("@")[0])
    except ValueError:
        return None
    return session.get(OutboundMail, mail_id)


def bounced(session: Session, *, mail: OutboundMail, code: str, mailers: Mailers) -> bool:
    """Marks a mail as undeliverable. False if that was known, or if it never left.

    Who asked for it hears of it, unless a newer mail of the same kind about the same thing went to the same address.
    """
    came_back = (OutboundMail.id == mail.id, OutboundMail.state.in_(_CAN_COME_BACK))
    facts = {"state": MailState.UNDELIVERABLE.value, "last_error": code}
    if session.execute(update(OutboundMail).where(*came_back).values(facts).returning(OutboundMail.id)).first() is None:
        return False
    log.note(session, mail_id=mail.id, trust_id=mail.trust_id, step=DeliveryStep.BOUNCED, code=code)
    if not _has_newer(session, mail):
        mailer = mailers[EmailKind(mail.kind)]
        mailer.undeliverable(session, subject_id=mail.subject_id, recipient=mail.recipient, reason=code)
    return True


def _has_newer(session: Session, mail: OutboundMail) -> bool:
    other = aliased(OutboundMail)
    about_the_same = (
        other.subject_id == mail.subject_id,
        other.kind == mail.kind,
        other.recipient == mail.recipient,
        tuple_(other.created_at, other.id) > (mail.created_at, mail.id),
    )
    return bool(session.scalar(select(exists().where(*about_the_same))))
