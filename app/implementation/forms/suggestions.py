"""What people suggest, what is answered, and what was done."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.implementation.forms.days import day
from app.implementation.queries.suggestions import Said
from app.implementation.rules import MOST_ANSWER, MOST_LINE, MOST_SUGGESTION, SuggestionState, offered
from app.implementation.service.suggesting import Decision
from app.risk.rules import Urgency

_NO_REASON = "Write why, in a kind sentence or two. Whoever suggested it reads it"
_NO_ANSWER = "Write a sentence to whoever suggested it"


class SuggestForm(BaseModel):
    """One box."""

    words: Annotated[str, forms.text(missing="Write what should be different", most=MOST_SUGGESTION)]


class DecideForm(BaseModel):
    """What is made of it."""

    state: Annotated[
        SuggestionState,
        forms.choice({each: each for each in SuggestionState}, missing="Choose what happens with it"),
    ]
    answer: Annotated[str, forms.text(missing=_NO_ANSWER, most=MOST_ANSWER)]


class WorryForm(BaseModel):
    """How soon somebody must look."""

    urgency: Annotated[
        Urgency,
        forms.choice({Urgency.LOOK_NOW: "", Urgency.LOOK_TODAY: ""}, missing="Choose how soon somebody must look"),
    ]


class ImprovementForm(BaseModel):
    """Both halves of a line, and since when."""

    said: Annotated[str, forms.line(missing="Write what people said", most=MOST_LINE)]
    did: Annotated[str, forms.line(missing="Write what you did", most=MOST_LINE)]
    done: Annotated[date | None, BeforeValidator(day)]


def read_decision(fields: Fields, *, said: Said) -> tuple[Decision | None, Errors]:
    """What was chosen, or a sentence for each field that is wrong."""
    form, errors = forms.parse(DecideForm, fields)
    if form is None:
        if fields.get("state") == SuggestionState.DECLINED and not fields.get("answer", "").strip():
            errors["answer"] = _NO_REASON
        return None, errors
    if form.state not in offered(said.state):
        return None, {"state": "Choose what happens with it"}
    return Decision(form.state, form.answer), {}


def read_improvement(fields: Fields, *, today: date) -> tuple[ImprovementForm | None, Errors]:
    """A line about what is done by now."""
    form, errors = forms.parse(ImprovementForm, fields)
    if form and form.done and form.done > today:
        return None, {"done": "Write down what is done already"}
    return form, errors
