"""What every invitation goes through on its way: a new row, a fresh link, and its mail."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.core import clock
from app.invitations import moves
from app.invitations.models import Invitation
from app.invitations.rules import LASTS, State
from app.mail import service as mail
from app.mail.rules import EmailKind


def fresh() -> dict[str, Any]:
    """A new link, and until when it works."""
    return {"nonce": uuid4(), "expires_at": clock.now() + LASTS}


def add(session: Session, trust_id: UUID, state: State, facts: dict[str, Any]) -> Invitation:
    """A new row."""
    invitation = Invitation(trust_id=trust_id, state=state.value, **facts)
    session.add(invitation)
    session.flush()
    return invitation


def send(session: Session, invitation: Invitation, *, kind: EmailKind | None = None, **changes: Any) -> None:
    """Queues its mail with a new link, of this kind if it is not the usual one; the link before stops working."""
    # The mail before the invitation: the worker locks them in this order too.
    mail.cancel(session, subject_id=invitation.id)
    moves.move(session, invitation, to=State.QUEUED, failure=None, **fresh(), **changes)
    queue_mail(session, invitation, kind=kind)


def queue_mail(session: Session, invitation: Invitation, *, kind: EmailKind | None = None) -> None:
    """The mail with the link, of this kind if it is not the usual one."""
    mail.queue(
        session,
        kind=kind or _usual_kind(invitation),
        subject_id=invitation.id,
        recipient=invitation.email,
        trust_id=invitation.trust_id,
    )


def _usual_kind(invitation: Invitation) -> EmailKind:
    if invitation.role != Role.RELATIVE.value:
        return EmailKind.STAFF_INVITATION
    return EmailKind.INVITATION if invitation.inviter_id else EmailKind.JOIN_CONFIRM
