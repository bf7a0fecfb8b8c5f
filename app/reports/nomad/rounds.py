"""The rounds that are closed, each with its means."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.implementation import scoring
from app.implementation.models import NomadReply, NomadRound
from app.implementation.scoring import Answers, Result

_REPLIES = (
    select(NomadRound.id, NomadRound.name, NomadRound.opened_on, NomadReply.answers)
    .outerjoin(NomadReply, NomadReply.round_id == NomadRound.id)
    # While a round is open the mean before and after one more answer would give that answer away.
    .where(NomadRound.trust_id == bindparam("trust_id"), NomadRound.closed_at.is_not(None))
    .order_by(NomadRound.opened_on, NomadRound.closed_at)
)


@dataclass(frozen=True)
class Said:
    """One round."""

    name: str
    opened_on: date
    result: Result


def of_trust(session: Session, *, trust_id: UUID) -> list[Said]:
    """The closed rounds, the oldest first."""
    found: dict[UUID, tuple[str, date, list[Answers]]] = {}
    for key, name, opened_on, answers in session.execute(_REPLIES, {"trust_id": trust_id}):
        replies = found.setdefault(key, (name, opened_on, []))[2]
        if answers is not None:
            replies.append(answers)
    return [Said(name, opened_on, scoring.result(replies)) for name, opened_on, replies in found.values()]
