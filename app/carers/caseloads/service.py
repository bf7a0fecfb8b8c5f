"""Writing down what was counted, and taking a wrong count away; each in the audit trail."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.carers.caseloads.rules import Counted
from app.carers.models import Caseload
from app.core import clock


def write_down(session: Session, *, user: SignedIn, counted: Counted) -> None:
    """Keeps the numbers. A second count of a team on the same day takes the place of the first."""
    for team_id, people in counted.people.items():
        facts = {"people": people, "entered_by": user.person_id, "created_at": clock.now()}
        row = {**facts, "id": uuid4(), "trust_id": user.own_trust, "team_id": team_id, "counted_on": counted.on}
        session.execute(
            insert(Caseload).values(row).on_conflict_do_update(index_elements=["team_id", "counted_on"], set_=facts)
        )
        _audit(session, user, team_id, people=people, counted_on=counted.on.isoformat())


def take_away(session: Session, *, user: SignedIn, caseload: Caseload) -> None:
    """Removes a count that was wrong."""
    _audit(session, user, caseload.team_id, taken_away=caseload.people, counted_on=caseload.counted_on.isoformat())
    session.delete(caseload)


def _audit(session: Session, user: SignedIn, team_id: UUID, **details: Any) -> None:
    audit.record(
        session,
        action=Action.REPORT_SETTINGS_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=team_id,
        details={"setting": "caseload", **details},
    )
