"""What can be chosen on the form for somebody or something."""

from dataclasses import dataclass

from app.network.model import Kind
from app.network.presenters import words
from app.network.presenters.voices import VOICES
from app.network.rules import Whose

Options = list[dict[str, str]]


@dataclass(frozen=True)
class Choices:
    """The options of each field, and the questions that differ."""

    categories: Options
    effects: Options
    effect_question: str
    closeness: Options
    often: Options
    often_question: str


def of(kind: Kind, whose: Whose) -> Choices:
    """The options for this kind on this map."""
    voice = VOICES[whose]
    return Choices(
        categories=[{"value": "", "text": "Choose one"}, *(_category(kind, each) for each in words.CATEGORIES[kind])],
        effects=[{"value": each, "text": text} for each, text in voice.effects.items()],
        effect_question=voice.effect_questions[kind],
        closeness=[{"value": str(int(each)), "text": text} for each, text in words.CLOSENESS.items()],
        often=[
            {"value": "", "text": words.LEFT_OPEN},
            *({"value": v, "text": text} for v, text in words.OFTEN.items()),
        ],
        often_question=voice.often_questions[kind],
    )


def _category(kind: Kind, name: str) -> dict[str, str]:
    text, hint = words.CATEGORIES[kind][name], words.HINTS.get((kind, name))
    return {"value": name, "text": f"{text} ({hint})" if hint else text}
