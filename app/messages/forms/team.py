"""What the team's pages ask for: the promise, a supporter's profile, a point for supervision."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.messages.rules.promise import MOST_DAYS

MOST_STORY, MOST_SHOWN_NAME, MOST_POINT = 500, 60, 2000  # characters


def _days(value: object) -> int:
    typed = str(value).strip()
    if not typed.isdecimal() or not 1 <= int(typed[:4]) <= MOST_DAYS:
        raise ValueError(f"Write a number of working days from 1 to {MOST_DAYS}")
    return int(typed)


class PromiseForm(BaseModel):
    """Within how many working days an answer is promised."""

    days: Annotated[int, BeforeValidator(_days)]


class ProfileForm(BaseModel):
    """How a supporter shows themself."""

    shown_name: Annotated[str, forms.line(missing="", most=MOST_SHOWN_NAME, optional=True)]
    story: Annotated[str, forms.text(missing="", most=MOST_STORY, optional=True)]


class PointForm(BaseModel):
    """Something to talk over with a supervisor."""

    text: Annotated[str, forms.text(missing="Write what you would like to talk over", most=MOST_POINT)]
