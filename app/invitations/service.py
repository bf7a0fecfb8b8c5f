"""What staff do with invitations. The row, the audit entry, the count and the mail are one transaction."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.invitations import moves, queries, sending
from app.invitations.models import Invitation
from app.invitations.refusals import HasAccount, InvitedBefore, InvitedOtherwise, NotAGuest, NotToBeWrittenTo
from app.invitations.rules import LIVE, OFFERED, CameBy, State, Step
from app.mail import service as mail
from app.mail import suppression
from app.trusts import queries as trusts
from app.usage import service as usage
from app.usage.events import Event


@dataclass(frozen=True)
class Invitee:
    """Who is invited to be what. A colleague has no relationship; some colleagues have no team.

    `list_id`: the list on which they stand, if they are invited with many others.
    """

    email: str
    first_name: str
    relationship: str = ""
    role: Role = Role.RELATIVE
    team_id: UUID | None = None
    list_id: UUID | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What the invitation says of them."""
        return {
            "email": self.email,
            "first_name": self.first_name,
            "relationship": self.relationship,
            "role": self.role.value,
            "team_id": self.team_id,
            "list_id": self.list_id,
            "came_by": (CameBy.LIST if self.list_id else CameBy.STAFF).value,
        }


def invite(
    session: Session,
    *,
    inviter_id: UUID,
    trust_id: UUID,
    invitee: Invitee,
    again: bool = False,
    draft: Invitation | None = None,
) -> Invitation:
    """Invites somebody, or sends a draft.

    Raises HasAccount, InvitedOtherwise, NotToBeWrittenTo, NotAGuest, or InvitedBefore unless again is said.
    """
    queries.wait_for_turn(session, email=invitee.email)
    if invitee.role is Role.RELATIVE:
        require_may_be_written_to(session, trust_id=trust_id, email=invitee.email)
    earlier = _earlier(session, trust_id, invitee, again=again)
    if earlier is not None and State(earlier.state) in LIVE:
        _revoke(session, earlier, actor_id=inviter_id, reason="superseded")
    facts = sending.fresh() | invitee.facts | {"inviter_id": inviter_id, "created_at": clock.now()}
    if earlier is not None:
        facts["repeats_id"] = earlier.id
    invitation = (
        sending.add(session, trust_id, State.QUEUED, facts) if draft is None else _sent_draft(session, draft, facts)
    )
    usage.record(
        session,
        event=Event.INVITATION_CREATED,
        trust_id=trust_id,
        person_id=inviter_id,
        subject=str(invitation.id),
        is_staff=True,
    )
    details = {"role": invitee.role.value, "team_id": str(invitee.team_id or ""), "repeat": earlier is not None}
    _audit(session, Action.INVITATION_CREATED, invitation, inviter_id, **details)
    sending.queue_mail(session, invitation)
    return invitation


def correct(session: Session, *, actor_id: UUID, invitation: Invitation, email: str) -> None:
    """Sends the invitation to another address; the link in the first mail stops working.

    Raises HasAccount, NotToBeWrittenTo, NotAGuest, or InvitedBefore when that address has an invitation of its own.
    """
    queries.wait_for_turn(session, email=email)
    _require_step(invitation, Step.CORRECT)
    _require_no_account(session, email)
    if invitation.role == Role.RELATIVE.value:
        require_may_be_written_to(session, trust_id=invitation.trust_id, email=email)
    other = queries.latest_to(session, trust_id=invitation.trust_id, email=email)
    if other is not None and other.id != invitation.id:
        raise InvitedBefore(other)
    sending.send(session, invitation, email=email, sent_at=None, opened_at=None)
    _audit(session, Action.INVITATION_CORRECTED, invitation, actor_id)


def send_again(session: Session, *, actor_id: UUID | None, invitation: Invitation) -> None:
    """Sends the invitation once more with a new link; actor_id is None for the holder of a link that ran out."""
    queries.wait_for_turn(session, email=invitation.email)
    _require_step(invitation, Step.SEND_AGAIN)
    _require_no_account(session, invitation.email)
    if invitation.role == Role.RELATIVE.value:
        # Whoever sends it again has asked them, or is themselves: if mail came back once, it may arrive now.
        suppression.try_again(session, trust_id=invitation.trust_id, email=invitation.email, actor_id=actor_id)
        require_may_be_written_to(session, trust_id=invitation.trust_id, email=invitation.email)
    live = queries.live_to(session, trust_id=invitation.trust_id, email=invitation.email)
    newer = live is not None and live.id != invitation.id
    if newer or queries.repeated(session, invitation_ids=[invitation.id]):
        raise Conflict("This address was invited again after this. Look at the newer invitation.")
    sending.send(session, invitation)
    _audit(session, Action.INVITATION_SENT_AGAIN, invitation, actor_id)


def revoke(session: Session, *, actor_id: UUID, invitation: Invitation) -> None:
    """Takes the invitation back; its link stops working at once."""
    queries.wait_for_turn(session, email=invitation.email)
    _require_step(invitation, Step.REVOKE)
    _revoke(session, invitation, actor_id=actor_id, reason="by hand")


def require_may_be_written_to(session: Session, *, trust_id: UUID, email: str) -> None:
    """Raises NotToBeWrittenTo, or NotAGuest while the trust is not live."""
    if suppression.reasons(session, trust_id=trust_id, emails=[email]):
        raise NotToBeWrittenTo
    if trusts.not_guests(session, trust_id=trust_id, emails=[email]):
        raise NotAGuest


def _earlier(session: Session, trust_id: UUID, invitee: Invitee, *, again: bool) -> Invitation | None:
    _require_no_account(session, invitee.email)
    live = queries.live_to(session, trust_id=trust_id, email=invitee.email)
    earlier = live or queries.latest_to(session, trust_id=trust_id, email=invitee.email)
    if earlier is None:
        return None
    if (earlier.role == Role.RELATIVE.value) != (invitee.role is Role.RELATIVE):
        if State(earlier.state) in LIVE:
            raise InvitedOtherwise
        return None
    if not again:
        raise InvitedBefore(earlier)
    return earlier


def _require_no_account(session: Session, email: str) -> None:
    # The scope is one trust: whether the address has an account anywhere else is not to be learned here.
    person = accounts.find_by_email(session, email=email)
    if person is not None:
        raise HasAccount(since=person.created_at, closed_at=person.closed_at)


def _require_step(invitation: Invitation, step: Step) -> None:
    if step not in OFFERED[State(invitation.state)]:
        raise Conflict


def _sent_draft(session: Session, draft: Invitation, facts: dict[str, Any]) -> Invitation:
    _require_step(draft, Step.SEND)
    moves.move(session, draft, to=State.QUEUED, **facts)
    return draft


def _revoke(session: Session, invitation: Invitation, *, actor_id: UUID, reason: str) -> None:
    mail.cancel(session, subject_id=invitation.id)
    moves.move(session, invitation, to=State.REVOKED, revoked_at=clock.now())
    _audit(session, Action.INVITATION_REVOKED, invitation, actor_id, reason=reason)


def _audit(session: Session, action: Action, invitation: Invitation, actor_id: UUID | None, **details: Any) -> None:
    audit.record(
        session,
        action=action,
        trust_id=invitation.trust_id,
        actor_id=actor_id,
        subject_id=invitation.id,
        details=details,
    )
