"""The states of an invitation and the ways between them. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(days=28)


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


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFTED: frozenset({State.QUEUED, State.REVOKED}),
    # Opened or declined while queued: the mail left, but the worker died before it could say so.
    State.QUEUED: frozenset(
        {State.SENT, State.OPENED, State.UNDELIVERABLE, State.EXPIRED, State.DECLINED, State.REVOKED}
    ),
    State.SENT: frozenset(
        {State.QUEUED, State.OPENED, State.UNDELIVERABLE, State.EXPIRED, State.DECLINED, State.REVOKED}
    ),
    State.UNDELIVERABLE: frozenset({State.QUEUED, State.REVOKED, State.EXPIRED}),
    State.OPENED: frozenset({State.QUEUED, State.ACCEPTED, State.EXPIRED, State.DECLINED, State.REVOKED}),
    State.EXPIRED: frozenset({State.QUEUED}),
    State.ACCEPTED: frozenset(),
    State.DECLINED: frozenset(),
    State.REVOKED: frozenset(),
}
# States in which a second invitation to the same address replaces this one.
LIVE = frozenset({State.DRAFTED, State.QUEUED, State.SENT, State.UNDELIVERABLE, State.OPENED})
# States in which the link in the mail still leads somewhere. Queued too: a resend may overtake the first mail.
LINK_WORKS = frozenset({State.QUEUED, State.SENT, State.OPENED})


def may_become(state: State, wanted: State) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


def has_run_out(*, expires_at: datetime, now: datetime) -> bool:
    """Whether the link is past its last day."""
    return now >= expires_at
