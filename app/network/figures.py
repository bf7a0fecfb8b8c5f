"""What can be counted on a map. Pure. None stands for what cannot be said of so few, or was left out.

Source: Pinfold and others, Health Services and Delivery Research 2015;3(5); docs/network-map.md has each formula.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.network.model import Kind, Map, Node, Often

LONG_KNOWN = 5  # years
_FAMILY = frozenset({"family", "partner"})
_WEEKLY = frozenset({Often.DAILY, Often.WEEKLY})
_KNOWN_TO = 2  # people who are linked to a place that holds them together


@dataclass(frozen=True)
class Figures:
    """The figures of one map. All shares are 0 to 1."""

    people: int
    places: int
    activities: int
    links: int
    person_categories: int
    diversity: float | None  # Blau's index of people's categories: 1 less the sum of the squared shares
    density: float | None  # links there are, of all that there could be: 2E / (n(n - 1))
    professional: float | None  # of people
    family: float | None  # of people, partners too
    positive: float | None  # of everything
    stability: float | None  # known for 5 years or more, of people of whom it is said
    reach: float | None  # seen every week or more often, of people of whom it is said
    isolates: int  # linked to nothing
    components: int  # groups that no link joins, isolates too
    bridges: tuple[str, ...]  # the ids of places that 2 people or more are linked to

    @property
    def size(self) -> int:
        """Everything on the map."""
        return self.people + self.places + self.activities


def figures(drawn: Map) -> Figures:
    """All of them."""
    people = drawn.of(Kind.PERSON)
    return Figures(
        people=len(people),
        places=len(drawn.of(Kind.PLACE)),
        activities=len(drawn.of(Kind.ACTIVITY)),
        links=len(drawn.links),
        person_categories=len({each.category for each in people}),
        diversity=blau([each.category for each in people]),
        density=_density(len(drawn.nodes), len(drawn.links)),
        professional=_share([each.is_professional for each in people]),
        family=_share([each.category in _FAMILY for each in people]),
        positive=_share([each.effect == "positive" for each in drawn.nodes]),
        stability=_share([each.years >= LONG_KNOWN for each in people if each.years is not None]),
        reach=_share([each.often in _WEEKLY for each in people if each.often is not None]),
        isolates=sum(not drawn.linked_to(each.id) for each in drawn.nodes),
        components=_components(drawn),
        bridges=tuple(each.id for each in drawn.of(Kind.PLACE) if _people_of(drawn, each) >= _KNOWN_TO),
    )


def blau(categories: Sequence[str]) -> float | None:
    """How mixed they are: 0 when all are alike, nearer to 1 the more kinds there are."""
    if not categories:
        return None
    return 1 - sum((count / len(categories)) ** 2 for count in Counter(categories).values())


def _density(nodes: int, links: int) -> float | None:
    return 2 * links / (nodes * (nodes - 1)) if nodes > 1 else None


def _share(marks: Sequence[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _people_of(drawn: Map, place: Node) -> int:
    return sum(each.kind is Kind.PERSON for each in drawn.linked_to(place.id))


def _components(drawn: Map) -> int:
    group = {node.id: node.id for node in drawn.nodes}
    for link in drawn.links:
        old, new = group[link.first], group[link.second]
        group = {node: new if of == old else of for node, of in group.items()}
    return len(set(group.values()))
