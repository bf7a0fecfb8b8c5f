"""The mails that invite, and what becomes of an invitation when its mail has left or cannot be delivered."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import ROLES, Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock, signing
from app.core.config import settings
from app.core.remembered import Remembered
from app.invitations import moves, queries
from app.invitations.models import Invitation
from app.invitations.rules import SUPPRESSED, State, has_run_out
from app.mail.message import Email, write
from app.trusts import queries as trusts

_ON_THEIR_WAY = {State.QUEUED, State.SENT}
_Names = dict[str, str | None]
# A crowd is invited by the same few people.
_NAMES: Remembered[tuple[UUID, UUID | None, UUID | None], _Names] = Remembered(seconds=30)


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


def asked(session: Session, *, subject_id: UUID) -> Email | None:
    """The mail to somebody who asked for a link; None when it is no longer to be sent.

    Not a word of what was typed is in it: anybody can type somebody else's address, and a first name that is none.
    """
    found = _to_be_sent(session, subject_id)
    if found is None:
        return None
    return write("invitations/emails/join_confirm", to=found.email, **_words(session, found))


def sent(session: Session, *, subject_id: UUID) -> None:
    """The mail server took the mail. Does nothing the second time, or if the link was opened meanwhile."""
    moves.was_sent(session, invitation_id=subject_id)


def undeliverable(session: Session, *, subject_id: UUID, recipient: str, reason: str) -> None:
    """The mail was given up, or it came back; reason is a code. Does nothing the second time.

    Nor if the address was corrected meanwhile, or the link was opened: then it arrived.
    """
    found = queries.by_id(session, invitation_id=subject_id)
    if found is not None and found.email == recipient and State(found.state) in _ON_THEIR_WAY:
        _fail(session, found, reason=reason)


def suppressed(session: Session, *, subject_id: UUID) -> None:
    """The mail was not sent, since its address is not to be written to. Staff see it among those that failed."""
    found = queries.by_id(session, invitation_id=subject_id)
    if found is not None and found.state == State.QUEUED.value:
        _fail(session, found, reason=SUPPRESSED)


def token_for(found: Invitation) -> str:
    """The token of the link; a new nonce makes it worthless."""
    return signing.sign(signing.Purpose.INVITATION, [str(found.id), str(found.nonce)])


def _fail(session: Session, found: Invitation, *, reason: str) -> None:
    if moves.try_move(session, found, to=State.UNDELIVERABLE, failure=reason):
        audit.record(
            session,
            action=Action.INVITATION_UNDELIVERABLE,
            trust_id=found.trust_id,
            actor_id=None,
            subject_id=found.id,
            details={"reason": reason},
        )


def _to_be_sent(session: Session, invitation_id: UUID) -> Invitation | None:
    found = queries.by_id(session, invitation_id=invitation_id)
    if found is None or found.state != State.QUEUED.value:
        return None
    return None if has_run_out(expires_at=found.expires_at, now=clock.now()) else found


def _words(session: Session, found: Invitation) -> dict[str, object]:
    names = _NAMES.get((found.trust_id, found.team_id, found.inviter_id), lambda: _names(session, found))
    return {
        **names,
        "first_name": found.first_name,
        "link": f"{settings().base_url}/invitation/{token_for(found)}",
        "expires_at": found.expires_at,
    }


def _names(session: Session, found: Invitation) -> _Names:
    names = people.names(session, person_ids=[found.inviter_id])
    teams = trusts.team_names(session, trust_id=found.trust_id)
    return {
        "inviter": names.get(found.inviter_id, "Holdfast") if found.inviter_id else "",
        "team": teams.get(found.team_id) if found.team_id else None,
        "trust": trusts.trust(session, trust_id=found.trust_id).name,
    }
