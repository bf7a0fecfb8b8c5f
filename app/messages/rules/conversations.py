"""The states of a conversation, the ways between them, and who may do what with it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

MOST_TEXT = 10_000  # characters of one message
MOST_TOPIC = 120
MOST_NOTE = 2000
MOST_ATTACHED = 5
LONGEST_SNOOZE = timedelta(days=31)


class State(StrEnum):
    """Where a conversation is. Waiting: a relative wrote and no supporter has answered."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class Kind(StrEnum):
    """Who a message is from. Automatic: written by the program, such as "nobody reads now"."""

    RELATIVE = "relative"
    SUPPORTER = "supporter"
    AUTOMATIC = "automatic"


class Escalation(StrEnum):
    """Who heard that an answer is overdue."""

    NONE = "none"
    SECOND = "second"  # the other supporters
    LEAD = "lead"  # the trust lead: that it waits, never what it says


class Act(StrEnum):
    """Everything that is written down about a conversation, for its relative and for the supporters."""

    STARTED = "started"
    WROTE = "wrote"  # a relative
    ANSWERED = "answered"  # a supporter
    SAID_BY_PROGRAM = "said_by_program"
    READ = "read"  # somebody opened what they had not read before, or opened it again on another day
    TAKEN = "taken"
    ASSIGNED = "assigned"  # to somebody else, by a supporter
    RELEASED = "released"
    HANDED_OVER = "handed_over"  # with a note, or because a supporter has left
    SNOOZED = "snoozed"
    WOKEN = "woken"
    CLOSED = "closed"
    OPENED_AGAIN = "opened_again"
    NOTED = "noted"
    REPLY_PUT_BY = "reply_put_by"  # for a second reader, or to be sent later
    REPLY_APPROVED = "reply_approved"
    REPLY_SENT_BACK = "reply_sent_back"
    REPLY_CANCELLED = "reply_cancelled"
    OVERDUE_TOLD = "overdue_told"
    FLAGGED = "flagged"
    GLASS_ASKED = "glass_asked"
    GLASS_ALLOWED = "glass_allowed"
    GLASS_REFUSED = "glass_refused"
    GLASS_READ = "glass_read"
    WORDS_DESTROYED = "words_destroyed"


class Verb(StrEnum):
    """What a supporter can do with a conversation."""

    TAKE = "take"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    SNOOZE = "snooze"
    WAKE = "wake"
    ANSWER = "answer"
    CLOSE = "close"
    OPEN_AGAIN = "open_again"
    NOTE = "note"
    FLAG = "flag"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.WAITING, State.CLOSED}),
    # A relative who writes again opens it; so does a supporter who has more to say.
    State.CLOSED: frozenset({State.WAITING, State.ANSWERED}),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who may do what with a conversation."""

    state: State
    owner_id: UUID | None
    snoozed_until: datetime | None


def may_become(state: State, wanted: State) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


def offered(standing: Standing, *, person_id: UUID, now: datetime) -> frozenset[Verb]:
    """What this supporter can do now. Everybody can answer: who is away must not keep a relative waiting."""
    if standing.state is State.CLOSED:
        return frozenset({Verb.OPEN_AGAIN, Verb.NOTE, Verb.FLAG})
    verbs = {Verb.ANSWER, Verb.NOTE, Verb.FLAG, Verb.HAND_OVER, Verb.CLOSE}
    verbs.add(Verb.WAKE if is_snoozed(standing, now=now) else Verb.SNOOZE)
    verbs.add(Verb.RELEASE if standing.owner_id == person_id else Verb.TAKE)
    return frozenset(verbs)


def is_snoozed(standing: Standing, *, now: datetime) -> bool:
    """Whether it is out of sight until later."""
    return standing.snoozed_until is not None and standing.snoozed_until > now


def latest_snooze(*, due_at: datetime | None, now: datetime) -> datetime:
    """Until when it can be put out of sight: a relative who waits is not put off beyond the promise."""
    latest = now + LONGEST_SNOOZE
    return min(due_at, latest) if due_at else latest
