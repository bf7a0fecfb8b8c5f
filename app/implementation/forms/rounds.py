"""What is typed about NoMAD: its words, a round, and answers."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.implementation.forms.days import day
from app.implementation.rules import (
    ITEMS,
    LONGEST_ROUND,
    MOST_ITEM,
    MOST_LICENCE,
    MOST_ROUND,
    PARTS,
    NotRelevant,
    is_answer,
)

_WRONG = "Choose one of the answers, or none"


def _lines(words: object) -> list[str]:
    found = [line for each in str(words).splitlines() if (line := " ".join(each.split()))]
    if len(found) != ITEMS:
        raise ValueError(f"Paste {ITEMS} lines, one for each item. There are {len(found)}")
    if any(len(line) > MOST_ITEM for line in found):
        raise ValueError(f"One of the lines has more than {MOST_ITEM} characters. Is each item on a line of its own?")
    if len(set(found)) < ITEMS:
        raise ValueError("Two of the lines are the same")
    return found


class WordsForm(BaseModel):
    """The items, and by what leave."""

    statements: Annotated[list[str], BeforeValidator(_lines)]
    licence: Annotated[
        str, forms.text(missing="Write under what licence, or with whose leave, you may use them", most=MOST_LICENCE)
    ]
    confirmed: Annotated[str, forms.choice({"yes": ""}, missing="Confirm that your trust may use these words")]


class RoundForm(BaseModel):
    """A name and a last day."""

    name: Annotated[str, forms.line(missing="Give it a name, such as: Spring 2027", most=MOST_ROUND)]
    closes: Annotated[date | None, BeforeValidator(day)]


def read_round(fields: Fields, *, today: date) -> tuple[RoundForm | None, Errors]:
    """A round that ends today or later, and not in years."""
    form, errors = forms.parse(RoundForm, fields)
    if form is None:
        return None, errors
    if form.closes is None:
        return None, {"closes": "Write the last day on which people can answer"}
    if form.closes < today:
        return None, {"closes": "The last day is over already"}
    if form.closes > today + LONGEST_ROUND:
        return None, {"closes": f"Choose a day within {LONGEST_ROUND.days} days: people forget what stays open"}
    return form, {}


def read_answers(fields: Fields, *, part: str) -> tuple[dict[int, int | None], Errors]:
    """The answers to a part by the item's place; what was skipped is None."""
    typed = {place: fields.get(field(place), "") for place in PARTS[part]}
    errors = {field(place): _WRONG for place, words in typed.items() if words and not _is_known(place, words)}
    if errors:
        return {}, errors
    return {place: int(words) if words else None for place, words in typed.items()}, {}


def field(place: int) -> str:
    """The name of an item's field."""
    return f"item-{place + 1}"


def _is_known(place: int, words: str) -> bool:
    return words in {str(value) for value in range(min(NotRelevant), 11) if is_answer(place, value)}
