"""How a trust lead sets up a board."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.forum.queries.planning import Planned
from app.forum.rules.boards import DEFAULT_FIRST, Mode, Purpose
from app.forum.service.planning import Plan

_MOST_FIRST, _MOST_PLACE = 20, 99


def _number(least: int, most: int, default: int) -> BeforeValidator:
    def check(value: object) -> int:
        typed = str(value).strip() or str(default)
        if not typed.isdecimal() or not least <= int(typed[:4]) <= most:
            raise ValueError(f"Write a number from {least} to {most}")
        return int(typed)

    return BeforeValidator(check)


class BoardForm(BaseModel):
    """A board: what it is called, what it is for, and what waits before it is shown."""

    name: Annotated[str, forms.line(missing="Write a name for the board", most=60)]
    about: Annotated[str, forms.line(missing="Write in a sentence what it is for", most=300)]
    purpose: Annotated[Purpose, forms.choice({each: each for each in Purpose}, missing="Choose what it is for")]
    mode: Annotated[Mode, forms.choice({each: each for each in Mode}, missing="Choose what is read first")]
    first: Annotated[int, _number(1, _MOST_FIRST, DEFAULT_FIRST)]
    place: Annotated[int, _number(0, _MOST_PLACE, 0)]


def read(fields: Fields) -> tuple[Plan | None, Errors]:
    """What was chosen, or a sentence for each field that is wrong."""
    form, errors = forms.parse(BoardForm, fields)
    return (Plan(**form.model_dump()), {}) if form else (None, errors)


def kept(board: Planned) -> dict[str, str]:
    """The form of a board as it is."""
    words = {"name": board.name, "about": board.about, "purpose": board.purpose.value, "mode": board.mode.value}
    return {**words, "first": str(board.first), "place": str(board.place)}
