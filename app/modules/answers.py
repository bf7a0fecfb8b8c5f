"""What an answer to an activity says back to the person, and how it stands in the toolbox. Decided from data alone.

An answer has the shape of its activity: {"chosen": [ids]}, {"point": 4}, {"text": words} or {"fields": {id: words}}.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.modules.content.blocks import Activity, Box, Choosing, Plan, Quiz, Scale

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to one thing that was chosen or written."""

    about: str
    words: Markup


@dataclass(frozen=True, slots=True)
class QuizReply:
    """What is said to the answer chosen, and which other answers fit what the page says."""

    about: str
    words: Markup
    fits: bool
    also: tuple[str, ...]


def replies(activity: Activity, answer: Answer) -> list[Reply]:
    """What is said after saving. An option that the activity no longer has is passed over."""
    if isinstance(activity, Choosing):
        chosen = set(answer.get("chosen", ()))
        return [Reply(option.text, option.feedback) for option in activity.options if option.id in chosen]
    if isinstance(activity, Scale):
        point = int(answer.get("point", 0))
        fitting = [step.text for step in activity.feedback if step.from_ <= point]
        return [Reply(f"{point} of {activity.points}", fitting[-1])] if fitting else []
    return [Reply("", activity.feedback)]


def lines(activity: Activity, answer: Answer) -> list[list[str]]:
    """The answer in plain words, as pairs of a label and what stands beside it."""
    if isinstance(activity, Box):
        return [[activity.label, str(answer["text"])]]
    if isinstance(activity, Plan):
        return [
            [field.label, answer["fields"][field.id]] for field in activity.fields if answer["fields"].get(field.id)
        ]
    if isinstance(activity, Scale):
        scale = f"From 1 ({activity.low}) to {activity.points} ({activity.high})"
        return [[scale, str(answer["point"])], *(["What this can mean", _plain(r)] for r in replies(activity, answer))]
    return [[reply.about, _plain(reply)] for reply in replies(activity, answer)]


def card(activity: Activity, answer: Answer) -> list[list[str]]:
    """The lines of a plan that fit into a wallet, under their short labels."""
    if not isinstance(activity, Plan):
        return []
    written = answer["fields"]
    return [[field.card, written[field.id]] for field in activity.fields if field.card and written.get(field.id)]


def quiz_replies(quiz: Quiz, chosen: Mapping[str, int]) -> dict[str, QuizReply]:
    """By question: what is said to the answer chosen, the place of which is counted from 0."""
    return {
        question.id: QuizReply(
            about=(answer := question.answers[chosen[question.id]]).text,
            words=answer.feedback,
            fits=answer.fits,
            also=tuple(each.text for each in question.answers if each.fits and each is not answer),
        )
        for question in quiz.questions
        if question.id in chosen
    }


def _plain(reply: Reply) -> str:
    return " ".join(reply.words.striptags().split())
