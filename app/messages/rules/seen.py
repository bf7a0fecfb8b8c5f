"""Where a message of the relative's is, as they see it: sent, seen by the team, answered. Pure."""

from enum import StrEnum

from app.messages.rules.conversations import State


class Progress(StrEnum):
    """How far a conversation, or one message of it, has come."""

    SENT = "sent"
    SEEN = "seen"
    ANSWERED = "answered"
    FINISHED = "finished"


def of_conversation(state: State, *, last_number: int, seen_number: int) -> Progress:
    """Where the newest message is; `seen_number` is the newest one that a supporter has opened."""
    if state is State.CLOSED:
        return Progress.FINISHED
    if state is State.ANSWERED:
        return Progress.ANSWERED
    return Progress.SEEN if seen_number >= last_number else Progress.SENT


def of_message(number: int, *, answered_number: int, seen_number: int) -> Progress:
    """Where one of the relative's own is; `answered_number` is the newest answer, 0 without any."""
    if number < answered_number:
        return Progress.ANSWERED
    return Progress.SEEN if number <= seen_number else Progress.SENT
