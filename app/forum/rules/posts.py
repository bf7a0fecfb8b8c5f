"""The states of a post and of its thread, why it waits, and the ways between. Pure."""

from enum import StrEnum

MOST_TITLE = 120
MOST_TEXT = 10_000
MOST_TAGS = 4


class PostState(StrEnum):
    """Where a post is. Deleted: taken away by its writer; a tombstone stands in its place and the words are gone."""

    HELD = "held"
    SHOWN = "shown"
    HIDDEN = "hidden"
    RETURNED = "returned"
    DELETED = "deleted"


class HeldFor(StrEnum):
    """Why a post waits for a person before others see it."""

    FIRST_POSTS = "first_posts"
    EVERY_POST = "every_post"
    IDENTITY = "identity"
    CONDUCT = "conduct"
    COOLING_OFF = "cooling_off"  # its writer was asked to pause, and had begun before


class ThreadState(StrEnum):
    """Where a thread is: as its first post, but a deleted first post with replies leaves the thread standing."""

    HELD = "held"
    SHOWN = "shown"
    HIDDEN = "hidden"
    DELETED = "deleted"


TRANSITIONS: dict[PostState, frozenset[PostState]] = {
    PostState.HELD: frozenset(
        {PostState.HELD, PostState.SHOWN, PostState.HIDDEN, PostState.RETURNED, PostState.DELETED}
    ),
    # To held: an edit that must be looked at first.
    PostState.SHOWN: frozenset(
        {PostState.SHOWN, PostState.HELD, PostState.HIDDEN, PostState.RETURNED, PostState.DELETED}
    ),
    PostState.HIDDEN: frozenset({PostState.SHOWN, PostState.HELD, PostState.RETURNED, PostState.DELETED}),
    PostState.RETURNED: frozenset({PostState.HELD, PostState.SHOWN, PostState.HIDDEN, PostState.DELETED}),
    PostState.DELETED: frozenset(),
}


def may_become(state: PostState, wanted: PostState) -> bool:
    """Whether the table of transitions allows it."""
    return wanted in TRANSITIONS[state]


# Who else is in the same situation: what a member may say of themselves, and what a thread is about.
RELATIONSHIPS = {
    "parent": "Parent",
    "partner": "Partner",
    "sibling": "Brother or sister",
    "child": "Son or daughter",
    "grandparent": "Grandparent",
    "friend": "Friend",
    "other": "Somebody else who cares",
}
CONDITIONS = {"psychosis": "Psychosis", "bipolar": "Bipolar disorder", "both": "Both", "unclear": "Not clear yet"}
STAGES = {
    "first": "The first episode",
    "hospital": "In hospital now",
    "recovering": "Getting better",
    "years": "Many years on",
    "relapse": "A relapse",
}
TAGS = {**RELATIONSHIPS, **CONDITIONS, **STAGES}
