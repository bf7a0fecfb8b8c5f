"""A trust lead says within how many working days relatives are promised an answer."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.messages.models import PromiseOfTrust
from app.messages.queries import promise


def set_days(session: Session, *, trust_id: UUID, actor_id: UUID, days: int) -> None:
    """Holds for what is written from now on; what waits already stays due when it was."""
    before = promise.of_trust(session, trust_id=trust_id)
    values = {"days": days, "set_by": actor_id, "set_at": clock.now()}
    row = insert(PromiseOfTrust).values(trust_id=trust_id, **values)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id"], set_=values))
    audit.record(
        session,
        action=Action.MESSAGE_PROMISE_CHANGED,
        trust_id=trust_id,
        actor_id=actor_id,
        details={"days": days, "before": before.days},
    )
