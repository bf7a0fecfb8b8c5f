"""What is said differently of a map of one's own and of that of the person supported."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.network.model import Effect, Kind
from app.network.rules import Whose


@dataclass(frozen=True)
class Voice:
    """What is said differently of the two maps."""

    title: str
    about: str
    centre: str
    effects: Mapping[Effect, str]
    effect_questions: Mapping[Kind, str]
    lives_with: str
    lives_with_short: str
    often_questions: Mapping[Kind, str]
    prompts: tuple[str, ...]


VOICES: Mapping[Whose, Voice] = {
    Whose.MINE: Voice(
        title="My network map",
        about="The people, places and activities in your own life, and what each does for you.",
        centre="Me",
        effects={
            Effect.POSITIVE: "Good for me",
            Effect.NEUTRAL: "In between, or both",
            Effect.NEGATIVE: "Hard for me",
        },
        effect_questions={
            Kind.PERSON: "Are they good for you?",
            Kind.PLACE: "Is it good for you to be there?",
            Kind.ACTIVITY: "Is it good for you?",
        },
        lives_with="We live together",
        lives_with_short="lives with me",
        often_questions={
            Kind.PERSON: "How often do you see each other, or talk? (optional)",
            Kind.PLACE: "How often are you there? (optional)",
            Kind.ACTIVITY: "How often do you do it? (optional)",
        },
        prompts=(
            "Who did you talk to last week, even for a minute?",
            "Who would notice if you were not there?",
            "Where do you go when the house gets too small?",
            "What do you do that has nothing to do with caring?",
            "Whom could you ask to sit with you in a waiting room?",
        ),
    ),
    Whose.THEIRS: Voice(
        title="The map of the person I support",
        about="Their people, places and activities as you see them. They may see it differently.",
        centre="Them",
        effects={
            Effect.POSITIVE: "Good for them",
            Effect.NEUTRAL: "In between, or both",
            Effect.NEGATIVE: "Hard for them",
        },
        effect_questions={
            Kind.PERSON: "Are they good for the person you support, as you see it?",
            Kind.PLACE: "Is it good for the person you support to be there, as you see it?",
            Kind.ACTIVITY: "Is it good for the person you support, as you see it?",
        },
        lives_with="They live together",
        lives_with_short="lives with them",
        often_questions={
            Kind.PERSON: "How often do they see each other, or talk? (optional)",
            Kind.PLACE: "How often are they there? (optional)",
            Kind.ACTIVITY: "How often do they do it? (optional)",
        },
        prompts=(
            "Who do they talk to, even a little?",
            "Who comes to the house, or rings?",
            "Where do they still go, if only to the shop?",
            "What do they do on a better day?",
            "Who is glad to see them?",
        ),
    ),
}
