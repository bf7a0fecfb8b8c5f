"""Whom a flag calls: outbox rows, written in the transaction of what they tell of."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.core import clock
from app.core import queue as tasks
from app.core.config import settings
from app.core.queue import Task
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.risk import duty
from app.risk.models import CallState, Channel, Flag, FlagCall
from app.risk.rules import LAST_RUNGS, Rung, SubjectKind, Urgency


@dataclass(frozen=True, slots=True)
class _Target:
    """Who is called, and by what."""

    rung: Rung
    email: str
    webhook: str | None = None


def call_first(session: Session, flag: Flag, *, but: UUID | None = None) -> int:
    """Calls whoever is on duty, except one; and for what cannot wait the duty contacts at once, at any hour."""
    kind = SubjectKind(flag.subject_kind)
    staff = duty.on_duty(session, trust_id=flag.trust_id, kind=kind, now=clock.now())
    targets = [_Target(Rung.MODERATOR, each.email) for each in staff if each.id != but]
    targets += _contacts(session, flag, Rung.MODERATOR)
    if flag.urgency == Urgency.LOOK_NOW.value:
        targets += _contacts(session, flag, Rung.DUTY)
    return _call(session, flag, targets)


def call_rung(session: Session, flag: Flag, *, rung: Rung) -> int:
    """Calls everybody on one of the rungs above; returns how many, which may be none."""
    return _call(session, flag, _on(session, flag, rung), climbed=True)


def call_again(session: Session, flag: Flag) -> int:
    """Calls the last rungs once more, but nobody to whom an earlier call is still on its way; returns how many are told."""
    targets = [target for rung in LAST_RUNGS for target in _on(session, flag, rung)]
    _call(session, flag, targets, climbed=True, waiting=_on_their_way(session, flag))
    return len(targets)


def tell(session: Session, flag: Flag, *, email: str) -> None:
    """Tells one colleague about a flag that was handed to them."""
    _call(session, flag, [_Target(Rung.MODERATOR, email)])


def _on(session: Session, flag: Flag, rung: Rung) -> list[_Target]:
    targets = _contacts(session, flag, rung)
    if rung is Rung.SENIOR and not targets:
        targets = _safeguarding_leads(session, flag)
    if rung is Rung.OWNER and settings().owner_email:
        targets.append(_Target(rung, settings().owner_email or ""))
    return targets


def _on_their_way(session: Session, flag: Flag) -> frozenset[str]:
    # While mail is down, one call an hour would come all at once when it is back.
    queued = (FlagCall.flag_id == flag.id, FlagCall.state == CallState.QUEUED.value)
    return frozenset(session.scalars(select(FlagCall.recipient).where(*queued)))


def _contacts(session: Session, flag: Flag, rung: Rung) -> list[_Target]:
    found = duty.contacts(session, trust_id=flag.trust_id)
    return [_Target(rung, each.email, each.webhook) for each in found if each.active and each.rung is rung]


def _safeguarding_leads(session: Session, flag: Flag) -> list[_Target]:
    staff = duty.colleagues(session, trust_id=flag.trust_id)
    return [
        _Target(Rung.SENIOR, each.email)
        for each in staff
        if any(role is Role.SAFEGUARDING_LEAD for role, _team in each.grants)
    ]


def _call(
    session: Session,
    flag: Flag,
    targets: list[_Target],
    *,
    climbed: bool = False,
    waiting: frozenset[str] = frozenset(),
) -> int:
    pages = climbed or flag.urgency == Urgency.LOOK_NOW.value
    mails = {target.email: target.rung for target in reversed(targets) if target.email not in waiting}
    pagers = {
        target.webhook: target.rung
        for target in reversed(targets)
        if pages and target.webhook and target.webhook not in waiting
    }
    for email, rung in mails.items():
        call = _row(session, flag, rung, Channel.MAIL, email)
        mail.queue(session, kind=EmailKind.FLAG, subject_id=call.id, recipient=email, trust_id=flag.trust_id)
    for webhook, rung in pagers.items():
        call = _row(session, flag, rung, Channel.WEBHOOK, webhook)
        tasks.wake(session, Task.CALL_PAGER, call.id)
    return len(targets)


def _row(session: Session, flag: Flag, rung: Rung, channel: Channel, recipient: str) -> FlagCall:
    call = FlagCall(
        trust_id=flag.trust_id, flag_id=flag.id, rung=rung.value, channel=channel.value, recipient=recipient
    )
    session.add(call)
    session.flush()
    return call
