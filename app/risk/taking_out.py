"""What a relative's own file says of flags about what they wrote: that somebody looked, when, and what came of it."""

from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.risk.models import Flag
from app.risk.rules import Outcome, State, SubjectKind

_F = Flag.__table__.c
_ABOUT = {
    SubjectKind.TOPIC: "A topic that you asked for",
    SubjectKind.POST: "Something that you wrote in the forum",
    SubjectKind.MESSAGE: "A message that you wrote to the supporters",
    SubjectKind.CHECK_IN: "A check-in that you filled in",
    SubjectKind.TOLD_TO_STAFF: "Something that you told a member of staff",
    SubjectKind.TOLD_TO_MODERATORS: "A report or an appeal that you wrote",
    SubjectKind.COMPLAINT: "A complaint that you wrote",
    SubjectKind.SUGGESTION: "A suggestion that you made",
}
_TOLD = "We told people who can help"
# Who was told is not said: the file may be read by whoever it is about, and then it could put somebody in danger.
OUTCOMES = {
    Outcome.NO_CONCERN: "We had no worry",
    Outcome.KEPT_AN_EYE_ON: "There was nothing to do, and we kept an eye on it",
    Outcome.TALKED_WITH: "We talked with you, or wrote to you",
    Outcome.TEAM_TOLD: _TOLD,
    Outcome.EMERGENCY_CALLED: _TOLD,
    Outcome.SAFEGUARDING_STARTED: _TOLD,
    Outcome.WORDS_MENDED: "The words were changed or hidden",
}
_OF_WRITER: Select[Any] = (
    select(_F.subject_kind, _F.state, _F.raised_at, _F.acknowledged_at, _F.outcome, _F.closed_at)
    .where(_F.trust_id == bindparam("trust_id"), _F.writer_id == bindparam("writer_id"))
    .order_by(_F.raised_at, _F.id)
)


def of_writer(session: Session, *, user: SignedIn) -> list[dict[str, Any]]:
    """One entry for each flag about what this person wrote; never why, by whom, or what staff wrote about it."""
    rows = session.execute(_OF_WRITER, {"trust_id": user.own_trust, "writer_id": user.person_id})
    return [_entry(row) for row in rows]


def _entry(row: Row[Any]) -> dict[str, Any]:
    is_closed = row.state == State.CLOSED.value
    return {
        "about": _ABOUT[SubjectKind(row.subject_kind)],
        "noticed_at": row.raised_at.isoformat(),
        "looked_at": row.acknowledged_at.isoformat() if row.acknowledged_at else None,
        "finished_at": row.closed_at.isoformat() if is_closed else None,
        "outcome": OUTCOMES[Outcome(row.outcome)] if is_closed else None,
    }
