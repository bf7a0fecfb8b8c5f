"""Who read what, and everything else that happened to a conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.messages.models import Act as HappenedAct
from app.messages.rules.conversations import Act

_A = HappenedAct.__table__.c
_TOLD = _A.facts["told"].as_string()
# An opening that the relative is not told of is in nobody's history: a supporter could tell them by mistake.
_HISTORY = (
    select(_A.happened_at, _A.act, _A.actor_id, _A.facts)
    .where(_A.conversation_id == bindparam("conversation_id"), or_(_TOLD.is_(None), _TOLD != "false"))
    .order_by(_A.id)
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened. `name` is who did it: empty for the program, and for somebody who is gone."""

    at: datetime
    act: Act
    actor_id: UUID | None
    name: str
    facts: dict[str, Any]


def history(session: Session, *, conversation_id: UUID) -> list[Happened]:
    """Everything in order, but for openings that the relative is not told of.

    Only for a conversation that `own` or `of_team` has given.
    """
    rows = session.execute(_HISTORY, {"conversation_id": conversation_id}).all()
    names = people.names(session, person_ids={row.actor_id for row in rows if row.actor_id})
    return [
        Happened(row.happened_at, Act(row.act), row.actor_id, names.get(row.actor_id, ""), row.facts) for row in rows
    ]
