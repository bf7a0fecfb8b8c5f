"""The words for suggestions: to whoever wrote one, and to the lead."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.implementation import rules
from app.implementation.queries.suggestions import Said
from app.implementation.rules import SuggestionState

_BECAME = {
    SuggestionState.NEW: "Somebody reads it, usually within two weeks.",
    SuggestionState.PLANNED: "We will do this.",
    SuggestionState.DONE: "We have done this.",
    SuggestionState.DECLINED: "We will not do this.",
}
_CHOICES = {
    SuggestionState.PLANNED: "We will do this",
    SuggestionState.DONE: "We have done this",
    SuggestionState.DECLINED: "We will not do this. Say why below",
}
TAGS = {
    SuggestionState.NEW: ("Waits for you", "orange"),
    SuggestionState.PLANNED: ("We will do it", "purple"),
    SuggestionState.DONE: ("Done", "green"),
    SuggestionState.DECLINED: ("Not done", "grey"),
}
_SHORT = 90
_GONE = "Whoever wrote this has left, and their words are destroyed"


@dataclass(frozen=True)
class Own:
    """A suggestion for whoever wrote it."""

    id: UUID
    words: str
    became: str
    answer: str
    created_at: datetime


@dataclass(frozen=True)
class StaffLine:
    """A suggestion on the lead's list."""

    id: UUID
    beginning: str
    whose: str
    tag: str
    colour: str
    created_at: datetime
    late: bool


def own(said: Said) -> Own:
    """What became of it."""
    return Own(said.id, said.words, _BECAME[said.state], said.answer, said.created_at)


def staff_line(said: Said, *, now: datetime) -> StaffLine:
    """How it begins, and whether it has waited too long."""
    tag, colour = TAGS[said.state]
    whose = "From somebody who works here" if said.is_staff else "From a relative or friend"
    late = rules.is_late(said.state, written_at=said.created_at, now=now)
    return StaffLine(said.id, _beginning(said.words), whose, tag, colour, said.created_at, late)


def choices(state: SuggestionState) -> list[dict[str, str]]:
    """What can be made of it."""
    return [{"value": each, "text": _CHOICES[each]} for each in rules.offered(state)]


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _SHORT:
        return line or _GONE
    return line[:_SHORT].rpartition(" ")[0] + " …"
