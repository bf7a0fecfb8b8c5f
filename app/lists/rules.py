"""The states of a list and of its rows, and who on it is not invited. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

MOST_ROWS = 5000
# After so long the rows of a list that nobody said yes to, or that is over, are deleted.
UNCONFIRMED_LASTS = timedelta(days=7)
ENDED_LASTS = timedelta(days=28)


class ListState(StrEnum):
    """Where a list is."""

    CHECKED = "checked"  # read, and waits for somebody's yes
    SENDING = "sending"
    PAUSED = "paused"
    FINISHED = "finished"
    THROWN_AWAY = "thrown-away"


TRANSITIONS: dict[ListState, frozenset[ListState]] = {
    ListState.CHECKED: frozenset({ListState.SENDING, ListState.THROWN_AWAY}),
    ListState.SENDING: frozenset({ListState.PAUSED, ListState.FINISHED}),
    ListState.PAUSED: frozenset({ListState.SENDING, ListState.THROWN_AWAY}),
    ListState.FINISHED: frozenset(),
    ListState.THROWN_AWAY: frozenset(),
}


class RowState(StrEnum):
    """What became of a row."""

    READY = "ready"
    SKIPPED = "skipped"  # there is a reason not to write to them, and it is said
    INVITED = "invited"


class Skipped(StrEnum):
    """Why somebody on a list is not invited."""

    TWICE = "twice"  # the same address stands further up
    INVITED_BEFORE = "invited-before"
    INVITED_OTHERWISE = "invited-otherwise"  # as a colleague
    HAS_ACCOUNT = "has-account"
    NOT_TO_BE_WRITTEN_TO = "not-to-be-written-to"  # bounced, stopped, bereaved: which it is, is not said
    SAID_NO = "said-no"
    NOT_A_GUEST = "not-a-guest"  # the trust is not live yet


@dataclass(frozen=True)
class Earlier:
    """An address was invited before: as a relative or as a colleague, whether that still counts, whether they said no."""

    as_relative: bool
    is_live: bool
    said_no: bool


@dataclass(frozen=True)
class Known:
    """What is known of the addresses on a list."""

    stopped: frozenset[str]
    not_guests: frozenset[str]
    with_account: frozenset[str]
    earlier: dict[str, Earlier]


def may_become(state: ListState, wanted: ListState) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


def reason_to_skip(email: str, known: Known, *, is_twice: bool) -> Skipped | None:
    """Why this address is not invited, in the order in which inviting one person refuses it."""
    if is_twice:
        return Skipped.TWICE
    if email in known.stopped:
        return Skipped.NOT_TO_BE_WRITTEN_TO
    if email in known.not_guests:
        return Skipped.NOT_A_GUEST
    if email in known.with_account:
        return Skipped.HAS_ACCOUNT
    return _for_earlier(known.earlier.get(email))


def _for_earlier(earlier: Earlier | None) -> Skipped | None:
    if earlier is None:
        return None
    if not earlier.as_relative:
        return Skipped.INVITED_OTHERWISE if earlier.is_live else None
    return Skipped.SAID_NO if earlier.said_no else Skipped.INVITED_BEFORE
