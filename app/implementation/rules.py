"""What the workspace knows of: constructs, tasks, rounds and their answers, suggestions. Pure.

Source: Normalisation Process Theory (May and Finch 2009) and its questionnaire NoMAD (Finch and others 2018).
"""

from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

MOST_TITLE, MOST_EVIDENCE = 150, 1000  # characters of a task
MOST_ITEM, MOST_LICENCE, MOST_ROUND = 300, 500, 60
MOST_SUGGESTION, MOST_ANSWER, MOST_LINE = 1000, 500, 300
MOST_WAITING = 5  # suggestions of one person that nobody has looked at yet
LONGEST_ROUND = timedelta(days=92)
PROMISED = timedelta(days=14)  # "usually within two weeks"


class Construct(StrEnum):
    """The four kinds of work by which something new becomes usual."""

    COHERENCE = "coherence"
    COGNITIVE_PARTICIPATION = "cognitive-participation"
    COLLECTIVE_ACTION = "collective-action"
    REFLEXIVE_MONITORING = "reflexive-monitoring"


class TaskState(StrEnum):
    """How far a task of the checklist is."""

    TO_DO = "to-do"
    DOING = "doing"
    DONE = "done"
    NOT_FOR_US = "not-for-us"


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    NEW = "new"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"


class NotRelevant(IntEnum):
    """Why a statement does not fit, kept as a number below nought: NoMAD's three kinds."""

    MY_WORK = -1
    YET = -2
    HOLDFAST = -3


GENERAL = "general"
# NoMAD's items in the order in which they are pasted and kept: from which, and how many.
PARTS: dict[str, range] = {
    GENERAL: range(3),
    Construct.COHERENCE: range(3, 7),
    Construct.COGNITIVE_PARTICIPATION: range(7, 11),
    Construct.COLLECTIVE_ACTION: range(11, 18),
    Construct.REFLEXIVE_MONITORING: range(18, 23),
}
GENERAL_ITEMS = len(PARTS[GENERAL])
CONSTRUCT_ITEMS = sum(map(len, PARTS.values())) - GENERAL_ITEMS
ITEMS = GENERAL_ITEMS + CONSTRUCT_ITEMS
_HIGHEST = 10  # of the general items; the others have five points

# Nothing more is to be done about these.
SETTLED = frozenset({TaskState.DONE, TaskState.NOT_FOR_US})
TRANSITIONS: dict[SuggestionState, frozenset[SuggestionState]] = {
    SuggestionState.NEW: frozenset({SuggestionState.PLANNED, SuggestionState.DONE, SuggestionState.DECLINED}),
    # To planned again: a new answer, while it takes its time.
    SuggestionState.PLANNED: frozenset({SuggestionState.PLANNED, SuggestionState.DONE, SuggestionState.DECLINED}),
    SuggestionState.DONE: frozenset(),
    SuggestionState.DECLINED: frozenset(),
}
OVER = frozenset(state for state, ways in TRANSITIONS.items() if not ways)


def is_overdue(state: TaskState, due_on: date | None, *, today: date) -> bool:
    """Whether it should have been done before today."""
    return state not in SETTLED and due_on is not None and due_on < today


def is_answer(place: int, value: int) -> bool:
    """Whether an item, counted from 0, can have this answer."""
    if place < GENERAL_ITEMS:
        return 0 <= value <= _HIGHEST
    return 1 <= value <= 5 or value in set(NotRelevant)  # noqa: PLR2004 - five points


def offered(state: SuggestionState) -> list[SuggestionState]:
    """What can be made of a suggestion, in the order of the vocabulary."""
    return [each for each in SuggestionState if each in TRANSITIONS[state]]


def is_late(state: SuggestionState, *, written_at: datetime, now: datetime) -> bool:
    """Whether somebody has waited longer than they were told."""
    return state is SuggestionState.NEW and now - written_at > PROMISED
