"""What staff type about flags."""

from typing import Annotated
from uuid import UUID, uuid4

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Fields
from app.risk.rules import MOST_WORDS, Outcome, Urgency

MOST_TOLD = 10_000  # characters
RAISED = (Urgency.LOOK_NOW, Urgency.LOOK_TODAY)


def _own_or_new(value: object) -> UUID:
    # A worry is never turned away because the page that it was typed into was broken.
    try:
        return UUID(str(value))
    except ValueError:
        return uuid4()


class RaiseForm(BaseModel):
    """A worry that a member of staff tells of. `subject` is made with the page: sent twice, it is one flag."""

    subject: Annotated[UUID, BeforeValidator(_own_or_new)]
    urgency: Annotated[
        Urgency, forms.choice({each: each for each in RAISED}, missing="Choose how soon somebody must look")
    ]
    words: Annotated[str, forms.text(missing="Write what you were told, or what you saw", most=MOST_TOLD)]


class CloseForm(BaseModel):
    """What came of it."""

    outcome: Annotated[Outcome, forms.choice({each: each for each in Outcome}, missing="Choose what came of it")]
    close_words: Annotated[str, forms.text(missing="Write what was done, and by whom", most=MOST_WORDS)]


class ReferForm(BaseModel):
    """Who outside has it now."""

    refer_where: Annotated[str, forms.line(missing="Write to whom it is referred", most=100)]
    refer_words: Annotated[str, forms.text(missing="Write what you told them and what they do next", most=MOST_WORDS)]


class HandOverForm(BaseModel):
    """Which colleague has it now."""

    hand_over_to: Annotated[str, forms.line(missing="Choose a colleague")]
    hand_over_words: Annotated[str, forms.text(missing="Write what they should know", most=MOST_WORDS)]


class RefuseForm(BaseModel):
    """Why it should stay open."""

    refuse_words: Annotated[str, forms.text(missing="Write why it should stay open", most=MOST_WORDS)]


class NoteForm(BaseModel):
    """A note for everybody who works on it."""

    note_words: Annotated[str, forms.text(missing="Write your note", most=MOST_WORDS)]


def version_of(fields: Fields) -> int:
    """The version that the page was made from; 0, which none has, if somebody tampered with it."""
    typed = fields.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000000000") else 0
