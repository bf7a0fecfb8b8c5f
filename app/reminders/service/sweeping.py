"""The sweep that decides who is reminded of what, some hundreds of people at a time, each time in one transaction.

If it is ended in the middle, whoever was not reached is still due, and nobody is reminded twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock, turns
from app.core.db import Platform, unit_of_work
from app.core.turns import Turn
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.reminders.kinds import Channel
from app.reminders.models import Reminder
from app.reminders.queries import invitations, people
from app.reminders.rules import deciding
from app.reminders.rules.deciding import Decision
from app.reminders.rules.quiet import HOUSE, is_quiet

AT_ONCE = 500
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class _Decided:
    decision: Decision
    trust_id: UUID
    email: str
    person_id: UUID | None = None


# How many reminders were made, and after whom to go on; None: that was everybody, or another sweep is at it.
_Batch = Callable[[Session, UUID, int], tuple[int, UUID | None]]


def send_due(*, at_once: int = AT_ONCE) -> int:
    """Makes every reminder that is due now, and queues its mail; returns how many."""
    return sum(_all(batch, at_once) for batch in (_invited, _people))


def _all(batch: _Batch, at_once: int) -> int:
    made, after = 0, _FIRST
    while True:
        with unit_of_work(Platform.SWEEP) as session:
            # Two sweeps at once could each find somebody reminded of nothing this week, and decide on two things.
            number, last = batch(session, after, at_once) if turns.take(session, Turn.REMINDERS) else (0, None)
        made += number
        if last is None:
            return made
        after = last


def _invited(session: Session, after: UUID, most: int) -> tuple[int, UUID | None]:
    now = clock.now()
    if is_quiet(now, HOUSE):
        return 0, None
    known = invitations.some(session, after=after, most=most, now=now)
    # By address: two trusts may have invited it, and neither reminder is there yet for the other to see.
    decided = {
        each.email: _Decided(decision, each.trust_id, each.email)
        for each in known
        if (decision := deciding.for_invited(each.facts, now=now))
    }
    return _make(session, list(decided.values())), known[-1].facts.invitation_id if len(known) == most else None


def _people(session: Session, after: UUID, most: int) -> tuple[int, UUID | None]:
    now = clock.now()
    known = people.some(session, after=after, most=most)
    decided = [
        _Decided(decision, each.trust_id, each.email, each.facts.person_id)
        for each in known
        if (decision := deciding.for_person(each.facts, now=now))
    ]
    return _make(session, decided), known[-1].facts.person_id if len(known) == most else None


def _make(session: Session, decided: Sequence[_Decided]) -> int:
    """Their rows and mails; what was made before is left as it is."""
    if not decided:
        return 0
    rows = [_row(each) for each in decided]
    made = set(session.scalars(insert(Reminder).values(rows).on_conflict_do_nothing().returning(Reminder.id)))
    for row, each in zip(rows, decided, strict=True):
        if row["id"] in made and each.decision.channel is Channel.EMAIL:
            _queue(session, each, row["id"])
    return len(made)


def _queue(session: Session, each: _Decided, reminder_id: UUID) -> None:
    kind, trust_id = EmailKind.REMINDER, each.trust_id
    mail.queue(session, kind=kind, subject_id=reminder_id, recipient=each.email, trust_id=trust_id)


def _row(each: _Decided) -> dict[str, Any]:
    item = each.decision.item
    return {
        "id": uuid4(),
        "trust_id": each.trust_id,
        "kind": item.kind.value,
        "channel": each.decision.channel.value,
        "subject_id": item.subject_id,
        "step": item.step,
        "person_id": each.person_id,
        "invitation_id": None if each.person_id else item.subject_id,
        "decided_at": clock.now(),
    }
