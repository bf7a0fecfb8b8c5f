"""What people send who speak up: reports, appeals, complaints, and the answers to them."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.forum.rules import complaints
from app.forum.rules.moderation import Decided, ReportReason
from app.forum.rules.speaking import MOST_WORDS

_SAY = "Write in a few words what is wrong, so that a moderator knows where to look"
_UPHELD = "Choose what you found"


class ReportForm(BaseModel):
    """Why somebody reports a post; all but one reason say enough by themselves."""

    reason: Annotated[ReportReason, forms.choice({each: each for each in ReportReason}, missing="Choose why")]
    words: Annotated[str, forms.text(missing="", most=MOST_WORDS, optional=True)]


class AppealForm(BaseModel):
    """Why a decision is wrong."""

    words: Annotated[str, forms.text(missing="Write why you think that it was wrong", most=MOST_WORDS)]


class ComplaintForm(BaseModel):
    """What somebody complains about."""

    words: Annotated[
        str, forms.text(missing="Write what went wrong, and what would put it right", most=complaints.MOST_WORDS)
    ]


class AnswerForm(BaseModel):
    """The answer to a report or an appeal."""

    decided: Annotated[Decided, forms.choice({each: each for each in Decided}, missing=_UPHELD)]
    words: Annotated[str, forms.text(missing="Write a kind sentence or two. They read it", most=MOST_WORDS)]


class ComplaintAnswerForm(AnswerForm):
    """The answer to a complaint."""

    words: Annotated[
        str, forms.text(missing="Write the answer. The one who complained reads it", most=complaints.MOST_WORDS)
    ]


def read_report(fields: Fields) -> tuple[ReportForm | None, Errors]:
    """A report, or a sentence for each field that is wrong."""
    form, errors = forms.parse(ReportForm, fields)
    if form and form.reason is ReportReason.OTHER and not form.words:
        return None, {"words": _SAY}
    return form, errors


def _ids(value: object) -> list[str]:
    return [each for each in str(value).split(",") if each]


class SeenReports(BaseModel):
    """The reports that an answer is to: those that stood on the page it was made from."""

    reports: Annotated[list[UUID], BeforeValidator(_ids)]


def number(fields: Fields, name: str) -> int:
    """A whole number in a hidden field; 0, which fits nothing, if somebody has changed it to something else."""
    found = fields.get(name, "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0  # noqa: PLR2004 - fits an integer
