"""What is typed into a note, and about the person supported."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, create_model

from app.core import forms
from app.core.forms import Errors, Fields
from app.toolbox.rules import ABOUT_FIELDS, AboutField

MOST_NAME, MOST_FIELD, MOST_NOTE = 40, 1000, 5000  # characters
_NOTHING = "Write something in one of the boxes. You can leave the others empty"


class NoteForm(BaseModel):
    """A note."""

    title: Annotated[str, forms.line(missing="Give the note a title, such as a date or a name", most=100)]
    text: Annotated[str, forms.text(missing="", most=MOST_NOTE, optional=True)]


def _check(field: AboutField) -> object:
    if field.short:
        return forms.line(missing="", most=MOST_NAME, optional=True)
    return forms.text(missing="", most=MOST_FIELD, optional=True)


_AboutForm = create_model("_AboutForm", **{each.name: (Annotated[str, _check(each)], ...) for each in ABOUT_FIELDS})  # type: ignore[call-overload]


def parse_about(fields: Fields) -> tuple[dict[str, str] | None, Errors]:
    """What was written, by field, or a sentence for each that is wrong; something must be written."""
    form, errors = forms.parse(_AboutForm, fields)
    if form is None:
        return None, errors
    words = form.model_dump()
    return (words, {}) if any(words.values()) else (None, {ABOUT_FIELDS[0].name: _NOTHING})


def parse_team(fields: Fields, teams: Mapping[UUID, str]) -> tuple[UUID | None, Errors]:
    """The team chosen among one's own; without a choice when there is only one."""
    if len(teams) == 1:
        return next(iter(teams)), {}
    chosen = {str(team_id): team_id for team_id in teams}.get(fields.get("team", ""))
    return chosen, {} if chosen else {"team": "Choose a team"}
