"""What is written into one step of a plan, and who sends a letter."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, create_model

from app.core import forms
from app.core.forms import Errors, Fields
from app.plans.content import Field, Step
from app.plans.rules import MOST_BOX, Sender

MOST_NAME, MOST_ADDRESS = 100, 300  # characters


class SenderForm(BaseModel):
    """Who writes the letter, and to whom; all may stay empty."""

    name: Annotated[str, forms.line(missing="", most=MOST_NAME, optional=True)]
    address: Annotated[str, forms.text(missing="", most=MOST_ADDRESS, optional=True)]
    to: Annotated[str, forms.text(missing="", most=MOST_ADDRESS, optional=True)]


def box(name: str) -> str:
    """The name and id of a box on the page; none of the page's own ids can be the same."""
    return f"box__{name}"


def read_step(step: Step, fields: Fields) -> tuple[dict[str, str] | None, Errors]:
    """What was written, by box, or None and a sentence for each box that is wrong. Nothing need be written."""
    form, errors = forms.parse(_model(step), fields)
    if form is None:
        return None, errors
    posted = form.model_dump()
    return {field.id: posted[box(field.id)] for field in step.fields}, {}


def filled(step: Step, written: Mapping[str, str]) -> dict[str, str]:
    """The form as it was filled: the opposite of read_step."""
    return {box(field.id): written.get(field.id, "") for field in step.fields}


def read_sender(fields: Fields) -> tuple[Sender | None, Errors]:
    """Who writes the letter, or what is wrong."""
    form, errors = forms.parse(SenderForm, fields)
    return (Sender(**form.model_dump()), {}) if form else (None, errors)


@lru_cache(maxsize=256)
def _model(step: Step) -> type[BaseModel]:
    checks: Mapping[str, Any] = {box(field.id): (Annotated[str, _check(field)], ...) for field in step.fields}
    return create_model("Posted", **checks)


def _check(field: Field) -> object:
    if field.kind == "choice":
        # Nothing chosen is an answer too.
        return forms.choice({"": "", **{option.id: option for option in field.options}}, missing="Choose one of these")
    return forms.text(missing="", most=MOST_BOX, optional=True)
