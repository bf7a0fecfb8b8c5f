"""What was posted to an activity or a quiz, as an answer or as a sentence for each field that is wrong."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, create_model

from app.core import forms
from app.core.forms import Errors, Fields
from app.modules.answers import Answer
from app.modules.content.blocks import Activity, Box, Choosing, Plan, Quiz, Scale

MOST_TEXT = 3000  # characters: a long page
MOST_FIELD = 1000
_READ_ON = "or leave this and read on"


def field(name: str, part: str) -> str:
    """The name and id of a field on the page; names of activities hold no underscore, so none can clash."""
    return f"{name}__{part}"


def read(activity: Activity, fields: Fields) -> tuple[Answer | None, Errors]:
    """The answer and no errors, or None and what is wrong."""
    if isinstance(activity, Choosing) and activity.kind == "checklist":
        return _ticked(activity, fields)
    form, errors = forms.parse(_model(activity), fields)
    if form is None:
        return None, errors
    words = form.model_dump()
    if isinstance(activity, Choosing):
        return {"chosen": [words[field(activity.name, "choice")]]}, {}
    if isinstance(activity, Scale):
        return {"point": int(words[field(activity.name, "point")])}, {}
    if isinstance(activity, Box):
        return {"text": words[field(activity.name, "text")]}, {}
    return _plan(activity, words)


def read_quiz(quiz: Quiz, fields: Fields) -> tuple[dict[str, int], Errors]:
    """The place of the answer chosen to each question, counted from 0; not every question needs one."""
    chosen: dict[str, int] = {}
    for question in quiz.questions:
        posted = fields.get(field(quiz.name, question.id), "")
        if posted in {str(place) for place in range(len(question.answers))}:
            chosen[question.id] = int(posted)
    first = field(quiz.name, quiz.questions[0].id)
    return chosen, {} if chosen else {first: f"Choose an answer to one of the questions, {_READ_ON}"}


def filled(activity: Activity, answer: Answer) -> dict[str, str]:
    """The form as it was filled when this answer was given: the opposite of read."""
    if isinstance(activity, Choosing) and activity.kind == "checklist":
        return {field(activity.name, name): name for name in answer.get("chosen", ())}
    if isinstance(activity, Choosing):
        return {field(activity.name, "choice"): next(iter(answer.get("chosen", ())), "")}
    if isinstance(activity, Scale):
        return {field(activity.name, "point"): str(answer.get("point", ""))}
    if isinstance(activity, Box):
        return {field(activity.name, "text"): answer.get("text", "")}
    return {field(activity.name, name): words for name, words in answer.get("fields", {}).items()}


def begun(activity: Activity, about: Mapping[str, str]) -> dict[str, str]:
    """A plan that nobody has saved yet, begun with what the relative wrote about the person they support."""
    if not isinstance(activity, Plan):
        return {}
    known = [(each.id, about.get(each.yours, "")) for each in activity.fields if each.yours]
    return {field(activity.name, name): words for name, words in known if words}


@lru_cache(maxsize=256)
def _model(activity: Activity) -> type[BaseModel]:
    return create_model("Posted", **_checks(activity))


def _checks(activity: Activity) -> Mapping[str, Any]:
    name = activity.name
    if isinstance(activity, Plan):
        short = forms.text(missing="", most=MOST_FIELD, optional=True)
        return {field(name, each.id): (Annotated[str, short], ...) for each in activity.fields}
    if isinstance(activity, Box):
        long = forms.text(missing=f"Write something, {_READ_ON}", most=MOST_TEXT)
        return {field(name, "text"): (Annotated[str, long], ...)}
    if isinstance(activity, Scale):
        points = {str(point): point for point in range(1, activity.points + 1)}
        return {
            field(name, "point"): (Annotated[str, forms.choice(points, missing=f"Choose a number, {_READ_ON}")], ...)
        }
    options = {option.id: option for option in activity.options}
    return {field(name, "choice"): (Annotated[str, forms.choice(options, missing=f"Choose one, {_READ_ON}")], ...)}


def _ticked(activity: Choosing, fields: Fields) -> tuple[Answer | None, Errors]:
    chosen = [option.id for option in activity.options if fields.get(field(activity.name, option.id))]
    if chosen:
        return {"chosen": chosen}, {}
    return None, {field(activity.name, activity.options[0].id): f"Tick what fits, {_READ_ON}"}


def _plan(activity: Plan, words: Mapping[str, str]) -> tuple[Answer | None, Errors]:
    written = {each.id: words[field(activity.name, each.id)] for each in activity.fields}
    if any(written.values()):
        return {"fields": written}, {}
    return None, {field(activity.name, activity.fields[0].id): f"Write something in one of the boxes, {_READ_ON}"}
