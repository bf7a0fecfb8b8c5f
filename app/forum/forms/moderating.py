"""What moderators type: why, and what the writer reads."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel

from app.core import forms
from app.core.forms import Fields
from app.forum.rules.moderation import Reason
from app.forum.rules.offering import MOST_WORDS, STOPS

_REASONS = {each: each for each in Reason}
_WHY = "Choose why. The writer reads it"
_POST = "post-"


class ReturnForm(BaseModel):
    """Why a post goes back, and what its writer can do."""

    return_reason: Annotated[Reason, forms.choice(_REASONS, missing=_WHY)]
    return_words: Annotated[str, forms.text(missing="Write what they can change, kindly", most=MOST_WORDS)]


class HideForm(BaseModel):
    """Why a post is hidden."""

    hide_reason: Annotated[Reason, forms.choice(_REASONS, missing=_WHY)]
    hide_words: Annotated[str, forms.text(missing="", most=MOST_WORDS, optional=True)]


class LockForm(BaseModel):
    """Why nobody can reply any more."""

    lock_reason: Annotated[Reason, forms.choice(_REASONS, missing="Choose why. Everybody reads it")]
    lock_words: Annotated[str, forms.text(missing="", most=MOST_WORDS, optional=True)]


class MoveForm(BaseModel):
    """Where a thread goes."""

    board: Annotated[str, forms.line(missing="Choose a board")]
    move_words: Annotated[str, forms.text(missing="", most=MOST_WORDS, optional=True)]


class WarnForm(BaseModel):
    """What a member must change."""

    warn_board: Annotated[str, forms.line(missing="Choose a board")]
    warn_reason: Annotated[Reason, forms.choice(_REASONS, missing="Choose why. They read it")]
    warn_words: Annotated[str, forms.text(missing="Write what should change, and what stays welcome", most=MOST_WORDS)]


class StopForm(BaseModel):
    """How long a member may not write or come in, where, and why."""

    stop: Annotated[str, forms.choice(STOPS, missing="Choose what, and for how long")]
    stop_board: Annotated[str, forms.line(missing="Choose where")]
    stop_reason: Annotated[Reason, forms.choice(_REASONS, missing="Choose why. They read it")]
    stop_words: Annotated[str, forms.text(missing="Write why, and when they are welcome again", most=MOST_WORDS)]


class SpamForm(BaseModel):
    """What the writer of advertising is told."""

    words: Annotated[str, forms.text(missing="", most=MOST_WORDS, optional=True)]


class NoteForm(BaseModel):
    """A note for colleagues."""

    note_words: Annotated[str, forms.text(missing="Write your note", most=MOST_WORDS)]


def seen_of(fields: Fields) -> str:
    """What the page was made from."""
    return fields.get("seen", "")


def ticked(fields: Fields) -> set[UUID]:
    """The posts whose boxes are ticked."""
    return set(_ids(name.removeprefix(_POST) for name in fields if name.startswith(_POST)))


def _ids(words: Iterable[str]) -> Iterable[UUID]:
    for each in words:
        try:
            yield UUID(each)
        except ValueError:
            continue
