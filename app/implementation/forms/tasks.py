"""What is typed about a task of the checklist."""

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.implementation.forms.days import day, shown
from app.implementation.queries.tasks import Line
from app.implementation.rules import MOST_EVIDENCE, MOST_TITLE, Construct, TaskState
from app.implementation.service.tasks import Wanted

_STATES = {each: each for each in TaskState}
_NOBODY = "Choose somebody who works here"


class StateForm(BaseModel):
    """What the one whose task it is can say of it."""

    state: Annotated[TaskState, forms.choice(_STATES, missing="Choose how far it is")]
    evidence: Annotated[str, forms.text(missing="", most=MOST_EVIDENCE, optional=True)]


class TaskForm(StateForm):
    """What the lead can say of it."""

    owner: str
    due: Annotated[date | None, BeforeValidator(day)]


class TitleForm(BaseModel):
    """A task of the trust's own."""

    title: Annotated[str, forms.line(missing="Write in a few words what is to be done", most=MOST_TITLE)]


class NewForm(TitleForm):
    """A new one, and where it belongs."""

    part: Annotated[Construct, forms.choice({each: each for each in Construct}, missing="Choose where it belongs")]


def read_own(fields: Fields, *, task: Line) -> tuple[Wanted | None, Errors]:
    """How far the one whose task it is has come; the rest stays as it is."""
    form, errors = forms.parse(StateForm, fields)
    if form is None:
        return None, errors
    title = "" if task.ours else task.title
    return Wanted(form.state, task.owner_id, task.due_on, form.evidence, title), {}


def read_task(fields: Fields, *, task: Line, staff: Collection[UUID]) -> tuple[Wanted | None, Errors]:
    """What the lead makes of a task; `staff` are those who can have it."""
    form, errors = forms.parse(TaskForm, fields)
    named, title_errors = (None, {}) if task.ours else forms.parse(TitleForm, fields)
    errors = title_errors | errors
    if form and form.owner and form.owner not in {str(each) for each in (*staff, task.owner_id)}:
        errors["owner"] = _NOBODY
    if form is None or errors:
        return None, errors
    owner_id = UUID(form.owner) if form.owner else None
    return Wanted(form.state, owner_id, form.due, form.evidence, named.title if named else ""), {}


def read_new(fields: Fields) -> tuple[NewForm | None, Errors]:
    """A new task of the trust's own."""
    return forms.parse(NewForm, fields)


def kept(task: Line) -> dict[str, str]:
    """The form of a task as it is."""
    return {
        "title": task.title,
        "state": task.state.value,
        "owner": str(task.owner_id or ""),
        "due": shown(task.due_on),
        "evidence": task.evidence,
    }
