"""A supporter's answer that does not leave at once: for a second reader, or for later. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

LATEST = timedelta(days=14)  # that an answer can be put off
MOST_ADVICE = 2000  # characters


class ReplyState(StrEnum):
    """Where such an answer is."""

    FOR_SECOND_READER = "for_second_reader"
    SCHEDULED = "scheduled"
    SENT_BACK = "sent_back"  # to its writer: by the second reader, or since something new was written
    SENT = "sent"
    CANCELLED = "cancelled"


class BackBecause(StrEnum):
    """Why an answer came back to its writer."""

    READER = "reader"  # the second reader says what to change
    WROTE_AGAIN = "wrote_again"  # what the relative wrote since should be read first
    ANSWERED = "answered"  # a supporter has answered since; the relative has not written
    WRITER_LEFT = "writer_left"


class ReplyVerb(StrEnum):
    """What a supporter can do with such an answer."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    CHANGE = "change"  # its words go into the box again
    CANCEL = "cancel"


TRANSITIONS: dict[ReplyState, frozenset[ReplyState]] = {
    ReplyState.FOR_SECOND_READER: frozenset(
        {ReplyState.SCHEDULED, ReplyState.SENT, ReplyState.SENT_BACK, ReplyState.CANCELLED}
    ),
    # To a second reader, if its writer was put in training before it was due.
    ReplyState.SCHEDULED: frozenset(
        {ReplyState.FOR_SECOND_READER, ReplyState.SENT, ReplyState.SENT_BACK, ReplyState.CANCELLED}
    ),
    ReplyState.SENT_BACK: frozenset({ReplyState.CANCELLED}),
    ReplyState.SENT: frozenset(),
    ReplyState.CANCELLED: frozenset(),
}
WAITS = frozenset({ReplyState.FOR_SECOND_READER, ReplyState.SCHEDULED})


def may_become(state: ReplyState, wanted: ReplyState) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


@dataclass(frozen=True, slots=True)
class ReplyStanding:
    """What decides who may do what with such an answer."""

    state: ReplyState
    author_id: UUID
    back_because: BackBecause | None


def offered(reply: ReplyStanding, *, person_id: UUID) -> frozenset[ReplyVerb]:
    """What this supporter can do with it: nobody is the second reader of their own words."""
    own = reply.author_id == person_id
    change = frozenset({ReplyVerb.CHANGE, ReplyVerb.CANCEL})
    if reply.state is ReplyState.FOR_SECOND_READER:
        return change if own else frozenset({ReplyVerb.APPROVE, ReplyVerb.SEND_BACK})
    if reply.state is ReplyState.SCHEDULED:
        # Anybody can stop what would be wrong to send while its writer is away.
        return change if own else frozenset({ReplyVerb.CANCEL})
    if reply.state is ReplyState.SENT_BACK and (own or reply.back_because is BackBecause.WRITER_LEFT):
        return change
    return frozenset()
