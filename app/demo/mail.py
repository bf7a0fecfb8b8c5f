"""What happened to the demo's emails: most arrived, some came back, and one address is not written to any more."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.demo.past import Here
from app.demo.rows import Row
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.mail import suppression
from app.mail.models import MailEvent, OutboundMail
from app.mail.rules import DeliveryStep, EmailKind, MailState, Suppressed

WITHDREW = "somebody.who.wants.nothing.more@example.org"
_MINUTE = timedelta(minutes=1)
_LEFT = [(DeliveryStep.QUEUED, "", 0 * _MINUTE), (DeliveryStep.ACCEPTED, "", _MINUTE)]
_CAME_BACK = [*_LEFT, (DeliveryStep.DELAYED, "4.4.1", 240 * _MINUTE), (DeliveryStep.BOUNCED, "5.1.1", 300 * _MINUTE)]


def add(session: Session, here: Here) -> None:
    """Adds the mail of each invitation that left, its history, and who said that they want nothing more."""
    left = select(Invitation).where(
        Invitation.trust_id == here.trust_id, Invitation.state.not_in([State.DRAFTED.value, State.QUEUED.value])
    )
    histories = [_history(invitation) for invitation in session.scalars(left)]
    session.execute(insert(OutboundMail), [mail for mail, _events in histories])
    session.execute(insert(MailEvent), [event for _mail, events in histories for event in events])
    cora = here.people["Cora"]
    suppression.suppress(session, trust_id=here.trust_id, email=WITHDREW, reason=Suppressed.WITHDREW, added_by=cora)


def _history(invitation: Invitation) -> tuple[Row, list[Row]]:
    """The row of its mail, and those of what happened to that."""
    returned, begun = invitation.state == State.UNDELIVERABLE.value, invitation.created_at
    mail = {
        "id": uuid4(),
        "trust_id": invitation.trust_id,
        "kind": (EmailKind.INVITATION if invitation.inviter_id else EmailKind.JOIN_CONFIRM).value,
        "subject_id": invitation.id,
        "recipient": invitation.email,
        "state": (MailState.UNDELIVERABLE if returned else MailState.SENT).value,
        "attempts": 1,
        "due_at": begun,
        "created_at": begun,
        "sent_at": begun + _MINUTE,
    }
    facts = {"trust_id": invitation.trust_id, "mail_id": mail["id"]}
    happened = _CAME_BACK if returned else _LEFT
    return mail, [
        facts | {"step": step.value, "code": code, "happened_at": begun + later} for step, code, later in happened
    ]
