"""Reads: a trust's hours and clocks, who is on duty, and whom the ladder calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Role
from app.risk import rules
from app.risk.due import DEFAULT_HOURS, Clocks, Duty
from app.risk.models import ClocksOfTrust, DutyContact, HoursOfTrust, Shift
from app.risk.rules import Rung, SubjectKind
from app.trusts.hours import wording
from app.trusts.hours.clocks import MIDNIGHT, in_london
from app.trusts.hours.table import Holidays, ServiceHours, Window


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody that a rung calls."""

    id: UUID
    rung: Rung
    name: str
    email: str
    webhook: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class OnRota:
    """One weekly shift of one person; Monday is 0."""

    id: UUID
    person_id: UUID
    weekday: int
    window: Window


def of_trust(session: Session, *, trust_id: UUID) -> Duty:
    """The trust's hours and clocks, or those that hold until it has set its own (Duty.is_own)."""
    own = session.get(HoursOfTrust, trust_id)
    clocks = session.get(ClocksOfTrust, trust_id)
    return Duty(
        hours=_hours(own) if own else DEFAULT_HOURS,
        clocks=_clocks(clocks) if clocks else Clocks(),
        is_own=own is not None,
        always=_has_duty_contact(session, trust_id),
    )


def when_read(session: Session, *, trust_id: UUID, now: datetime) -> str:
    """Whether somebody of the trust reads now, and until when or from when, as a sentence."""
    return wording.reading(of_trust(session, trust_id=trust_id).hours, now=now)


def clocks_signed(session: Session, *, trust_id: UUID) -> tuple[UUID, datetime] | None:
    """Who signed the trust's own clocks, and when; None while those of the program hold."""
    own = session.get(ClocksOfTrust, trust_id)
    return (own.set_by, own.set_at) if own else None


def contacts(session: Session, *, trust_id: UUID) -> list[Contact]:
    """Everybody on the ladder, switched off or not, the first rung first."""
    rows = session.scalars(select(DutyContact).where(DutyContact.trust_id == trust_id).order_by(DutyContact.name))
    found = [Contact(each.id, Rung(each.rung), each.name, each.email, each.webhook, each.active) for each in rows]
    return sorted(found, key=lambda each: rules.LADDER.index(each.rung))


def rota(session: Session, *, trust_id: UUID) -> list[OnRota]:
    """All shifts, Monday first, those of closed accounts too."""
    rows = session.scalars(
        select(Shift).where(Shift.trust_id == trust_id).order_by(Shift.weekday, Shift.starts, Shift.id)
    )
    return [OnRota(each.id, each.person_id, each.weekday, Window(each.starts, each.ends)) for each in rows]


def colleagues(session: Session, *, trust_id: UUID, kind: SubjectKind | None = None) -> list[StaffMember]:
    """Everybody with an open account who may work on flags, or on flags about this kind of thing, by name."""
    roles = set(rules.roles_for(kind)) if kind else {role for role in Role if rules.kinds_for(frozenset({role}))}
    return [
        each
        for each in people.staff(session, trust_id=trust_id)
        if each.closed_at is None and any(role in roles for role, _team in each.grants)
    ]


def on_duty(session: Session, *, trust_id: UUID, kind: SubjectKind, now: datetime) -> list[StaffMember]:
    """Whose shift it is of those who may work on this; with nobody on the rota those whose work it is first of all."""
    may = colleagues(session, trust_id=trust_id, kind=kind)
    shifts = {each.person_id for each in rota(session, trust_id=trust_id) if _runs(each, now)}
    return [each for each in may if each.id in shifts] or _first_of_all(may, rules.roles_for(kind))


def _first_of_all(staff: Sequence[StaffMember], roles: tuple[Role, ...]) -> list[StaffMember]:
    # Nobody on the rota must never mean that nobody is told.
    for role in roles:
        if found := [each for each in staff if any(held is role for held, _team in each.grants)]:
            return found
    return []


def _runs(shift: OnRota, now: datetime) -> bool:
    local = in_london(now)
    opens, closes = shift.window
    return local.weekday() == shift.weekday and opens <= local.time() and (local.time() < closes or closes == MIDNIGHT)


def _has_duty_contact(session: Session, trust_id: UUID) -> bool:
    wanted = (DutyContact.trust_id == trust_id, DutyContact.rung == Rung.DUTY.value, DutyContact.active)
    return bool(session.scalar(select(exists().where(*wanted))))


def _hours(own: HoursOfTrust) -> ServiceHours:
    closed = frozenset(map(date.fromisoformat, own.closed))
    other = tuple((date.fromisoformat(day), _windows(windows)) for day, windows in own.other)
    return ServiceHours(tuple(map(_windows, own.days)), Holidays(own.division, closed, other))  # type: ignore[arg-type]


def _windows(stored: list[list[str]]) -> tuple[Window, ...]:
    return tuple(Window(*map(time.fromisoformat, each)) for each in stored)


def _clocks(own: ClocksOfTrust) -> Clocks:
    return Clocks(own.look_now, own.look_today, own.hold_conduct, own.hold_identity)
