"""What a map suggests: one link to strengthen, and one place or activity to try. Pure; the words are presenters'."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from app.network.model import Effect, Kind, Map, Node, Often, link_between

_SELDOM = frozenset({Often.MONTHLY, Often.SELDOM})
# What asks least of somebody tired stands first. Faith and work are nobody's to suggest.
_TO_TRY = (
    (Kind.PLACE, "outdoors"),
    (Kind.ACTIVITY, "rest"),
    (Kind.PLACE, "shop"),
    (Kind.ACTIVITY, "social"),
    (Kind.ACTIVITY, "exercise"),
    (Kind.ACTIVITY, "creative"),
    (Kind.PLACE, "leisure"),
    (Kind.ACTIVITY, "learning"),
)


@dataclass(frozen=True)
class Strengthen:
    """Somebody to see more of; or, with a second one, to do something with."""

    person: Node
    with_this: Node | None = None


@dataclass(frozen=True)
class Try:
    """A kind and a category that is not on the map yet; or, with a node, something good that seldom happens."""

    kind: Kind
    category: str
    again: Node | None = None


def to_strengthen(drawn: Map) -> Strengthen | None:
    """Somebody good who is seen less than weekly; else somebody good to do a good thing with. None if neither.

    Of whom it is not said how often, they come after those who are seldom seen. Nobody who is paid to be there: how
    often they come is not the relative's to choose. Never a link that does harm.
    """
    people = [each for each in _good(drawn) if each.kind is Kind.PERSON and not each.is_professional]
    seldom = sorted((each for each in people if _could_be_more(each)), key=_near_and_known)
    if seldom:
        return Strengthen(seldom[0])
    things = [each for each in _good(drawn) if each.kind is not Kind.PERSON]
    apart = (pair for pair in product(people, things) if link_between(pair[0].id, pair[1].id) not in drawn.links)
    return next((Strengthen(person, thing) for person, thing in apart), None)


def to_try(drawn: Map) -> Try | None:
    """The easiest that is not on the map; else something good that is done seldom. None if neither."""
    there = {(each.kind, each.category) for each in drawn.nodes}
    new = next((Try(kind, category) for kind, category in _TO_TRY if (kind, category) not in there), None)
    seldom = (each for each in _good(drawn) if each.kind is not Kind.PERSON and each.often in _SELDOM)
    return new or next((Try(each.kind, each.category, each) for each in seldom), None)


def _good(drawn: Map) -> Iterator[Node]:
    return (each for each in drawn.nodes if each.effect is Effect.POSITIVE)


def _could_be_more(person: Node) -> bool:
    is_at_hand = person.lives_with or person.category == "pet"
    return person.often in _SELDOM or (person.often is None and not is_at_hand)


def _near_and_known(person: Node) -> tuple[bool, int, int]:
    return person.often is None, person.closeness, -(person.years or 0)
