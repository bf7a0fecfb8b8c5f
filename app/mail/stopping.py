"""The way out that every mail to a relative carries: "I did not expect this, or want no more"."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import signing, templating
from app.core.config import settings
from app.core.db import Platform, enter
from app.core.signing import LinkMalformed, Purpose
from app.mail import changes, suppression
from app.mail.message import Email
from app.mail.models import OutboundMail
from app.mail.rules import DeliveryStep, EmailKind, MailState, Suppressed, has_way_out, may_go, reason_of_stop

# Where mail/layout.html leaves room for it. What anybody typed is escaped there, so nobody can move it.
_ROOM = "<!-- the way out -->"
Also = Iterable[Callable[..., None]]


def with_way_out(email: Email, *, kind: EmailKind, mail_id: UUID, trust_id: UUID | None) -> Email:
    """The email with its last lines. The link names the mail and no address, and is nowhere but in the message.

    A reminder has a button in the mailbox for it, too, unless it has one of its own.
    """
    if trust_id is None or not has_way_out(kind):
        return email
    link = f"{settings().base_url}/mail/stop/{token_for(mail_id)}"
    pages = templating.environment()
    text, html = (pages.get_template(f"mail/way_out.{each}").render(link=link) for each in ("txt", "html"))
    stop = email.stop or (link if kind is EmailKind.REMINDER else "")
    return replace(email, text=f"{email.text.rstrip()}\n\n{text}", html=email.html.replace(_ROOM, html, 1), stop=stop)


def token_for(mail_id: UUID) -> str:
    """What the address of the page ends with."""
    return signing.sign(Purpose.STOP_MAIL, [str(mail_id)])


def follow(session: Session, *, token: str) -> tuple[UUID, str, Suppressed]:
    """Trust and address of the mail whose link this is, and what its button says; from here on within that trust.

    Raises LinkMalformed.
    """
    (mail_id,) = signing.read(Purpose.STOP_MAIL, token, max_age=signing.TEN_YEARS)
    enter(session, Platform.LINK)
    mail = session.get(OutboundMail, UUID(mail_id))
    if mail is None or mail.trust_id is None:
        raise LinkMalformed
    enter(session, mail.trust_id)
    return mail.trust_id, mail.recipient, reason_of_stop(EmailKind(mail.kind))


def stop(session: Session, *, trust_id: UUID, email: str, reason: Suppressed, also: Also) -> None:
    """Writes to this address no more. `also` is what the rooms above do then: app.state.when_stopped."""
    for each in also:
        each(session, trust_id=trust_id, email=email)
    suppression.suppress(session, trust_id=trust_id, email=email, reason=reason)
    cancel_waiting(session, trust_id=trust_id, email=email)


def cancel_waiting(session: Session, *, trust_id: UUID, email: str) -> None:
    """Cancels what waits to leave and may not any more. What others queue or send at this moment is looked at as it leaves.

    Nobody waits here for a mail that is on the wire: whoever comes this way keeps the trust's audit trail locked.
    """
    reason = suppression.reasons(session, trust_id=trust_id, emails=[email]).get(email)
    to_them = (OutboundMail.trust_id == trust_id, OutboundMail.recipient == email)
    waiting = select(OutboundMail).where(*to_them, OutboundMail.state == MailState.QUEUED.value)
    for mail in session.scalars(waiting.with_for_update(skip_locked=True)):
        if not may_go(EmailKind(mail.kind), reason):
            changes.change(session, mail, state=MailState.CANCELLED, step=DeliveryStep.CANCELLED)
