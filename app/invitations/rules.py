"""The states of an invitation, the ways between them, and what a link is still good for. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(days=28)
SUPPRESSED = "suppressed"  # why a mail was not sent: its address is not to be written to

# Who somebody is to the person they support, as it is stored and as it is said.
RELATIONSHIPS = {
    "parent": "Parent or step-parent",
    "partner": "Partner, husband or wife",
    "sibling": "Brother or sister",
    "child": "Son or daughter",
    "grandparent": "Grandparent",
    "other-relative": "Another relative",
    "friend": "Friend or neighbour",
    "other": "Somebody else who supports them",
}


class State(StrEnum):
    """Where an invitation is."""

    DRAFTED = "drafted"
    QUEUED = "queued"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    OPENED = "opened"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    DECLINED = "declined"
    REVOKED = "revoked"


class CameBy(StrEnum):
    """How an invitation came about."""

    STAFF = "staff"  # somebody of the team filled in the form
    LIST = "list"  # or sent a file of many
    CODE = "code"  # the relative typed the team's service code
    OPEN = "open"  # the relative asked, at a trust where anybody may


TRANSITIONS: dict[State, frozenset[State]] = {
    # A draft that is thrown away leaves no row: it was never an invitation, and must not be counted as one.
    State.DRAFTED: frozenset({State.QUEUED}),
    # To queued: the address was corrected before the mail left. Opened or declined while queued: the mail left, but
    # the worker died before it could say so.
    State.QUEUED: frozenset(
        {State.QUEUED, State.SENT, State.OPENED, State.UNDELIVERABLE, State.EXPIRED, State.DECLINED, State.REVOKED}
    ),
    State.SENT: frozenset(
        {State.QUEUED, State.OPENED, State.UNDELIVERABLE, State.EXPIRED, State.DECLINED, State.REVOKED}
    ),
    # Opened or declined although undeliverable: an earlier attempt had arrived all the same.
    State.UNDELIVERABLE: frozenset({State.QUEUED, State.OPENED, State.DECLINED, State.REVOKED, State.EXPIRED}),
    State.OPENED: frozenset({State.QUEUED, State.ACCEPTED, State.EXPIRED, State.DECLINED, State.REVOKED}),
    State.EXPIRED: frozenset({State.QUEUED}),
    State.ACCEPTED: frozenset(),
    State.DECLINED: frozenset(),
    State.REVOKED: frozenset(),
}
# States in which it is the relative's turn, or the mail's.
WAITING = frozenset({State.QUEUED, State.SENT, State.OPENED})
# States in which a second invitation to the same address replaces this one.
LIVE = frozenset({State.QUEUED, State.SENT, State.UNDELIVERABLE, State.OPENED})


class Step(StrEnum):
    """What staff can do about an invitation."""

    SEND = "send"
    DISCARD = "discard"
    CORRECT = "correct"
    SEND_AGAIN = "send-again"
    REVOKE = "revoke"


# Somebody else's address is not put under an invitation that was opened: that one is revoked, and a new one made.
OFFERED: dict[State, frozenset[Step]] = {
    State.DRAFTED: frozenset({Step.SEND, Step.DISCARD}),
    State.QUEUED: frozenset({Step.CORRECT, Step.REVOKE}),
    State.SENT: frozenset({Step.CORRECT, Step.SEND_AGAIN, Step.REVOKE}),
    State.UNDELIVERABLE: frozenset({Step.CORRECT, Step.SEND_AGAIN, Step.REVOKE}),
    State.OPENED: frozenset({Step.SEND_AGAIN, Step.REVOKE}),
    State.EXPIRED: frozenset({Step.SEND_AGAIN}),
    State.ACCEPTED: frozenset(),
    State.DECLINED: frozenset(),
    State.REVOKED: frozenset(),
}
# Where each step leads; a discarded draft leads nowhere.
LEADS_TO: dict[Step, State] = {
    Step.SEND: State.QUEUED,
    Step.CORRECT: State.QUEUED,
    Step.SEND_AGAIN: State.QUEUED,
    Step.REVOKE: State.REVOKED,
}


class Standing(StrEnum):
    """What somebody finds who follows the link."""

    WORKS = "works"
    MALFORMED = "malformed"
    EXPIRED = "expired"
    USED = "used"
    DECLINED = "declined"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    HAS_ACCOUNT_HERE = "has-account-here"
    HAS_ACCOUNT_ELSEWHERE = "has-account-elsewhere"


_OVER = {State.ACCEPTED: Standing.USED, State.DECLINED: Standing.DECLINED, State.EXPIRED: Standing.EXPIRED}


def may_become(state: State, wanted: State) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


def has_run_out(*, expires_at: datetime, now: datetime) -> bool:
    """Whether the link is past its last day."""
    return now >= expires_at


def standing(*, state: State, is_newest_link: bool, is_repeated: bool, run_out: bool) -> Standing:
    """What the link is still good for; is_repeated: the address was invited again after this invitation."""
    if state in {State.ACCEPTED, State.DECLINED}:
        return _OVER[state]
    if is_repeated:
        return Standing.SUPERSEDED
    if state is State.REVOKED:
        return Standing.REVOKED
    if not is_newest_link:
        return Standing.SUPERSEDED
    return Standing.EXPIRED if run_out else _OVER.get(state, Standing.WORKS)
