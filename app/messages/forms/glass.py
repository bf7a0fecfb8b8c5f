"""What somebody sends who asks to open a conversation in an emergency."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import EmailAddress, Errors, Fields
from app.messages.rules.glass import MOST_REASON, SHORTEST_REASON, Category
from app.messages.service.glass import Request

TOLD, NOT_TOLD = "yes", "no"
_CHOOSE = "Choose one conversation"


class FindForm(BaseModel):
    """Whom it is about: an exact address, since nobody may leaf through who writes here."""

    email: EmailAddress


def _long_enough(words: str) -> str:
    if len(words) < SHORTEST_REASON:
        raise ValueError(f"Use {SHORTEST_REASON} characters or more, so that somebody else can judge it")
    return words


def _conversation(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise ValueError(_CHOOSE) from None


class AskForm(BaseModel):
    """Which conversation, for what, and why."""

    email: EmailAddress
    conversation: Annotated[UUID, BeforeValidator(_conversation)]
    category: Annotated[Category, forms.choice({each: each for each in Category}, missing="Choose what it is about")]
    why: Annotated[str, forms.text(missing="Write why it must be read", most=MOST_REASON), AfterValidator(_long_enough)]
    told: Annotated[
        str, forms.choice({TOLD: "", NOT_TOLD: ""}, missing="Choose whether the relative is told that you read it")
    ]


class NotToldForm(BaseModel):
    """Why it would be dangerous to tell the relative."""

    why_not_told: Annotated[
        str,
        forms.text(missing="Write why it would put somebody in danger to tell them", most=MOST_REASON),
        AfterValidator(_long_enough),
    ]


def read(fields: Fields) -> tuple[Request | None, Errors]:
    """The request, or a sentence for each field that is wrong."""
    form, errors = forms.parse(AskForm, fields)
    why_not_told = ""
    if fields.get("told") == NOT_TOLD:
        second, more = forms.parse(NotToldForm, fields)
        errors, why_not_told = errors | more, second.why_not_told if second else ""
    if form is None or errors:
        return None, errors
    return Request(form.conversation, form.category, form.why, why_not_told), {}
