"""What somebody posts: a thread, an answer, an edit."""

from typing import Annotated

from pydantic import BaseModel

from app.core import forms
from app.core.forms import Errors, Fields
from app.forum.rules.posts import CONDITIONS, MOST_TAGS, MOST_TEXT, MOST_TITLE, RELATIONSHIPS, STAGES, TAGS
from app.forum.service.drafting import Begun

_TAG = "tag-"
_GROUPS = (
    ("Who you are to the person you support", RELATIONSHIPS),
    ("What it is about", CONDITIONS),
    ("How far along", STAGES),
)


class ReplyForm(BaseModel):
    """An answer."""

    text: Annotated[str, forms.text(missing="Write something first", most=MOST_TEXT)]


class ThreadForm(BaseModel):
    """A new thread."""

    title: Annotated[str, forms.line(missing="Write a title, so that others can see what it is about", most=MOST_TITLE)]
    text: Annotated[str, forms.text(missing="Write something first", most=MOST_TEXT)]


def read(fields: Fields, *, has_title: bool) -> tuple[Begun | None, Errors]:
    """What was typed, tidied, or a sentence for each field that is wrong."""
    kind: type[ThreadForm | ReplyForm] = ThreadForm if has_title else ReplyForm
    form, errors = forms.parse(kind, fields)
    begun = typed(fields)
    if has_title and len(begun.tags) > MOST_TAGS:
        errors["tags"] = f"Choose {MOST_TAGS} or fewer"
    if form is None or errors:
        return None, errors
    title = form.title if isinstance(form, ThreadForm) else ""
    return Begun(title, form.text, begun.tags if has_title else (), begun.quote), {}


def typed(fields: Fields) -> Begun:
    """What stands in the boxes, right or wrong."""
    tags = tuple(each for each in TAGS if fields.get(_TAG + each))
    return Begun(fields.get("title", ""), fields.get("text", ""), tags, fields.get("quote", "")[:36])


def kept(begun: Begun) -> Fields:
    """The boxes filled again."""
    return {"title": begun.title, "text": begun.text, "quote": begun.quote} | {_TAG + each: each for each in begun.tags}


def tag_choices() -> list[tuple[str, list[dict[str, str]]]]:
    """The groups of tags, each with its boxes to tick."""
    return [
        (legend, [{"value": each, "text": words, "name": _TAG + each} for each, words in group.items()])
        for legend, group in _GROUPS
    ]
