"""The states of a flag, the ways between them, and who may take which. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.accounts.roles import Role

MOST_READ = 10_000  # characters that are read for danger, also of what is too long to be kept
MOST_WORDS = 1000  # characters of a note, a handover or an answer
# The first flags that a person closes are looked at by somebody else, too.
SHADOWED = 5
_LEASE, _LEASE_NOW = timedelta(hours=2), timedelta(minutes=30)


class Urgency(StrEnum):
    """When a person must look, the soonest first. There is no "level of risk" anywhere."""

    LOOK_NOW = "look_now"
    LOOK_TODAY = "look_today"
    HOLD_CONDUCT = "hold_conduct"
    HOLD_IDENTITY = "hold_identity"


class Source(StrEnum):
    """Who or what raised it."""

    DETECTOR = "detector"
    REPORT = "report"
    STAFF = "staff"
    QUESTIONNAIRE = "questionnaire"
    MISSED_DUTY = "missed_duty"


class SubjectKind(StrEnum):
    """What it is about."""

    TOPIC = "topic"
    POST = "post"
    MESSAGE = "message"
    CHECK_IN = "check_in"
    TOLD_TO_STAFF = "told_to_staff"
    TOLD_TO_MODERATORS = "told_to_moderators"  # a report or an appeal
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class State(StrEnum):
    """Where a flag is."""

    NEW = "new"
    TAKEN = "taken"
    AWAITING_SECOND = "awaiting_second"
    REFERRED = "referred"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What became of it; the one who closes it says so."""

    NO_CONCERN = "no_concern"  # a false page
    KEPT_AN_EYE_ON = "kept_an_eye_on"
    TALKED_WITH = "talked_with"
    TEAM_TOLD = "team_told"
    EMERGENCY_CALLED = "emergency_called"
    SAFEGUARDING_STARTED = "safeguarding_started"
    WORDS_MENDED = "words_mended"  # changed by their writer, or hidden


class Event(StrEnum):
    """Everything that can happen to a flag."""

    RAISED = "raised"
    REASON_ADDED = "reason_added"
    REOPENED = "reopened"
    TAKEN = "taken"
    RELEASED = "released"
    LEASE_RAN_OUT = "lease_ran_out"
    HANDED_OVER = "handed_over"
    REFERRED = "referred"
    CLOSE_PROPOSED = "close_proposed"
    CLOSE_REFUSED = "close_refused"
    CLOSED = "closed"
    ESCALATED = "escalated"
    NOBODY_TO_CALL = "nobody_to_call"
    CALL_FAILED = "call_failed"
    NOTED = "noted"
    OPENED = "opened"  # somebody read what is covered
    CAME_SECOND = "came_second"  # somebody else was first


class Rung(StrEnum):
    """Whom the ladder calls, from the first to the last."""

    MODERATOR = "moderator"
    SENIOR = "senior"
    DUTY = "duty"
    OWNER = "owner"


class Verb(StrEnum):
    """What a person can do with a flag."""

    TAKE = "take"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    REFER = "refer"
    CLOSE = "close"
    PROPOSE_CLOSE = "propose_close"
    CONFIRM_CLOSE = "confirm_close"
    REFUSE_CLOSE = "refuse_close"
    NOTE = "note"


LADDER = tuple(Rung)
# Called again and again once the ladder is at its end, until somebody takes it.
LAST_RUNGS = (Rung.DUTY, Rung.OWNER)
TRANSITIONS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.TAKEN}),
    # To taken again: handed over to somebody else.
    State.TAKEN: frozenset({State.NEW, State.TAKEN, State.AWAITING_SECOND, State.REFERRED, State.CLOSED}),
    # A new reason brings every one of these back to new.
    State.AWAITING_SECOND: frozenset({State.NEW, State.TAKEN, State.CLOSED}),
    State.REFERRED: frozenset({State.NEW, State.TAKEN}),
    State.CLOSED: frozenset({State.NEW}),
}
# What the safeguarding log holds besides everything that could not wait.
SERIOUS = frozenset({Outcome.TEAM_TOLD, Outcome.EMERGENCY_CALLED, Outcome.SAFEGUARDING_STARTED})
_CONFIDENTIAL = frozenset({Role.SUPPORTER, Role.SAFEGUARDING_LEAD})


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who may do what: the flag's state and who has their hands on it."""

    state: State
    needs_two: bool
    taken_by: UUID | None
    lease_until: datetime | None
    first_closer: UUID | None


def may_become(state: State, wanted: State) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


def offered(flag: Standing, *, person_id: UUID, closed_before: int, now: datetime) -> frozenset[Verb]:
    """What this person may do now; `closed_before` is how many flags they have closed or proposed to close."""
    if flag.state is State.CLOSED:
        return frozenset()
    if flag.state is State.AWAITING_SECOND:
        own = flag.first_closer == person_id
        return frozenset({Verb.NOTE, Verb.REFUSE_CLOSE} if own else {Verb.NOTE, Verb.REFUSE_CLOSE, Verb.CONFIRM_CLOSE})
    if not is_held_by(flag, person_id=person_id):
        return frozenset({Verb.NOTE, Verb.TAKE} if is_free(flag, now=now) else {Verb.NOTE})
    closing = Verb.PROPOSE_CLOSE if needs_second(flag, closed_before=closed_before) else Verb.CLOSE
    return frozenset({Verb.NOTE, Verb.RELEASE, Verb.HAND_OVER, Verb.REFER, closing})


def is_held_by(flag: Standing, *, person_id: UUID) -> bool:
    """Whether this person has taken it."""
    return flag.state is State.TAKEN and flag.taken_by == person_id


def is_free(flag: Standing, *, now: datetime) -> bool:
    """Whether anybody may take it: new, referred, or taken by somebody whose lease has run out."""
    if flag.state is State.TAKEN:
        return flag.lease_until is not None and flag.lease_until <= now
    return flag.state in {State.NEW, State.REFERRED}


def needs_second(flag: Standing, *, closed_before: int) -> bool:
    """Whether somebody else must agree before it is closed."""
    return flag.needs_two or closed_before < SHADOWED


def lease(urgency: Urgency) -> timedelta:
    """How long somebody has a flag before others may take it again; each thing they do with it begins it anew."""
    return _LEASE_NOW if urgency is Urgency.LOOK_NOW else _LEASE


def sooner(one: Urgency, other: Urgency) -> Urgency:
    """The one that must be looked at first."""
    return min(one, other, key=tuple(Urgency).index)


def years_before(moment: datetime, years: int) -> datetime:
    """The same day and time some years ago; of 29 February the 28th, where there is none."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)


def kinds_for(roles: frozenset[Role]) -> frozenset[SubjectKind]:
    """What somebody with these roles may read. Messages and complaints: supporters and safeguarding leads only."""
    if roles & _CONFIDENTIAL:
        return frozenset(SubjectKind)
    if Role.MODERATOR in roles:
        return frozenset(SubjectKind) - {SubjectKind.MESSAGE, SubjectKind.COMPLAINT}
    return frozenset()


def roles_for(kind: SubjectKind) -> tuple[Role, ...]:
    """Who may work on flags about this, those who are called first coming first."""
    first = (Role.MODERATOR, Role.SAFEGUARDING_LEAD, Role.SUPPORTER)
    return tuple(role for role in first if kind in kinds_for(frozenset({role})))
