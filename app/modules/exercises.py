"""An activity or a quiz as one person sees it: filled with what they gave, and with what is said to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from app.core.forms import Errors
from app.modules import answers, forms
from app.modules.answers import Answer, QuizReply, Reply
from app.modules.content.blocks import Activity, Box, Choosing, Question, Quiz, Scale


@dataclass(frozen=True)
class Choice:
    """One thing to tick or choose."""

    text: str
    value: str
    name: str


@dataclass(frozen=True)
class Asked:
    """One group of things to choose from, or one box to write in."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    reply: QuizReply | None = None
    column: str = ""


@dataclass(frozen=True)
class Exercise:
    """An activity or a quiz as one person sees it: filled with what they gave, and with what is said to it."""

    kind: str
    name: str
    title: str
    text: Markup | str
    asked: tuple[Asked, ...]
    replies: tuple[Reply, ...] = ()
    saved_at: datetime | None = None
    is_outdated: bool = False


@dataclass(frozen=True)
class Given:
    """What somebody gave to one activity or quiz: from their toolbox, or just now, perhaps with mistakes."""

    form: Mapping[str, str]
    errors: Errors
    answer: Answer | None = None
    quiz: Mapping[str, int] | None = None
    saved_at: datetime | None = None
    # The module has changed since it was saved.
    is_outdated: bool = False


NOTHING = Given({}, {})


def view(part: Activity | Quiz, given: Given) -> Exercise:
    """An activity or a quiz with its form filled, and with what is said to the answer."""
    if isinstance(part, Quiz):
        return _quiz(part, given)
    return Exercise(
        kind=part.kind,
        name=part.name,
        title=part.title,
        text=part.text,
        asked=tuple(_asked(part, given)),
        replies=tuple(answers.replies(part, given.answer)) if given.answer is not None else (),
        saved_at=given.saved_at,
        is_outdated=given.is_outdated,
    )


def _quiz(part: Quiz, given: Given) -> Exercise:
    replies = answers.quiz_replies(part, given.quiz or {})
    asked = [_question(part, question, given, replies.get(question.id)) for question in part.questions]
    return Exercise(part.kind, part.name, part.title, "", tuple(asked))


def _question(part: Quiz, question: Question, given: Given, reply: QuizReply | None) -> Asked:
    choices = [(answer.text, str(place)) for place, answer in enumerate(question.answers)]
    return replace(_one_of(forms.field(part.name, question.id), question.question, choices, given), reply=reply)


def _asked(part: Activity, given: Given) -> list[Asked]:
    name = part.name
    if isinstance(part, Choosing) and part.kind == "choice":
        return [
            _one_of(forms.field(name, "choice"), part.title, [(each.text, each.id) for each in part.options], given)
        ]
    if isinstance(part, Choosing):
        return [_ticked(part, given)]
    if isinstance(part, Scale):
        ends = {1: f"1, {part.low}", part.points: f"{part.points}, {part.high}"}
        points = [(ends.get(point, str(point)), str(point)) for point in range(1, part.points + 1)]
        return [_one_of(forms.field(name, "point"), part.title, points, given)]
    if isinstance(part, Box):
        return [_box(forms.field(name, "text"), part.label, "", given)]
    return [
        replace(_box(forms.field(name, each.id), each.label, each.hint, given), column=each.column)
        for each in part.fields
    ]


def _ticked(part: Choosing, given: Given) -> Asked:
    choices = tuple(Choice(each.text, each.id, forms.field(part.name, each.id)) for each in part.options)
    return Asked(
        id=choices[0].name,
        label=part.title,
        error=given.errors.get(choices[0].name, ""),
        choices=choices,
        chosen=tuple(choice.value for choice in choices if choice.name in given.form),
    )


def _one_of(name: str, label: str, choices: Sequence[tuple[str, str]], given: Given) -> Asked:
    return Asked(
        id=name,
        label=label,
        error=given.errors.get(name, ""),
        choices=tuple(Choice(text, value, name) for text, value in choices),
        chosen=(given.form[name],) if name in given.form else (),
    )


def _box(name: str, label: str, hint: str, given: Given) -> Asked:
    return Asked(id=name, label=label, hint=hint, value=given.form.get(name, ""), error=given.errors.get(name, ""))
