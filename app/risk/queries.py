"""Reads of flags: the queue, one flag, what is covered, what happened. Each as its viewer may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.keys import queries as keys
from app.keys.key import Key
from app.risk import rules
from app.risk.models import CallState, Channel, Flag, FlagCall, FlagEvent
from app.risk.rules import Event, Outcome, Rung, Source, Standing, State, SubjectKind, Urgency, Verb

MOST_SHOWN = 200
_F, _E, _C = Flag.__table__.c, FlagEvent.__table__.c, FlagCall.__table__.c


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag without anything that somebody wrote."""

    id: UUID
    source: Source
    subject_kind: SubjectKind
    subject_id: UUID
    writer_id: UUID | None
    urgency: Urgency
    needs_two: bool
    state: State
    raised_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None
    taken_by: UUID | None
    lease_until: datetime | None
    first_closer: UUID | None
    outcome: Outcome | None  # proposed, while it awaits the second person
    closed_at: datetime | None
    closed_by: UUID | None
    escalation: int  # how many rungs above the first were called: 0 to 3
    next_escalation_at: datetime | None
    version: int

    @property
    def standing(self) -> Standing:
        """What decides who may do what."""
        return Standing(self.state, self.needs_two, self.taken_by, self.lease_until, self.first_closer)

    def is_overdue(self, *, now: datetime) -> bool:
        """Whether it should have been looked at by now and nobody has it in hand."""
        return self.state is State.NEW and self.due_at <= now


@dataclass(frozen=True, slots=True)
class Content:
    """One time that it was raised: what was written, why it was flagged, and where (from, to) in the text."""

    at: datetime
    source: Source
    urgency: Urgency
    text: str
    reasons: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    version: str  # of the detector; empty for a person


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history. `facts` hold outcome, rung, called, where, to (a person's id), urgency, tried."""

    happened_at: datetime
    event: Event
    actor_id: UUID | None  # None: the program
    from_state: State | None
    to_state: State | None
    facts: dict[str, Any]
    words: str


@dataclass(frozen=True, slots=True)
class Called:
    """Whom the flag called, and whether it got there."""

    at: datetime
    rung: Rung
    channel: Channel
    recipient: str
    state: CallState
    sent_at: datetime | None


_COLUMNS = [_F[name] for name in FlagLine.__slots__]
_SEEN: Select[Any] = select(*_COLUMNS).where(
    _F.trust_id == bindparam("trust_id"), _F.subject_kind.in_(bindparam("kinds", expanding=True))
)
_ONE = _SEEN.where(_F.id == bindparam("flag_id"))
_OPEN = _SEEN.where(_F.state != State.CLOSED.value).order_by(_F.due_at, _F.raised_at, _F.id).limit(MOST_SHOWN)
_CLOSED = _SEEN.where(_F.state == State.CLOSED.value).order_by(_F.closed_at.desc(), _F.id).limit(MOST_SHOWN)
_OF_WRITER = (
    _SEEN.where(_F.writer_id == bindparam("writer_id"), _F.id != bindparam("flag_id"))
    .order_by(_F.raised_at.desc())
    .limit(MOST_SHOWN)
)
_HISTORY = select(FlagEvent).where(_E.flag_id == bindparam("flag_id")).order_by(_E.id)
_CALLS = select(FlagCall).where(_C.flag_id == bindparam("flag_id")).order_by(_C.created_at, _C.id)
_CLOSED_BEFORE = select(func.count()).where(
    _E.actor_id == bindparam("person_id"), _E.event.in_([Event.CLOSED.value, Event.CLOSE_PROPOSED.value])
)


def queue(
    session: Session, *, viewer: SignedIn, urgency: Urgency | None = None, state: State | None = None
) -> list[FlagLine]:
    """What is open and the viewer may work on, the soonest due first; or with state CLOSED what was closed last."""
    statement = _CLOSED if state is State.CLOSED else _OPEN
    if urgency:
        statement = statement.where(_F.urgency == urgency.value)
    if state and state is not State.CLOSED:
        statement = statement.where(_F.state == state.value)
    return [_line(row) for row in session.execute(statement, _whose(viewer))]


def counts(session: Session, *, viewer: SignedIn) -> dict[tuple[Urgency, State], int]:
    """How many flags the viewer may work on are open, by urgency and state; those of which there are none are missing."""
    seen = (_F.trust_id == viewer.own_trust, _F.subject_kind.in_(sorted(rules.kinds_for(viewer.roles))))
    open_ones = (
        select(_F.urgency, _F.state, func.count())
        .where(*seen, _F.state != State.CLOSED.value)
        .group_by(_F.urgency, _F.state)
    )
    return {(Urgency(urgency), State(state)): number for urgency, state, number in session.execute(open_ones)}


def flag(session: Session, *, viewer: SignedIn, flag_id: UUID) -> FlagLine:
    """One flag. Raises NotFound, too for somebody whose roles may not read what it is about."""
    row = session.execute(_ONE, {**_whose(viewer), "flag_id": flag_id}).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def told_by(session: Session, *, viewer: SignedIn, subject_id: UUID) -> FlagLine:
    """The flag that the viewer raised by hand, whether they may work on it or not. Raises NotFound."""
    raised = select(_E.flag_id).where(_E.actor_id == viewer.person_id, _E.event == Event.RAISED.value)
    own = select(*_COLUMNS).where(
        _F.trust_id == viewer.own_trust,
        _F.subject_kind == SubjectKind.TOLD_TO_STAFF.value,
        _F.subject_id == subject_id,
        _F.id.in_(raised),
    )
    row = session.execute(own).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def offered(session: Session, *, viewer: SignedIn, flag: FlagLine) -> frozenset[Verb]:
    """What the viewer may do with it now: the pages show these buttons and no other."""
    before = closed_before(session, person_id=viewer.person_id)
    return rules.offered(flag.standing, person_id=viewer.person_id, closed_before=before, now=clock.now())


def closed_before(session: Session, *, person_id: UUID) -> int:
    """How many flags somebody has closed or proposed to close; the first ones are looked at by a second person."""
    return session.scalar(_CLOSED_BEFORE, {"person_id": person_id}) or 0


def content(session: Session, *, viewer: SignedIn, flag_id: UUID) -> list[Content]:
    """What is covered, the newest reason last. Only after service.open_content, which writes down who read it."""
    flag(session, viewer=viewer, flag_id=flag_id)
    sealed = session.scalars(select(_F.sealed).where(_F.id == flag_id)).one()
    key = keys.find(session, owner_id=flag_id)
    return [_content(each) for each in key.unseal(sealed, place="flag")] if key else []


def history(session: Session, *, viewer: SignedIn, flag_id: UUID) -> list[Happened]:
    """Everything that happened to it, in order, with the words of those who worked on it."""
    flag(session, viewer=viewer, flag_id=flag_id)
    key = keys.find(session, owner_id=flag_id)
    found = session.scalars(_HISTORY, {"flag_id": flag_id})
    return [_happened(each, _words(key, each)) for each in found]


def calls(session: Session, *, viewer: SignedIn, flag_id: UUID) -> list[Called]:
    """Whom it called, in order."""
    flag(session, viewer=viewer, flag_id=flag_id)
    return [_called(each) for each in session.scalars(_CALLS, {"flag_id": flag_id})]


def of_writer(session: Session, *, viewer: SignedIn, flag: FlagLine) -> list[FlagLine]:
    """Other flags about what the same person wrote, newest first."""
    if flag.writer_id is None:
        return []
    wanted = {**_whose(viewer), "writer_id": flag.writer_id, "flag_id": flag.id}
    return [_line(row) for row in session.execute(_OF_WRITER, wanted)]


def log(session: Session, *, viewer: SignedIn, start: datetime, end: datetime) -> list[FlagLine]:
    """The safeguarding log: what was urgent or became a safeguarding matter, of those raised in a time, in order."""
    serious = or_(_F.urgency == Urgency.LOOK_NOW.value, _F.outcome.in_(sorted(rules.SERIOUS)))
    raised = _SEEN.where(serious, _F.raised_at >= start, _F.raised_at < end).order_by(_F.raised_at, _F.id)
    return [_line(row) for row in session.execute(raised, _whose(viewer))]


def was_opened_by(session: Session, *, viewer: SignedIn, flag: FlagLine) -> bool:
    """Whether the viewer has opened what is covered since it was last raised, so that it need not be covered again."""
    opened = (_E.flag_id == flag.id, _E.event == Event.OPENED.value, _E.actor_id == viewer.person_id)
    return session.scalar(select(_E.id).where(*opened, _E.happened_at >= flag.raised_at).limit(1)) is not None


def _whose(viewer: SignedIn) -> dict[str, object]:
    return {"trust_id": viewer.own_trust, "kinds": sorted(rules.kinds_for(viewer.roles))}


def _line(row: Row[Any]) -> FlagLine:
    words = row._asdict()
    return FlagLine(
        **{
            **words,
            "source": Source(words["source"]),
            "subject_kind": SubjectKind(words["subject_kind"]),
            "urgency": Urgency(words["urgency"]),
            "state": State(words["state"]),
            "outcome": words["outcome"] and Outcome(words["outcome"]),
        }
    )


def _content(kept: dict[str, Any]) -> Content:
    return Content(
        at=datetime.fromisoformat(kept["at"]),
        source=Source(kept["source"]),
        urgency=Urgency(kept["urgency"]),
        text=kept["text"],
        reasons=tuple(kept["reasons"]),
        spans=tuple((start, end) for start, end in kept["spans"]),
        version=kept["version"],
    )


def _words(key: Key | None, event: FlagEvent) -> str:
    return str(key.unseal(event.sealed, place=place_of(event))) if key and event.sealed else ""


def place_of(event: FlagEvent) -> str:
    """Where an event's words are locked to."""
    return f"event/{event.event}/{event.happened_at.astimezone(clock.UTC).isoformat()}"


def _happened(event: FlagEvent, words: str) -> Happened:
    return Happened(
        event.happened_at,
        Event(event.event),
        event.actor_id,
        (event.from_state and State(event.from_state)) or None,
        (event.to_state and State(event.to_state)) or None,
        event.facts,
        words,
    )


def _state(word: str | None) -> State | None:
    return State(word) if word else None


def _called(call: FlagCall) -> Called:
    rung, channel, state = Rung(call.rung), Channel(call.channel), CallState(call.state)
    return Called(call.created_at, rung, channel, call.recipient, state, call.sent_at)
