"""Reading the answers of one page of a check-in."""

from collections.abc import Iterable

from app.core.forms import Errors, Fields
from app.outcomes.instruments import Item

SKIP = "skip"  # what is sent for "Skip this question"
_UNKNOWN = "Choose one of the answers, or skip the question"


def field(item: Item) -> str:
    """By which name a question stands in the form."""
    return f"q-{item.id}"


def read_answers(fields: Fields, *, items: Iterable[Item]) -> tuple[dict[str, int], Errors]:
    """What was answered, by the question's id, without what was skipped; a sentence for each answer that is none."""
    answers: dict[str, int] = {}
    errors: Errors = {}
    for item in items:
        sent = fields.get(field(item), "")
        value = {str(each): each for each in item.values}.get(sent)
        if value is not None:
            answers[item.id] = value
        elif sent not in {"", SKIP}:
            errors[field(item)] = _UNKNOWN
    return answers, errors


def read_revision(fields: Fields) -> int:
    """Which of the saved states the page was made from; 0 for one that there never is."""
    sent = fields.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < len("1000000") else 0
