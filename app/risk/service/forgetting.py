"""What was written is destroyed some years after a flag was closed; that there was one, and what was done, stays."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.config import settings
from app.keys import service as keys
from app.risk import rules
from app.risk.models import Flag
from app.risk.rules import State

MOST_AT_ONCE = 1000
_OLD = (
    select(Flag)
    .where(Flag.state == State.CLOSED.value, Flag.closed_at < bindparam("until"), func.octet_length(Flag.sealed) > 0)
    .order_by(Flag.closed_at, Flag.id)
    .limit(MOST_AT_ONCE)
    .with_for_update(skip_locked=True)
)


def forget_old(session: Session) -> int:
    """Destroys the words of flags that were closed RISK_YEARS ago; returns how many. The next run takes what is left.

    With the key go the words of staff too, which stand in a history that nobody can change; what the flag itself holds
    is emptied.
    """
    until = rules.years_before(clock.now(), settings().risk_years)
    old = session.scalars(_OLD, {"until": until}).all()
    for flag in old:
        keys.shred(session, owner_id=flag.id)
        flag.sealed = b""
    session.flush()
    for flag in old:
        details = {"event": "words destroyed"}
        audit.record(
            session,
            action=Action.FLAG_CHANGED,
            trust_id=flag.trust_id,
            actor_id=None,
            subject_id=flag.id,
            details=details,
        )
    return len(old)
