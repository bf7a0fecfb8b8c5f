"""What everything on a map is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.network.model import Closeness, Kind, Node, Often
from app.network.presenters.voices import VOICES
from app.network.rules import Whose


@dataclass(frozen=True)
class Naming:
    """What is said differently of people, places and activities. `example` stands at the box for the name."""

    one: str
    many: str
    name: str
    example: str
    category_question: str


KINDS: Mapping[Kind, Naming] = {
    Kind.PERSON: Naming(
        one="person",
        many="People",
        name="Name or initials",
        example="Such as Jo, Mum, or J. Pets count too.",
        category_question="Who is it?",
    ),
    Kind.PLACE: Naming(
        one="place",
        many="Places",
        name="What is the place called?",
        example="Such as the allotment, Gran's, or the clinic.",
        category_question="What kind of place is it?",
    ),
    Kind.ACTIVITY: Naming(
        one="activity",
        many="Activities",
        name="What is it?",
        example="Such as choir, walking the dog, or Sunday lunch.",
        category_question="What kind of activity is it?",
    ),
}

CATEGORIES: Mapping[Kind, Mapping[str, str]] = {
    Kind.PERSON: {
        "partner": "Partner",
        "family": "Family",
        "friend": "Friend",
        "neighbour": "Neighbour",
        "colleague": "Somebody from work or college",
        "professional": "Professional",
        "peer": "Somebody in the same boat",
        "pet": "Pet",
        "online": "Somebody known online",
    },
    Kind.PLACE: {
        "home": "Home",
        "family_home": "Family's home",
        "work": "Work or college",
        "health": "Health",
        "faith": "Faith",
        "shop": "Shop or café",
        "outdoors": "Outdoors",
        "leisure": "Leisure",
        "online": "Online",
    },
    Kind.ACTIVITY: {
        "work": "Work",
        "learning": "Learning",
        "caring": "Caring for somebody",
        "exercise": "Moving",
        "creative": "Making things",
        "social": "Being with people",
        "faith": "Faith",
        "rest": "Rest",
        "online": "Online",
    },
}
# Said where somebody chooses, and too long for a table.
HINTS: Mapping[tuple[Kind, str], str] = {
    (Kind.PERSON, "professional"): "a nurse, a GP, a support worker",
    (Kind.PERSON, "peer"): "a support group, another carer",
    (Kind.PLACE, "health"): "a surgery, a hospital, the team's base",
    (Kind.PLACE, "leisure"): "a cinema, a pool, a library",
    (Kind.ACTIVITY, "exercise"): "walking, sport, gardening",
    (Kind.ACTIVITY, "creative"): "cooking, music, mending",
}
CLOSENESS: Mapping[Closeness, str] = {
    Closeness.CLOSE: "Very close",
    Closeness.NEAR: "Close",
    Closeness.FURTHER: "Further out",
}
OFTEN: Mapping[Often, str] = {
    Often.DAILY: "Every day, or nearly",
    Often.WEEKLY: "Every week",
    Often.MONTHLY: "Every month",
    Often.SELDOM: "Less often",
}

LEFT_OPEN = "Left open"


def category(node: Node) -> str:
    """What it is, as a table says it."""
    return CATEGORIES[node.kind][node.category]


def often(node: Node) -> str:
    """How often, as a table says it."""
    return OFTEN[node.often] if node.often else LEFT_OPEN


def effect(node: Node, whose: Whose) -> str:
    """What it does for whom the map is about."""
    return VOICES[whose].effects[node.effect]


def facts(node: Node, whose: Whose) -> str:
    """What it is, and what else was said of somebody: "Family, known for 30 years, lives with me"."""
    paid = "paid to be there" if node.is_professional and node.category != "professional" else ""
    lives = VOICES[whose].lives_with_short if node.lives_with else ""
    return ", ".join(filter(None, (category(node), known(node.years), lives, paid)))


def known(years: int | None) -> str:
    """For how long, in words; nothing where that was left out."""
    if years is None:
        return ""
    if years == 0:
        return "known for less than a year"
    return f"known for {years} year{'s' if years != 1 else ''}"
