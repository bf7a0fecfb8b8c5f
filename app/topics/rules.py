"""The states of a topic, the ways between them, and what each means to whom. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

MOST_TITLE, MOST_DETAILS, MOST_ANSWER = 100, 500, 300  # characters
MOST_WAITING = 5  # topics of one relative that nobody has looked at yet
PROMISED = timedelta(days=7)  # "usually within a week"


class State(StrEnum):
    """Where a topic is."""

    ASKED = "asked"  # only the one who asked and staff see it: it may name somebody
    LISTED = "listed"
    PLANNED = "planned"
    WRITTEN = "written"
    DECLINED = "declined"


TRANSITIONS: dict[State, frozenset[State]] = {
    # Straight to written: it was there already.
    State.ASKED: frozenset({State.LISTED, State.PLANNED, State.WRITTEN, State.DECLINED}),
    State.LISTED: frozenset({State.PLANNED, State.WRITTEN, State.DECLINED}),
    # Back to the list: plans change.
    State.PLANNED: frozenset({State.LISTED, State.WRITTEN, State.DECLINED}),
    State.WRITTEN: frozenset(),
    State.DECLINED: frozenset(),
}
# What the other relatives of the trust see.
SHOWN = frozenset({State.LISTED, State.PLANNED, State.WRITTEN})
# What can still be wished for.
VOTED_ON = frozenset({State.LISTED, State.PLANNED})
# What the one who asked may take away: others do not hang on it.
OWN_TO_REMOVE = frozenset({State.ASKED, State.DECLINED})
# Where it ends. What would have helped the one who asked is destroyed then: nobody needs it any more.
OVER = frozenset(state for state, ways in TRANSITIONS.items() if not ways)
# What staff may word anew, or answer again, without a step.
REWORDED = SHOWN


def may_become(state: State, wanted: State) -> bool:
    """Whether the table of transitions, or a new wording of what is shown, allows it."""
    return wanted in TRANSITIONS[state] or (wanted is state and state in REWORDED)


def offered(state: State) -> list[State]:
    """What staff can make of it, in the order of the vocabulary."""
    return [each for each in State if may_become(state, each)]


def is_late(state: State, *, asked_at: datetime, now: datetime) -> bool:
    """Whether somebody has waited longer than they were told."""
    return state is State.ASKED and now - asked_at > PROMISED
