"""Reads of flags: the queue, one flag, what is covered, what happened. Each as its viewer may see it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.keys import queries as keys
from app.risk import rules
from app.risk.lines import Called, Content, FlagLine, Happened
from app.risk.models import CallState, Channel, Flag, FlagCall, FlagEvent
from app.risk.rules import Event, Outcome, Rung, Source, State, SubjectKind, Urgency, Verb

MOST_SHOWN = 200
_F, _E, _C = Flag.__table__.c, FlagEvent.__table__.c, FlagCall.__table__.c
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
_HISTORIES: Select[Any] = keys.with_key(
    select(FlagEvent)
    .join(Flag, Flag.id == FlagEvent.flag_id)
    .where(
        _E.flag_id.in_(bindparam("flag_ids", expanding=True)),
        _F.trust_id == bindparam("trust_id"),
        _F.subject_kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(_E.flag_id, _E.id),
    owner=_E.flag_id,
)
# What brings something to read, or asks somebody else to read it all.
_TO_READ = [each.value for each in (Event.RAISED, Event.REOPENED, Event.REASON_ADDED, Event.CLOSE_PROPOSED)]
# On each page of those who work on flags, so in words that its index of open flags is made for.
_LOAD = text(
    """SELECT count(*), count(*) FILTER (WHERE state = 'new' AND due_at <= :now) FROM flags
    WHERE state <> 'closed' AND trust_id = :trust_id AND subject_kind = ANY(:kinds)"""
)
_ANY_OPEN = select(
    exists().where(
        _F.trust_id == bindparam("trust_id"),
        _F.state != State.CLOSED.value,
        _F.subject_id.in_(bindparam("subject_ids", expanding=True)),
    )
)
_OPEN_SUBJECTS = text(
    """SELECT subject_id FROM flags
    WHERE state <> 'closed' AND trust_id = :trust_id AND subject_kind = :kind"""
)
_CALLS = select(FlagCall).where(_C.flag_id == bindparam("flag_id")).order_by(_C.created_at, _C.id)
_CLOSED_BEFORE = select(func.count()).where(
    _E.actor_id == bindparam("person_id"), _E.event.in_([Event.CLOSED.value, Event.CLOSE_PROPOSED.value])
)


def queue(
    session: Session,
    *,
    viewer: SignedIn,
    urgency: Urgency | None = None,
    state: State | None = None,
    mine: bool = False,
) -> list[FlagLine]:
    """What is open and the viewer may work on, the soonest due first; or with state CLOSED what was closed last.

    `mine`: only what the viewer has taken.
    """
    statement = _CLOSED if state is State.CLOSED else _OPEN
    if mine:
        statement = statement.where(_F.taken_by == viewer.person_id)
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


def load(session: Session, *, viewer: SignedIn) -> tuple[int, int]:
    """How many flags the viewer may work on are open, and how many of them nobody looked at in time."""
    kinds = [kind.value for kind in rules.kinds_for(viewer.roles)]
    found = session.execute(_LOAD, {"trust_id": viewer.own_trust, "kinds": kinds, "now": clock.now()}).one()
    return found[0], found[1]


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
    return histories(session, viewer=viewer, flag_ids=[flag_id]).get(flag_id, [])


def histories(session: Session, *, viewer: SignedIn, flag_ids: Collection[UUID]) -> dict[UUID, list[Happened]]:
    """The same of many flags at once, by flag; those that the viewer may not see are missing."""
    if not flag_ids:
        return {}
    rows = session.execute(_HISTORIES, {**_whose(viewer), "flag_ids": list(flag_ids)})
    return {flag_id: _history(each) for flag_id, each in groupby(rows, key=lambda row: row.owner_id)}


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


def is_any_open(session: Session, *, trust_id: UUID, subject_ids: Collection[UUID]) -> bool:
    """Whether somebody still works on a flag about one of these, or should."""
    return bool(session.scalar(_ANY_OPEN, {"trust_id": trust_id, "subject_ids": list(subject_ids)}))


def open_subjects(session: Session, *, trust_id: UUID, kind: SubjectKind) -> frozenset[UUID]:
    """What of this kind has a flag that is not closed, by id."""
    return frozenset(session.scalars(_OPEN_SUBJECTS, {"trust_id": trust_id, "kind": kind.value}))


def was_opened_by(session: Session, *, viewer: SignedIn, flag_id: UUID) -> bool:
    """Whether the viewer has opened what is covered since there was last something to read: else it is covered.

    That is when it was raised or got a new reason, and when somebody else proposed to close it.
    """
    of_flag, by_viewer = _E.flag_id == flag_id, _E.actor_id == viewer.person_id
    to_read = select(func.max(_E.id)).where(
        of_flag, _E.event.in_(_TO_READ), _E.actor_id.is_distinct_from(viewer.person_id)
    )
    since = func.coalesce(to_read.scalar_subquery(), 0)
    opened = select(_E.id).where(of_flag, by_viewer, _E.event == Event.OPENED.value, _E.id > since)
    return session.scalar(opened.limit(1)) is not None


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


def _history(rows: Iterable[Row[Any]]) -> list[Happened]:
    """One flag's lines; its key is opened once, and not at all when it is destroyed or nobody wrote anything."""
    lines = list(rows)
    has_words = any(row.FlagEvent.sealed for row in lines) and lines[0].data_key is not None
    key = keys.opened(lines[0]) if has_words else None
    return [
        _happened(each, str(key.unseal(each.sealed, place=place_of(each))) if key and each.sealed else "")
        for each in (row.FlagEvent for row in lines)
    ]


def place_of(event: FlagEvent) -> str:
    """Where an event's words are locked to."""
    return f"event/{event.event}/{event.happened_at.astimezone(clock.UTC).isoformat()}"


def _happened(event: FlagEvent, words: str) -> Happened:
    return Happened(
        event.happened_at,
        Event(event.event),
        event.actor_id,
        State(event.from_state) if event.from_state else None,
        State(event.to_state) if event.to_state else None,
        event.facts,
        words,
    )


def _called(call: FlagCall) -> Called:
    rung, channel, state = Rung(call.rung), Channel(call.channel), CallState(call.state)
    return Called(call.created_at, rung, channel, call.recipient, state, call.sent_at)
