"""Writing down one's own hours, and what an hour costs."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.workload.models import RunningCost, WorkWeek
from app.workload.rules import Costs, Work

Logged = Mapping[tuple[date, Work], int]


def log(session: Session, *, user: SignedIn, logged: Logged) -> None:
    """Keeps these minutes of these weeks in place of what was there; 0 takes them away. Others stay as they are."""
    facts = {"person_id": user.person_id, "trust_id": user.own_trust, "changed_at": clock.now()}
    rows = [
        facts | {"monday": monday, "work": work.value, "minutes": minutes}
        for (monday, work), minutes in sorted(logged.items())
        if minutes
    ]
    gone = [(monday, work.value) for (monday, work), minutes in logged.items() if not minutes]
    if gone:
        named = tuple_(WorkWeek.monday, WorkWeek.work).in_(gone)
        session.execute(delete(WorkWeek).where(WorkWeek.person_id == user.person_id, named))
    if rows:
        new = insert(WorkWeek).values(rows)
        values = {"minutes": new.excluded.minutes, "changed_at": new.excluded.changed_at}
        session.execute(new.on_conflict_do_update(index_elements=["person_id", "monday", "work"], set_=values))


def set_costs(session: Session, *, user: SignedIn, costs: Costs) -> None:
    """What an hour costs, for all reports from now on, those of the past too."""
    amounts = {work.value: costs.hourly[work] for work in Work} | {"monthly": costs.monthly}
    values = amounts | {"changed_by": user.person_id, "changed_at": clock.now()}
    row = insert(RunningCost).values(trust_id=user.own_trust, **values)
    session.execute(row.on_conflict_do_update(index_elements=["trust_id"], set_=values))
    audit.record(
        session,
        action=Action.REPORT_SETTINGS_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        details={"setting": "costs", **amounts},
    )
