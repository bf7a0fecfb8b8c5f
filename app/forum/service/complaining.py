"""Complaints about the service: made, acknowledged, answered; each locked with a key of its own."""

import secrets
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Permission, permissions_of
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.forum.models import Complaint
from app.forum.queries import complaints
from app.forum.queries.complaints import PLACE, Line, Said
from app.forum.rules.complaints import ALPHABET, LENGTH, Standing, reference
from app.forum.rules.complaints import clock as times_for
from app.forum.rules.moderation import Decided
from app.keys import service as keys
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.risk import duty


def complain(session: Session, *, user: SignedIn, words: str) -> Complaint:
    """Takes a complaint, and tells those who answer that there is one."""
    hours, now = duty.of_trust(session, trust_id=user.own_trust).hours, clock.now()
    times, complaint_id = times_for(hours, at=now), uuid4()
    complaint = Complaint(
        id=complaint_id,
        trust_id=user.own_trust,
        reference=reference([secrets.choice(ALPHABET) for _letter in range(LENGTH)]),
        person_id=user.person_id,
        sealed=_seal(session, user.own_trust, complaint_id, [Said(by_staff=False, at=now, words=words)]),
        created_at=now,
        acknowledge_by=times.acknowledge_by,
        answer_by=times.answer_by,
    )
    session.add(complaint)
    session.flush()
    for each in _who_answer(session, user):
        mail.queue(
            session,
            kind=EmailKind.COMPLAINT,
            subject_id=each.id,
            recipient=each.email,
            trust_id=user.own_trust,
        )
    return complaint


def read(session: Session, *, user: SignedIn, line: Line) -> list[Said]:
    """What was said, for those who answer; that they read it is written down."""
    _audit(session, user, line, Action.COMPLAINT_READ)
    return complaints.said(session, complaint_id=line.id)


def acknowledge(session: Session, *, user: SignedIn, line: Line, version: int) -> None:
    """Says that a person has it. Raises Conflict when that was said already, or it changed."""
    if line.standing is not Standing.NEW:
        raise Conflict
    _change(session, line, version, {"acknowledged_at": clock.now()})
    _audit(session, user, line, Action.COMPLAINT_ACKNOWLEDGED)
    _tell(session, user, line)


def decide(session: Session, *, user: SignedIn, line: Line, version: int, decided: Decided, words: str) -> None:
    """Answers it for good. Raises Conflict when it is answered, or changed."""
    if line.standing is Standing.ANSWERED:
        raise Conflict
    now = clock.now()
    said = [*complaints.said(session, complaint_id=line.id), Said(by_staff=True, at=now, words=words)]
    changes = {
        "sealed": _seal(session, user.own_trust, line.id, said),
        "acknowledged_at": line.acknowledged_at or now,
        "decided": decided.value,
        "decided_at": now,
        "decided_by": user.person_id,
    }
    _change(session, line, version, changes)
    _audit(session, user, line, Action.COMPLAINT_ANSWERED, decided=decided.value)
    _tell(session, user, line)


def _change(session: Session, line: Line, version: int, changes: dict[str, Any]) -> None:
    unchanged = (Complaint.id == line.id, Complaint.version == version)
    statement = update(Complaint).where(*unchanged).values(changes | {"version": version + 1})
    if session.scalar(statement.returning(Complaint.id)) is None:
        raise Conflict


def _tell(session: Session, user: SignedIn, line: Line) -> None:
    if line.person_id is not None:
        address = people.reached(session, person_id=line.person_id).email
        mail.queue(
            session,
            kind=EmailKind.COMPLAINT_ANSWERED,
            subject_id=line.id,
            recipient=address,
            trust_id=user.own_trust,
        )


def _who_answer(session: Session, user: SignedIn) -> list[StaffMember]:
    staff = people.staff(session, trust_id=user.own_trust)
    return [each for each in staff if _may_answer(each) and each.id != user.person_id]


def _may_answer(member: StaffMember) -> bool:
    held = permissions_of(frozenset(role for role, _team in member.grants))
    return member.closed_at is None and Permission.COMPLAINTS_ANSWER in held


def _seal(session: Session, trust_id: UUID, complaint_id: UUID, said: list[Said]) -> bytes:
    kept = [{"by_staff": each.by_staff, "at": each.at.isoformat(), "words": each.words} for each in said]
    return keys.key_for(session, trust_id=trust_id, owner_id=complaint_id).seal(kept, place=PLACE)


def _audit(session: Session, user: SignedIn, line: Line, action: Action, **facts: str) -> None:
    audit.record(
        session,
        action=action,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=line.id,
        details={"reference": line.reference, **facts},
    )
