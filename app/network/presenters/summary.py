"""What a map says as a whole: its shape, two small ideas, and the figures. Words only."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.templating import plural
from app.network.figures import Figures
from app.network.model import Effect, Kind, Map
from app.network.rules import Whose
from app.network.shape import Shape
from app.network.trying import Strengthen, Try

HEAD = ("What", "How much", "What it means")

SHAPES: Mapping[Shape, tuple[str, str]] = {
    Shape.SMALL: ("Small", ""),
    Shape.FORMAL: (
        "Mostly formal, few links",
        (
            "Many of the people on it are paid to be there. They can be a great help. They also move on, and they are not "
            "there on a Sunday. One ordinary person, or one place where nobody asks about the illness, would go a long way."
        ),
    ),
    Shape.VARIED: (
        "Varied and active",
        (
            "There are several kinds of people on it, and several things to do. If one of them falls away, others are "
            "there. It can also be a lot to keep up: it is allowed to let something rest."
        ),
    ),
    Shape.FAMILY: (
        "Close family, steady",
        (
            "Many of the people on it are family, and many have been there for years. That holds when things get hard. "
            "It also means that a few people carry much, so it helps if they do not carry it alone."
        ),
    ),
    Shape.MIXED: ("Mixed", "It is a bit of everything. Most maps are."),
}

_MINE_TRY: Mapping[tuple[Kind, str], str] = {
    (Kind.PLACE, "outdoors"): "somewhere outdoors. A bench will do, or ten minutes round the block",
    (Kind.ACTIVITY, "rest"): "something that is only rest: a bath, a book, ten minutes with the door shut",
    (Kind.PLACE, "shop"): "a café or a shop where somebody knows your face",
    (Kind.ACTIVITY, "social"): "something with other people that is not about the illness",
    (Kind.ACTIVITY, "exercise"): "something that moves you. A walk with the radio on counts",
    (Kind.ACTIVITY, "creative"): "something for your hands: cooking, mending, music",
    (Kind.PLACE, "leisure"): "a place that is only for pleasure: a library, a pool, a match",
    (Kind.ACTIVITY, "learning"): "something to learn, as small as a new recipe",
}
_THEIR_TRY: Mapping[tuple[Kind, str], str] = {
    **_MINE_TRY,
    (Kind.PLACE, "shop"): "a café or a shop where somebody knows their face",
    (Kind.ACTIVITY, "exercise"): "something that moves them. A walk with the radio on counts",
    (Kind.ACTIVITY, "creative"): "something for their hands: cooking, mending, music",
}


@dataclass(frozen=True)
class Summary:
    """The parts of the page below the tables. `shape` is empty while there are too few people to say anything."""

    shape: str
    shape_words: str
    strengthen: str
    try_this: str
    rows: list[tuple[str, str, str]]


def summary(counted: Figures, found: Shape, ideas: tuple[Strengthen | None, Try | None], whose: Whose) -> Summary:
    """All of it in words."""
    title, said = SHAPES[found] if found is not Shape.SMALL else ("", "")
    link, thing = ideas
    strengthen = _strengthen(link, whose) if link else ""
    return Summary(title, said, strengthen, _try(thing, whose) if thing else "", rows(counted))


def is_hard(drawn: Map) -> bool:
    """Whether somebody on it is marked as hard, so that the page says where help is."""
    return any(each.effect is Effect.NEGATIVE for each in drawn.of(Kind.PERSON))


def rows(counted: Figures) -> list[tuple[str, str, str]]:
    """The figures, those that can be said of this map."""
    said: list[tuple[str, str | None, str]] = [
        ("On the map", _sizes(counted), "More is not better. What each of them does counts for more."),
        ("Links", _links(counted), "How many of all the links that there could be are there."),
        ("Groups", _groups(counted), "What hangs together. Things with no link stand alone."),
        (
            "How mixed",
            _number(counted.diversity),
            "0 if all people are of one kind, nearer to 1 the more kinds there are.",
        ),
        ("Family", _percent(counted.family), "Of all people on it. Partners are counted as family."),
        ("Paid to be there", _percent(counted.professional), "Of all people on it."),
        ("Marked as good", _percent(counted.positive), "Of everything on it."),
        ("Known for 5 years or more", _percent(counted.stability), "Of the people for whom you said how long."),
        ("Seen every week", _percent(counted.reach), "Of the people for whom you said how often."),
        ("Places that join people", str(len(counted.bridges)), "Places that are linked with two people or more."),
    ]
    return [(what, value, means) for what, value, means in said if value is not None]


def _sizes(counted: Figures) -> str:
    counts = (
        (counted.people, "person", "people"),
        (counted.places, "place", ""),
        (counted.activities, "activity", "activities"),
    )
    return ", ".join(plural(*each) for each in counts)


def _links(counted: Figures) -> str | None:
    return None if counted.density is None else f"{counted.links} ({_percent(counted.density)})"


def _groups(counted: Figures) -> str:
    return (
        f"{counted.components}, and {counted.isolates} of them alone" if counted.isolates else str(counted.components)
    )


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _strengthen(link: Strengthen, whose: Whose) -> str:
    name = link.person.label
    if link.with_this:
        both = f"{name} and {link.with_this.label} are both marked as good"
        verb = "go there" if link.with_this.kind is Kind.PLACE else "do that"
        asked = f"Could you {verb} together once?" if whose is Whose.MINE else f"Would they like to {verb} together?"
        return f"{both}, and they are not linked. {asked}"
    if whose is Whose.MINE:
        seldom = ", and you do not meet every week" if link.person.often else ""
        return f"{name} is marked as good for you{seldom}. A short message today would do."
    seldom = ", and they do not meet every week" if link.person.often else ""
    asked = "You could ask whether they would like more of that. It is theirs to say."
    return f"{name} is marked as good for them{seldom}. {asked}"


def _try(thing: Try, whose: Whose) -> str:
    if thing.again:
        is_place = thing.again.kind is Kind.PLACE
        seldom = (
            "it is seldom visited. Could there be a visit" if is_place else "it seldom happens. Could it happen once"
        )
        return f"{thing.again.label} is marked as good, and {seldom} this week?"
    words = (_MINE_TRY if whose is Whose.MINE else _THEIR_TRY)[thing.kind, thing.category]
    offered = "" if whose is Whose.MINE else " You could offer it once, and leave it with them."
    return f"There is nothing of this kind on the map yet: {words}.{offered}"
