"""The questionnaires that we ship, and answers to them."""

from functools import cache

from app.core.config import PROJECT
from app.outcomes.instruments import Instrument, load
from app.outcomes.scoring import Score, score


@cache
def shipped() -> dict[str, Instrument]:
    """All of them by their names."""
    return load(PROJECT / "modules_content")


def nth(name: str, place: int) -> dict[str, int]:
    """The same answer to every question: 0 is the first that is shown."""
    return {item.id: item.values[place] for item in shipped()[name].items}


def sheet(name: str, values: str) -> dict[str, int]:
    """One digit a question, in order; a dot for one that was skipped."""
    given = dict(zip((item.id for item in shipped()[name].items), values, strict=True))
    return {item: int(value) for item, value in given.items() if value != "."}


def scored(name: str, answers: dict[str, int]) -> Score:
    """What they come to."""
    return score(shipped()[name], answers)


def licensed(name: str) -> dict[str, object]:
    """Words for a slot, none of them the real ones."""
    values = {str(value) for item in shipped()[name].items for value in item.values}
    return {
        "stem": "How was it?",
        "items": {item.id: f"Question {item.number}" for item in shipped()[name].items},
        "options": {value: f"Answer {value}" for value in sorted(values)},
    }
