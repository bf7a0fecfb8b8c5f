"""An answer that was promised by now and is not there: the other supporters hear of it, then the trust lead.

Where there is nobody to tell, whoever runs the service hears of it each working day until there is somebody.
"""

from datetime import datetime
from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.sweeping import alone
from app.messages.models import Conversation
from app.messages.rules import promise
from app.messages.rules.conversations import Act, Escalation, State
from app.messages.service import moves, telling
from app.risk import duty

_MOST_AT_ONCE = 200
# Whoever answers one just now holds it, and so does another sweep: both mean that there is nothing to tell here.
_DUE = (
    select(Conversation)
    .where(Conversation.next_escalation_at <= bindparam("now"), Conversation.state == State.WAITING.value)
    .order_by(Conversation.next_escalation_at)
    .limit(_MOST_AT_ONCE)
    .with_for_update(skip_locked=True)
    .execution_options(populate_existing=True)
)


def escalate_due(session: Session) -> int:
    """Tells whoever is next of each that is due; returns of how many. For the sweep: it looks at every trust."""
    due = session.scalars(_DUE, {"now": clock.now()}).all()
    return sum(alone(session, partial(_escalate, session, each), what="escalation", row_id=each.id) for each in due)


def _escalate(session: Session, conversation: Conversation) -> None:
    is_next = promise.next_step(Escalation(conversation.escalation)) is Escalation.SECOND
    others = telling.tell_others(session, conversation=conversation) if is_next else 0
    # If nobody else supports relatives here, the lead hears of it at once.
    step = Escalation.SECOND if others else Escalation.LEAD
    told = others or telling.tell_leads(session, conversation=conversation)
    if told:
        conversation.escalation = step.value
        facts = {"who": step.value, "people": told}
        moves.write_down(session, conversation, act=Act.OVERDUE_TOLD, actor_id=None, facts=facts)
    else:
        telling.tell_owner(session, conversation=conversation)
    is_last = told and step is Escalation.LEAD
    conversation.next_escalation_at = None if is_last else _next_at(session, conversation)
    session.flush()


def _next_at(session: Session, conversation: Conversation) -> datetime:
    return promise.lead_at(duty.of_trust(session, trust_id=conversation.trust_id).hours, told=clock.now())
