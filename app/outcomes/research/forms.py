"""What a lead writes about a study."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel

from app.core import forms
from app.core.forms import Fields
from app.outcomes.research.queries import Study
from app.outcomes.research.rules import LEAST_WORDS, MOST_APPROVAL, MOST_CONTACT, MOST_TITLE, MOST_WORDS
from app.outcomes.research.service import Wording

_SHORT = (
    f"That is too short to say what people agree to. Use {LEAST_WORDS} characters or more: what it is for, who does it, "
    "what is done with the answers and for how long they are kept"
)


def _long_enough(words: str) -> str:
    if len(words) < LEAST_WORDS:
        raise ValueError(_SHORT)
    return words


class StudyForm(BaseModel):
    """A study as relatives are asked about it."""

    title: Annotated[str, forms.line(missing="Write what the study is called", most=MOST_TITLE)]
    approval: Annotated[str, forms.line(missing="Write who approved it, and under which reference", most=MOST_APPROVAL)]
    contact: Annotated[str, forms.text(missing="Write whom people can ask, and how", most=MOST_CONTACT)]
    words: Annotated[
        str,
        AfterValidator(_long_enough),
        forms.text(missing="Write what people agree to", most=MOST_WORDS),
    ]

    @property
    def wording(self) -> Wording:
        """The same for the service."""
        return Wording(self.title, self.approval, self.contact, self.words)


class AgreeForm(BaseModel):
    """A relative's yes."""

    agreed: Annotated[str, forms.choice({"yes": ""}, missing="Tick the box if you want to take part")]


def kept(study: Study) -> Mapping[str, str]:
    """The words of a study as they can be changed."""
    facts = {"title": study.title, "approval": study.approval, "contact": study.contact, "words": study.words}
    return {**facts, "study_id": str(study.id)}


def study_id_of(fields: Fields) -> UUID | None:
    """Which study a form was shown for; None if none or no id stands there."""
    try:
        return UUID(fields.get("study_id", ""))
    except ValueError:
        return None
