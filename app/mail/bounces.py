"""What is done about a mail that came back. Each may arrive twice: the second time changes nothing."""

from email.utils import parseaddr
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.core.config import settings
from app.core.db import Platform, enter
from app.mail import coming_back, log, suppression
from app.mail.bounce_rules import Bounce, Fate, understood
from app.mail.mailer import Mailers
from app.mail.models import MailEvent, OutboundMail
from app.mail.rules import DeliveryStep, Suppressed


class Receipt(StrEnum):
    """What GOV.UK Notify says became of a mail; its documentation is at /documentation on its site."""

    DELIVERED = "delivered"
    PERMANENT_FAILURE = "permanent-failure"  # nobody has this address
    TEMPORARY_FAILURE = "temporary-failure"  # a full mailbox, or a server that did not answer for days
    TECHNICAL_FAILURE = "technical-failure"  # Notify's own, or its mail provider's


def take(session: Session, *, raw: bytes, mailers: Mailers) -> bool:
    """Reads a mail that came back and acts on it. False if it is none, or about no mail of ours."""
    found = understood(raw, domain=parseaddr(settings().mail_from)[1].rpartition("@")[2])
    mail = _mail(session, str(found.mail_id)) if found else None
    if found is None or mail is None:
        return False
    _act(session, mail, found, mailers)
    return True


def take_receipt(session: Session, *, reference: str, receipt: Receipt, mailers: Mailers) -> bool:
    """Acts on what GOV.UK Notify says of the mail with this reference. False if it is none of ours."""
    mail = _mail(session, reference)
    if mail is None:
        return False
    code = f"Notify {receipt}"
    if receipt is Receipt.DELIVERED:
        _note_once(session, mail, DeliveryStep.DELIVERED)
    else:
        fate = Fate.NOBODY_THERE if receipt is Receipt.PERMANENT_FAILURE else Fate.CAME_BACK
        _act(session, mail, Bounce(mail.id, fate, code), mailers)
    return True


def _mail(session: Session, message_id: str) -> OutboundMail | None:
    """The mail, alone with it from here on; the rest of the transaction stays within its trust."""
    enter(session, Platform.BOUNCE)
    mail = coming_back.find(session, message_id=message_id)
    if mail is not None:
        session.refresh(mail, with_for_update=True)
        if mail.trust_id is not None:
            enter(session, mail.trust_id)
    return mail


def _act(session: Session, mail: OutboundMail, bounce: Bounce, mailers: Mailers) -> None:
    if bounce.fate is Fate.DELAYED:
        _note_once(session, mail, DeliveryStep.DELAYED, bounce.code)
    elif bounce.fate is Fate.UNWANTED:
        _suppress(session, mail, Suppressed.COMPLAINED)
    elif (
        coming_back.bounced(session, mail=mail, code=bounce.code, mailers=mailers) and bounce.fate is Fate.NOBODY_THERE
    ):
        # A full mailbox, or a fault of our own, must not shut anybody out.
        _suppress(session, mail, Suppressed.BOUNCED)


def _suppress(session: Session, mail: OutboundMail, reason: Suppressed) -> None:
    if mail.trust_id is not None:
        suppression.suppress(session, trust_id=mail.trust_id, email=mail.recipient, reason=reason)


def _note_once(session: Session, mail: OutboundMail, step: DeliveryStep, code: str = "") -> None:
    there = exists().where(MailEvent.mail_id == mail.id, MailEvent.step == step.value)
    if not session.scalar(select(there)):
        log.note(session, mail_id=mail.id, trust_id=mail.trust_id, step=step, code=code)
