"""The blocks of data in a page, as models. Validated with a writer as context, which makes their words safe HTML."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.checked_yaml import Strict
from app.modules.content.fields import Line, Name, Plain, Rich

PROVENANCE = {
    "composite": "Put together from what many relatives have said.",
    "real": "A real story, told with the teller's permission. Names are changed.",
    "actor": "A real story, told here by an actor.",
}


class Story(Strict):
    """Somebody's story, and where it comes from."""

    title: Plain
    teller: Plain
    provenance: Literal["composite", "real", "actor"]
    text: Rich


class Reflect(Strict):
    """A question to think about."""

    text: Rich


class Video(Strict):
    """A film with captions and the whole text."""

    title: Plain
    file: Line
    captions: Line
    transcript: Rich


class Download(Strict):
    """A link to the paper version of the module or of one activity."""

    title: Plain
    text: Rich
    prints: Name


class Option(Strict):
    """One thing to choose, and what is said when it was chosen."""

    id: Name
    text: Plain
    feedback: Rich


class Choosing(Strict):
    """An activity in which things are chosen: many in a checklist, one in a choice."""

    name: Name
    kind: Literal["checklist", "choice"]
    title: Plain
    text: Rich
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _refuse_twice("option", [option.id for option in self.options])
        return self


class FromPoint(Strict):
    """What is said from a point upwards."""

    from_: Annotated[int, Field(alias="from", ge=1)]
    text: Rich


class Scale(Strict):
    """An activity in which one number is chosen."""

    name: Name
    kind: Literal["scale"]
    title: Plain
    text: Rich
    low: Plain
    high: Plain
    points: Annotated[int, Field(ge=3, le=10)]
    feedback: Annotated[tuple[FromPoint, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        starts = [each.from_ for each in self.feedback]
        if starts[0] != 1 or starts != sorted(set(starts)) or starts[-1] > self.points:
            raise ValueError(f'"feedback" must begin at 1 and rise, up to {self.points} at most.')
        return self


class Box(Strict):
    """An activity with one box to write in."""

    name: Name
    kind: Literal["text"]
    title: Plain
    text: Rich
    label: Plain
    feedback: Rich


# What a relative can write down once about the person they support; app.toolbox.rules has the boxes.
YoursField = Literal["early-signs", "triggers", "contacts", "medicines"]


class PlanField(Strict):
    """One box of a plan."""

    id: Name
    label: Plain
    hint: Plain = ""
    # The short label under which the box stands on the wallet card; without one it does not.
    card: Plain = ""
    # Where it stands on a wide screen and on paper; without one it takes the whole width.
    column: Literal["left", "right", ""] = ""
    # Begun with what the relative wrote about the person.
    yours: YoursField | None = None


class Plan(Strict):
    """An activity with several boxes that print on one page."""

    name: Name
    kind: Literal["plan"]
    title: Plain
    text: Rich
    fields: Annotated[tuple[PlanField, ...], Field(min_length=1)]
    feedback: Rich

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _refuse_twice("field", [field.id for field in self.fields])
        return self


class Answer(Strict):
    """One answer to a question, what is said to it, and whether it fits what the page says."""

    text: Plain
    feedback: Rich
    fits: bool


class Question(Strict):
    """One question of a quiz."""

    id: Name
    question: Plain
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=5)]

    @model_validator(mode="after")
    def _one_fits(self) -> Self:
        if not any(answer.fits for answer in self.answers):
            raise ValueError(f'None of the answers to "{self.id}" has "fits: true".')
        return self


class Quiz(Strict):
    """Questions about what a page says. No marks, and nothing is kept."""

    name: Name
    kind: Literal["quiz"]
    title: Plain
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _refuse_twice("question", [question.id for question in self.questions])
        return self


Activity = Choosing | Scale | Box | Plan
ACTIVITIES: dict[str, type[Activity]] = {
    "checklist": Choosing,
    "choice": Choosing,
    "scale": Scale,
    "text": Box,
    "plan": Plan,
}


def _refuse_twice(noun: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'Two {noun}s are named "{name}": each needs a name of its own.')
