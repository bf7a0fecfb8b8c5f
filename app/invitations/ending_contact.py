"""What becomes of an invitation when its address is not to be written to any more."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.invitations import links, queries, service
from app.invitations.models import Invitation
from app.mail import service as mail
from app.mail import stopping, suppression
from app.mail.rules import Suppressed


def decline_live(session: Session, *, trust_id: UUID, email: str) -> None:
    """Turns down a relative's invitation that waits, for somebody who wants no more mail. Does nothing without one."""
    live = _live(session, trust_id, email)
    if live is not None:
        # The mail before the invitation: the worker locks them in this order too.
        mail.cancel(session, subject_id=live.id)
        links.decline(session, invitation=live)


def stop_contact(session: Session, *, actor_id: UUID, trust_id: UUID, email: str, reason: Suppressed) -> None:
    """Somebody has died, or wants nothing more: takes back what waits, and writes to this address no more."""
    live = _live(session, trust_id, email)
    if live is not None:
        service.revoke(session, actor_id=actor_id, invitation=live)
    suppression.suppress(session, trust_id=trust_id, email=email, reason=reason, added_by=actor_id)
    stopping.cancel_waiting(session, trust_id=trust_id, email=email)


def _live(session: Session, trust_id: UUID, email: str) -> Invitation | None:
    queries.wait_for_turn(session, email=email)
    live = queries.live_to(session, trust_id=trust_id, email=email)
    return live if live is not None and live.role == Role.RELATIVE.value else None
