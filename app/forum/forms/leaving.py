"""What somebody who goes wants to happen."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel

from app.core import forms


class Going(StrEnum):
    """How much goes."""

    POSTS = "posts"
    KEEP = "leave"
    ALL = "leave-all"


class LeaveForm(BaseModel):
    """One choice, and that it is meant."""

    what: Annotated[Going, forms.choice({each: each for each in Going}, missing="Choose what should happen")]
    sure: Annotated[str, forms.choice({"yes": "yes"}, missing="Tick the box if you are sure")]
