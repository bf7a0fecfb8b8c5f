"""What staff do with invitations. The row, the audit entry, the count and the mail are one transaction."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.invitations import moves, queries
from app.invitations.models import Invitation
from app.invitations.refusals import HasAccount, InvitedBefore, InvitedOtherwise
from app.invitations.rules import LASTS, LIVE, OFFERED, State, Step, may_become
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.usage import service as usage
from app.usage.events import Event


@dataclass(frozen=True)
class Invitee:
    """Who is invited to be what. A colleague has no relationship; some colleagues have no team."""

    email: str
    first_name: str
    relationship: str = ""
    role: Role = Role.RELATIVE
    team_id: UUID | None = None


def invite(
    session: Session,
    *,
    inviter_id: UUID,
    trust_id: UUID,
    invitee: Invitee,
    again: bool = False,
    draft: Invitation | None = None,
) -> Invitation:
    """Invites somebody, or sends a draft. Raises HasAccount, InvitedOtherwise, or InvitedBefore unless again is said."""
    queries.wait_for_turn(session, email=invitee.email)
    earlier = _earlier(session, trust_id, invitee, again=again)
    if earlier is not None and State(earlier.state) in LIVE:
        _revoke(session, earlier, actor_id=inviter_id, reason="superseded")
    facts = _fresh() | _facts(invitee) | {"inviter_id": inviter_id, "created_at": clock.now()}
    if earlier is not None:
        facts["repeats_id"] = earlier.id
    invitation = _added(session, trust_id, State.QUEUED, facts) if draft is None else _sent_draft(session, draft, facts)
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
    _queue_mail(session, invitation)
    return invitation


def save_draft(
    session: Session, *, inviter_id: UUID, trust_id: UUID, invitee: Invitee, draft: Invitation | None = None
) -> Invitation:
    """Keeps what is known so far; nothing is sent and nothing counted."""
    facts = _facts(invitee) | {"inviter_id": inviter_id}
    if draft is None:
        draft = _added(session, trust_id, State.DRAFTED, _fresh() | facts)
        _audit(session, Action.INVITATION_DRAFTED, draft, inviter_id)
        return draft
    _require_draft(draft)
    still_a_draft = (Invitation.id == draft.id, Invitation.state == State.DRAFTED.value)
    if session.execute(update(Invitation).where(*still_a_draft).values(facts).returning(Invitation.id)).first() is None:
        raise Conflict
    return draft


def discard(session: Session, *, actor_id: UUID, draft: Invitation) -> None:
    """Throws a draft away. Raises Conflict if it was sent meanwhile."""
    _require_draft(draft)
    still_a_draft = (Invitation.id == draft.id, Invitation.state == State.DRAFTED.value)
    if session.execute(delete(Invitation).where(*still_a_draft).returning(Invitation.id)).first() is None:
        raise Conflict
    _audit(session, Action.INVITATION_DISCARDED, draft, actor_id)


def correct(session: Session, *, actor_id: UUID, invitation: Invitation, email: str) -> None:
    """Sends the invitation to another address; the link in the first mail stops working.

    Raises HasAccount, or InvitedBefore when that address has an invitation of its own.
    """
    queries.wait_for_turn(session, email=email)
    _require_step(invitation, Step.CORRECT)
    _require_no_account(session, email)
    other = queries.latest_to(session, trust_id=invitation.trust_id, email=email)
    if other is not None and other.id != invitation.id:
        raise InvitedBefore(other)
    _send(session, invitation, email=email, sent_at=None, opened_at=None)
    _audit(session, Action.INVITATION_CORRECTED, invitation, actor_id)


def send_again(session: Session, *, actor_id: UUID | None, invitation: Invitation) -> None:
    """Sends the invitation once more with a new link; actor_id is None for the holder of a link that ran out."""
    queries.wait_for_turn(session, email=invitation.email)
    _require_step(invitation, Step.SEND_AGAIN)
    _require_no_account(session, invitation.email)
    live = queries.live_to(session, trust_id=invitation.trust_id, email=invitation.email)
    newer = live is not None and live.id != invitation.id
    if newer or queries.repeated(session, invitation_ids=[invitation.id]):
        raise Conflict("This address was invited again after this. Look at the newer invitation.")
    _send(session, invitation)
    _audit(session, Action.INVITATION_SENT_AGAIN, invitation, actor_id)


def revoke(session: Session, *, actor_id: UUID, invitation: Invitation) -> None:
    """Takes the invitation back; its link stops working at once."""
    queries.wait_for_turn(session, email=invitation.email)
    _require_step(invitation, Step.REVOKE)
    _revoke(session, invitation, actor_id=actor_id, reason="by hand")


def expire_due(session: Session) -> int:
    """Marks what is past its last day, and forgets drafts as old as that; returns how many rows there were."""
    past = Invitation.expires_at <= clock.now()
    may_expire = [state.value for state in State if may_become(state, State.EXPIRED)]
    expired = update(Invitation).where(past, Invitation.state.in_(may_expire)).values(state=State.EXPIRED.value)
    forgotten = delete(Invitation).where(past, Invitation.state == State.DRAFTED.value)
    rows = [
        (action, row)
        for action, change in ((Action.INVITATION_EXPIRED, expired), (Action.INVITATION_DISCARDED, forgotten))
        for row in session.execute(change.returning(Invitation.id, Invitation.trust_id)).all()
    ]
    for action, (invitation_id, trust_id) in rows:
        audit.record(session, action=action, trust_id=trust_id, actor_id=None, subject_id=invitation_id)
    return len(rows)


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


def _require_draft(invitation: Invitation) -> None:
    _require_step(invitation, Step.DISCARD)


def _facts(invitee: Invitee) -> dict[str, Any]:
    return {
        "email": invitee.email,
        "first_name": invitee.first_name,
        "relationship": invitee.relationship,
        "role": invitee.role.value,
        "team_id": invitee.team_id,
    }


def _fresh() -> dict[str, Any]:
    return {"nonce": uuid4(), "expires_at": clock.now() + LASTS}


def _added(session: Session, trust_id: UUID, state: State, facts: dict[str, Any]) -> Invitation:
    invitation = Invitation(trust_id=trust_id, state=state.value, **facts)
    session.add(invitation)
    session.flush()
    return invitation


def _sent_draft(session: Session, draft: Invitation, facts: dict[str, Any]) -> Invitation:
    _require_step(draft, Step.SEND)
    moves.move(session, draft, to=State.QUEUED, **facts)
    return draft


def _send(session: Session, invitation: Invitation, **changes: Any) -> None:
    # The mail before the invitation: the worker locks them in this order too.
    mail.cancel(session, subject_id=invitation.id)
    moves.move(session, invitation, to=State.QUEUED, failure=None, **_fresh(), **changes)
    _queue_mail(session, invitation)


def _revoke(session: Session, invitation: Invitation, *, actor_id: UUID, reason: str) -> None:
    mail.cancel(session, subject_id=invitation.id)
    moves.move(session, invitation, to=State.REVOKED, revoked_at=clock.now())
    _audit(session, Action.INVITATION_REVOKED, invitation, actor_id, reason=reason)


def _queue_mail(session: Session, invitation: Invitation) -> None:
    mail.queue(
        session,
        kind=EmailKind.INVITATION if invitation.role == Role.RELATIVE.value else EmailKind.STAFF_INVITATION,
        subject_id=invitation.id,
        recipient=invitation.email,
        trust_id=invitation.trust_id,
    )


def _audit(session: Session, action: Action, invitation: Invitation, actor_id: UUID | None, **details: Any) -> None:
    audit.record(
        session,
        action=action,
        trust_id=invitation.trust_id,
        actor_id=actor_id,
        subject_id=invitation.id,
        details=details,
    )
