"""Raising a flag, and telling whoever is on duty."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.core import clock, turns
from app.core.turns import Turn
from app.keys import queries as held_keys
from app.keys import service as keys
from app.risk import due, duty, rules
from app.risk.models import Flag, FlagEvent
from app.risk.rules import Event, Rung, Source, State, SubjectKind, Urgency
from app.risk.service import calling, moves

_LATEST = (
    select(Flag)
    .where(
        Flag.trust_id == bindparam("trust_id"),
        Flag.subject_kind == bindparam("kind"),
        Flag.subject_id == bindparam("subject_id"),
    )
    .order_by(Flag.raised_at.desc())
    .limit(1)
    .with_for_update()
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Concern:
    """Why somebody must look.

    `key` names the reason within its subject: the same text of the same urgency, or the same report, must give the
    same key, since a reason that is told twice counts once. `needs_two` holds for look_now only: about safeguarding
    or danger. `spans` are (from, to) in the text; `version` is the detector's.
    """

    source: Source
    urgency: Urgency
    key: str
    text: str
    reasons: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    version: str = ""
    needs_two: bool = True

    @property
    def closed_by_two(self) -> bool:
        """Whether two people must close it."""
        return self.needs_two and self.urgency is Urgency.LOOK_NOW


def raise_flag(
    session: Session,
    *,
    trust_id: UUID,
    kind: SubjectKind,
    subject_id: UUID,
    writer_id: UUID | None,
    concern: Concern,
    actor_id: UUID | None = None,
) -> Flag:
    """The flag of this subject, with this concern in it: made, added to the open one, or opened again.

    Queues the mail to whoever is on duty, and pages when it is look_now. `actor_id` is the member of staff who
    raised it by hand; never the relative who reported it. For what a relative told to staff, subject_id is a new id.
    Call it before writing to the audit trail: the order of locks is subject, flag, trail.
    """
    # Else two who raise it at once would each find no flag.
    turns.wait(session, Turn.FLAG, of=f"{kind.value}/{subject_id}")
    flag = session.scalar(_LATEST, {"trust_id": trust_id, "kind": kind.value, "subject_id": subject_id})
    # What was destroyed is not opened again: with a new key its old words could not be read, nor told from damage.
    if flag is None or not flag.sealed:
        flag = Flag(id=uuid4(), trust_id=trust_id, subject_kind=kind.value, subject_id=subject_id, writer_id=writer_id)
        _begin(session, flag, concern, actor_id)
    elif not _told_before(session, flag, concern):
        _again(session, flag, concern, actor_id)
    return flag


def _begin(session: Session, flag: Flag, concern: Concern, actor_id: UUID | None) -> None:
    flag.source, flag.version = concern.source.value, 1
    flag.state, flag.escalation = State.NEW.value, 0
    _set(flag, _clock_from_now(session, flag, concern.urgency, needs_two=concern.closed_by_two))
    _keep(session, flag, concern)
    session.add(flag)
    session.flush()
    _write(session, flag, Event.RAISED, concern, actor_id, (None, State.NEW))
    _call(session, flag)


def _again(session: Session, flag: Flag, concern: Concern, actor_id: UUID | None) -> None:
    _keep(session, flag, concern)
    flag.version += 1
    if flag.state in {State.NEW.value, State.TAKEN.value}:
        _add(session, flag, concern, actor_id)
    else:
        _reopen(session, flag, concern, actor_id)


def _add(session: Session, flag: Flag, concern: Concern, actor_id: UUID | None) -> None:
    """One more reason for what lies open: it may become more urgent and due sooner, never the other way."""
    before, state = Urgency(flag.urgency), State(flag.state)
    urgency = rules.sooner(before, concern.urgency)
    sooner = due.due_at(duty.of_trust(session, trust_id=flag.trust_id), urgency=urgency, at=clock.now())
    flag.urgency, flag.due_at = urgency.value, min(flag.due_at, sooner)
    flag.needs_two = flag.needs_two or concern.closed_by_two
    if flag.next_escalation_at is not None:
        flag.next_escalation_at = min(flag.next_escalation_at, sooner)
    _write(session, flag, Event.REASON_ADDED, concern, actor_id, (state, state))
    if urgency is not before:
        _call(session, flag)


def _reopen(session: Session, flag: Flag, concern: Concern, actor_id: UUID | None) -> None:
    """A new reason for what was closed, referred, or about to be closed: somebody looks again, by a new time."""
    before = State(flag.state)
    urgency, needs_two = concern.urgency, concern.closed_by_two
    if before is not State.CLOSED:
        urgency, needs_two = rules.sooner(Urgency(flag.urgency), urgency), flag.needs_two or needs_two
    gone = dict.fromkeys(("acknowledged_at", "first_closer", "outcome", "closed_at", "closed_by"))
    _set(flag, {**gone, "state": State.NEW.value, "escalation": 0})
    _set(flag, _clock_from_now(session, flag, urgency, needs_two=needs_two))
    _write(session, flag, Event.REOPENED, concern, actor_id, (before, State.NEW))
    _call(session, flag)


def _call(session: Session, flag: Flag) -> None:
    if not calling.call_first(session, flag):
        facts = {"rung": Rung.MODERATOR.value, "called": 0}
        moves.write(session, flag, event=Event.NOBODY_TO_CALL, actor_id=None, facts=facts)
        # Nobody on duty has heard of it, so waiting for them helps nobody: the ladder begins at once.
        flag.next_escalation_at = flag.next_escalation_at and clock.now()


def _clock_from_now(session: Session, flag: Flag, urgency: Urgency, *, needs_two: bool) -> dict[str, Any]:
    now = clock.now()
    at = due.due_at(duty.of_trust(session, trust_id=flag.trust_id), urgency=urgency, at=now)
    return {
        "urgency": urgency.value,
        "needs_two": needs_two,
        "raised_at": now,
        "due_at": at,
        "next_escalation_at": at,
    }


def _keep(session: Session, flag: Flag, concern: Concern) -> None:
    old = held_keys.find(session, owner_id=flag.id)
    kept = old.unseal(flag.sealed, place="flag") if old and flag.sealed else []
    new = {
        "at": clock.now().isoformat(),
        "source": concern.source.value,
        "urgency": concern.urgency.value,
        "text": concern.text,
        "reasons": list(concern.reasons),
        "spans": [list(span) for span in concern.spans],
        "version": concern.version,
    }
    key = keys.key_for(session, trust_id=flag.trust_id, owner_id=flag.id)
    flag.sealed = key.seal([*kept, new], place="flag")


def _told_before(session: Session, flag: Flag, concern: Concern) -> bool:
    told = exists().where(FlagEvent.flag_id == flag.id, FlagEvent.reason_key == concern.key)
    return bool(session.scalar(select(told)))


def _write(
    session: Session,
    flag: Flag,
    event: Event,
    concern: Concern,
    actor_id: UUID | None,
    states: tuple[State | None, State],
) -> None:
    facts = {"source": concern.source.value, "urgency": concern.urgency.value, "detector": concern.version}
    moves.write(session, flag, event=event, actor_id=actor_id, facts=facts, states=states, reason_key=concern.key)
    moves.tell_audit(session, flag, event=event, actor_id=actor_id, states=states, action=Action.FLAG_RAISED)


def _set(flag: Flag, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(flag, name, value)
