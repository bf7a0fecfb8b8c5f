"""Drafts: what is known of somebody who is invited later. Nothing is sent, and nothing counted."""

from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core.errors import Conflict
from app.invitations import sending
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.invitations.service import Invitee


def save_draft(
    session: Session, *, inviter_id: UUID, trust_id: UUID, invitee: Invitee, draft: Invitation | None = None
) -> Invitation:
    """Keeps what is known so far; nothing is sent and nothing counted."""
    facts = invitee.facts | {"inviter_id": inviter_id}
    if draft is None:
        draft = sending.add(session, trust_id, State.DRAFTED, sending.fresh() | facts)
        _audit(session, Action.INVITATION_DRAFTED, draft, inviter_id)
        return draft
    still_a_draft = (Invitation.id == draft.id, Invitation.state == State.DRAFTED.value)
    if session.execute(update(Invitation).where(*still_a_draft).values(facts).returning(Invitation.id)).first() is None:
        raise Conflict
    return draft


def discard(session: Session, *, actor_id: UUID, draft: Invitation) -> None:
    """Throws a draft away. Raises Conflict if it was sent meanwhile."""
    still_a_draft = (Invitation.id == draft.id, Invitation.state == State.DRAFTED.value)
    if session.execute(delete(Invitation).where(*still_a_draft).returning(Invitation.id)).first() is None:
        raise Conflict
    _audit(session, Action.INVITATION_DISCARDED, draft, actor_id)


def _audit(session: Session, action: Action, draft: Invitation, actor_id: UUID) -> None:
    audit.record(session, action=action, trust_id=draft.trust_id, actor_id=actor_id, subject_id=draft.id)
