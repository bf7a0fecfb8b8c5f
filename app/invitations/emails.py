"""The mails that invite, and what becomes of an invitation when its mail has left or cannot be delivered."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import ROLES, Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock, signing
from app.core.config import settings
from app.invitations import moves, queries
from app.invitations.models import Invitation
from app.invitations.rules import State, has_run_out
from app.mail.message import Email, write
from app.trusts import queries as trusts


def invitation(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail to a relative; None when it is no longer to be sent."""
    found = _to_be_sent(session, subject_id)
    if found is None:
        return None
    return write("invitations/emails/invitation", to=found.email, **_words(session, found))


def staff_invitation(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail to a colleague; None when it is no longer to be sent."""
    found = _to_be_sent(session, subject_id)
    if found is None:
        return None
    words = _words(session, found) | {"role": ROLES[Role(found.role)]}
    return write("invitations/emails/staff_invitation", to=found.email, **words)


def sent(session: Session, *, subject_id: UUID) -> None:
    """The mail server took the mail. Does nothing the second time, or if the link was opened meanwhile."""
    found = queries.by_id(session, invitation_id=subject_id)
    if found is not None and found.state == State.QUEUED.value:
        moves.try_move(session, found, to=State.SENT, sent_at=clock.now())


def undeliverable(session: Session, *, subject_id: UUID, reason: str) -> None:
    """The mail was given up; reason is the mail server's code. Does nothing the second time."""
    found = queries.by_id(session, invitation_id=subject_id)
    if found is None or found.state != State.QUEUED.value:
        return
    if moves.try_move(session, found, to=State.UNDELIVERABLE, failure=reason):
        audit.record(
            session,
            action=Action.INVITATION_UNDELIVERABLE,
            trust_id=found.trust_id,
            actor_id=None,
            subject_id=found.id,
            details={"reason": reason},
        )


def token_for(found: Invitation) -> str:
    """The token of the link; a new nonce makes it worthless."""
    return signing.sign(signing.Purpose.INVITATION, [str(found.id), str(found.nonce)])


def _to_be_sent(session: Session, invitation_id: UUID) -> Invitation | None:
    found = queries.by_id(session, invitation_id=invitation_id)
    if found is None or found.state != State.QUEUED.value:
        return None
    return None if has_run_out(expires_at=found.expires_at, now=clock.now()) else found


def _words(session: Session, found: Invitation) -> dict[str, object]:
    names = people.names(session, person_ids=[found.inviter_id])
    teams = trusts.team_names(session, trust_id=found.trust_id)
    return {
        "first_name": found.first_name,
        "inviter": names.get(found.inviter_id, "Holdfast"),
        "team": teams.get(found.team_id) if found.team_id else None,
        "trust": trusts.trust(session, trust_id=found.trust_id).name,
        "link": f"{settings().base_url}/invitation/{token_for(found)}",
        "expires_at": found.expires_at,
    }
