"""A trust sets its hours, its clocks, its rota and whom the ladder calls. Each change is audited."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.risk import duty
from app.risk.due import Clocks
from app.risk.models import ClocksOfTrust, DutyContact, HoursOfTrust, Shift
from app.risk.rules import Rung
from app.trusts.hours.table import ServiceHours, Window


@dataclass(frozen=True, slots=True)
class NewContact:
    """Whom a rung calls."""

    rung: Rung
    name: str
    email: str
    webhook: str | None = None


def set_hours(session: Session, *, trust_id: UUID, actor_id: UUID, hours: ServiceHours) -> None:
    """When this trust's people read; what is due already stays due when it was."""
    row = HoursOfTrust(
        trust_id=trust_id,
        days=[_stored(day) for day in hours.days],
        division=hours.holidays.division,
        closed=sorted(day.isoformat() for day in hours.holidays.closed),
        other=[(day.isoformat(), _stored(windows)) for day, windows in hours.holidays.other],
        set_at=clock.now(),
        set_by=actor_id,
    )
    session.merge(row)
    _tell(session, trust_id, actor_id, "hours")


def _stored(windows: Iterable[Window]) -> list[list[str]]:
    return [[f"{at:%H:%M}" for at in window] for window in sorted(windows)]


def set_clocks(session: Session, *, trust_id: UUID, actor_id: UUID, clocks: Clocks) -> None:
    """How long each urgency may wait here, signed by the actor."""
    session.merge(ClocksOfTrust(trust_id=trust_id, **asdict(clocks), set_at=clock.now(), set_by=actor_id))
    _tell(session, trust_id, actor_id, "clocks")


def add_contact(session: Session, *, trust_id: UUID, actor_id: UUID, contact: NewContact) -> UUID:
    """Adds somebody that a rung calls."""
    row = DutyContact(trust_id=trust_id, **asdict(contact))
    session.add(row)
    session.flush()
    _tell(session, trust_id, actor_id, "contact added")
    return row.id


def switch_contact(session: Session, *, trust_id: UUID, actor_id: UUID, contact_id: UUID, active: bool) -> None:
    """Whether a contact is called. Raises NotFound."""
    own = (DutyContact.trust_id == trust_id, DutyContact.id == contact_id)
    if session.scalar(update(DutyContact).where(*own).values(active=active).returning(DutyContact.id)) is None:
        raise NotFound
    _tell(session, trust_id, actor_id, "contact switched on" if active else "contact switched off")


def remove_contact(session: Session, *, trust_id: UUID, actor_id: UUID, contact_id: UUID) -> None:
    """Takes somebody off the ladder. Raises NotFound."""
    own = (DutyContact.trust_id == trust_id, DutyContact.id == contact_id)
    if session.scalar(delete(DutyContact).where(*own).returning(DutyContact.id)) is None:
        raise NotFound
    _tell(session, trust_id, actor_id, "contact removed")


def add_shift(
    session: Session, *, trust_id: UUID, actor_id: UUID, person_id: UUID, weekday: int, window: Window
) -> UUID:
    """Puts somebody on the rota each week; Monday is 0. Raises Conflict if they may not work on flags."""
    if person_id not in {each.id for each in duty.colleagues(session, trust_id=trust_id)}:
        raise Conflict("This person cannot be on the rota. Choose somebody who works on flags.")
    row = Shift(trust_id=trust_id, person_id=person_id, weekday=weekday, starts=window.opens, ends=window.closes)
    session.add(row)
    session.flush()
    _tell(session, trust_id, actor_id, "shift added", subject_id=person_id)
    return row.id


def remove_shift(session: Session, *, trust_id: UUID, actor_id: UUID, shift_id: UUID) -> None:
    """Takes one off. Raises NotFound."""
    own = (Shift.trust_id == trust_id, Shift.id == shift_id)
    person_id = session.scalar(delete(Shift).where(*own).returning(Shift.person_id))
    if person_id is None:
        raise NotFound
    _tell(session, trust_id, actor_id, "shift removed", subject_id=person_id)


def _tell(session: Session, trust_id: UUID, actor_id: UUID, what: str, *, subject_id: UUID | None = None) -> None:
    audit.record(
        session,
        action=Action.DUTY_CHANGED,
        trust_id=trust_id,
        actor_id=actor_id,
        subject_id=subject_id or trust_id,
        details={"what": what},
    )
