"""The end of a link's time."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.invitations.models import Invitation
from app.invitations.rules import State, may_become


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
