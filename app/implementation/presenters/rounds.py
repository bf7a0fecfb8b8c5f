"""The words for NoMAD: its parts and answers are ours, its items the trust's."""

from collections.abc import Sequence
from typing import Any

from app.implementation.content import Workspace
from app.implementation.forms.rounds import field
from app.implementation.rules import GENERAL, GENERAL_ITEMS, ITEMS, PARTS, Construct, NotRelevant

_NONE = {"value": "", "text": "No answer"}
_POINTS = {5: "Strongly agree", 4: "Agree", 3: "Neither agree nor disagree", 2: "Disagree", 1: "Strongly disagree"}
_NOT_RELEVANT = {
    NotRelevant.MY_WORK: "Not relevant to my work",
    NotRelevant.YET: "Not relevant yet",
    NotRelevant.HOLDFAST: "Not relevant to Holdfast",
}
_NUMBERS = [_NONE, *({"value": str(number), "text": str(number)} for number in range(11))]
_AGREE = [_NONE, *({"value": str(int(value)), "text": words} for value, words in (_POINTS | _NOT_RELEVANT).items())]
DONE = {
    "words": "The questions are there. You can open a round now.",
    "opened": "The round is open. Tell your colleagues, and say that nobody can see who answered what.",
    "closed": "The round is closed. Who answered is forgotten.",
    "sent": "Thank you. Your answers are sent, and nobody can say which are yours.",
}


def title(part: str, workspace: Workspace) -> str:
    """What a part is called."""
    return "In general" if part == GENERAL else workspace.parts[Construct(part)].title


def questions(part: str, items: Sequence[str]) -> list[dict[str, Any]]:
    """The items of a part with what can be chosen."""
    return [
        {"name": field(place), "text": items[place], "options": _NUMBERS if place < GENERAL_ITEMS else _AGREE}
        for place in PARTS[part]
    ]


def chosen(part: str, answers: Sequence[int | None]) -> dict[str, str]:
    """The form of a part as it was kept."""
    return {field(place): str(value) for place in PARTS[part] if (value := answers[place]) is not None}


def steps(answers: Sequence[int | None], workspace: Workspace) -> list[dict[str, str]]:
    """The parts with how much of each is answered."""
    return [
        {
            "key": title(part, workspace),
            "value": f"{sum(answers[place] is not None for place in places)} of {len(places)} answered",
            "href": f"/staff/implementation/nomad/answer/{part}",
        }
        for part, places in PARTS.items()
    ]


def numbered(items: Sequence[str], workspace: Workspace) -> list[tuple[str, list[str]]]:
    """The items under the parts to which they belong, for whoever put them in."""
    assert len(items) == ITEMS  # noqa: S101 - the table holds it
    return [(title(part, workspace), [items[place] for place in places]) for part, places in PARTS.items()]


def following(part: str) -> str:
    """Where somebody goes on after a part."""
    after = [*PARTS][[*PARTS].index(part) + 1 :]
    return f"/staff/implementation/nomad/answer/{after[0]}" if after else "/staff/implementation/nomad/send"
