"""What is read of flags: a line of the queue, what is covered, what happened, and whom it called."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.risk.models import CallState, Channel
from app.risk.rules import Event, Outcome, Rung, Source, Standing, State, SubjectKind, Urgency


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
