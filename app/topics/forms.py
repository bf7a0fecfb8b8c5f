"""What a relative asks for, and what staff make of it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel

from app.core import forms
from app.core.forms import Errors, Fields
from app.topics.queries import Asked
from app.topics.rules import MOST_ANSWER, MOST_DETAILS, MOST_TITLE, State, offered
from app.topics.service import Decision

_NO_REASON = "Write why, in a kind sentence or two. The one who asked reads it"
_NOWHERE = "Choose where it can be read"


class AskForm(BaseModel):
    """A topic that a relative would like."""

    title: Annotated[str, forms.line(missing="Write in a few words what you would like to read about", most=MOST_TITLE)]
    details: Annotated[str, forms.text(missing="", most=MOST_DETAILS, optional=True)]


class DecideForm(BaseModel):
    """What staff make of it."""

    title: Annotated[str, forms.line(missing="Write a title that names nobody", most=MOST_TITLE)]
    state: Annotated[State, forms.choice({each: each for each in State}, missing="Choose what happens with it")]
    answer: Annotated[str, forms.line(missing="", most=MOST_ANSWER, optional=True)]
    href: Annotated[str, forms.line(missing="", optional=True)]


def read_decision(fields: Fields, *, topic: Asked, places: Mapping[str, str]) -> tuple[Decision | None, Errors]:
    """What staff chose, or a sentence for each field that is wrong; `places` are the site's own, by address."""
    form, errors = forms.parse(DecideForm, fields)
    if form is None:
        return None, errors
    if form.state not in offered(topic.state):
        errors["state"] = "Choose what happens with it"
    if form.state is State.DECLINED and not form.answer:
        errors["answer"] = _NO_REASON
    if form.href not in places and (form.href or form.state is State.WRITTEN):
        errors["href"] = _NOWHERE
    return (None, errors) if errors else (Decision(**form.model_dump()), {})


def kept(topic: Asked) -> dict[str, str]:
    """The form of a topic as it is; what waits has no choice made for it."""
    state = "" if topic.state is State.ASKED else topic.state.value
    return {"title": topic.title, "state": state, "answer": topic.answer, "href": topic.href}
