"""A map as data: people, places and activities, and the links between them. Pure.

Source: Pinfold and others, Health Services and Delivery Research 2015;3(5). docs/network-map.md explains each part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any


class Kind(StrEnum):
    """What somebody puts on the map."""

    PERSON = "person"
    PLACE = "place"
    ACTIVITY = "activity"


class Effect(StrEnum):
    """What it does for the wellbeing of whom the map is about."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Closeness(IntEnum):
    """The ring it stands on. 1 is the innermost."""

    CLOSE = 1
    NEAR = 2
    FURTHER = 3


class Often(StrEnum):
    """How often they meet, are there or do it."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SELDOM = "seldom"


class Relation(StrEnum):
    """What a link says."""

    KNOW = "know"  # two people know each other
    TOGETHER = "together"  # an activity or a place, and what happens with it


CATEGORIES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: (
        "partner",
        "family",
        "friend",
        "neighbour",
        "colleague",
        "professional",
        "peer",
        "pet",
        "online",
    ),
    Kind.PLACE: ("home", "family_home", "work", "health", "faith", "shop", "outdoors", "leisure", "online"),
    Kind.ACTIVITY: ("work", "learning", "caring", "exercise", "creative", "social", "faith", "rest", "online"),
}


@dataclass(frozen=True)
class Node:
    """A person, a place or an activity. None is what was left out."""

    id: str
    kind: Kind
    label: str
    category: str
    effect: Effect = Effect.NEUTRAL
    closeness: Closeness = Closeness.NEAR
    often: Often | None = None
    years: int | None = None  # how long known, in whole years
    is_professional: bool = False  # paid to be there
    lives_with: bool = False
    # Where on its ring: degrees from the top, clockwise, 0 to 359. None is wherever there is room.
    angle: int | None = None


@dataclass(frozen=True)
class Link:
    """Two of the map's nodes, by id. It has no direction: the lesser id stands first."""

    first: str
    second: str

    @property
    def ends(self) -> frozenset[str]:
        """Both ids."""
        return frozenset((self.first, self.second))


@dataclass(frozen=True)
class Map:
    """Everything on a map, in the order in which it was put there."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    def node(self, node_id: str) -> Node | None:
        """The one with this id, if it is on the map."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def of(self, kind: Kind) -> tuple[Node, ...]:
        """All of one kind."""
        return tuple(node for node in self.nodes if node.kind is kind)

    def linked_to(self, node_id: str) -> tuple[Node, ...]:
        """What this one is linked to, in the map's order."""
        ids = {other for link in self.links if node_id in link.ends for other in link.ends - {node_id}}
        return tuple(node for node in self.nodes if node.id in ids)

    def relation(self, link: Link) -> Relation:
        """Two people know each other; all else happens together."""
        kinds = {node.kind for node in self.nodes if node.id in link.ends}
        return Relation.KNOW if kinds == {Kind.PERSON} else Relation.TOGETHER


def link_between(one: str, other: str) -> Link:
    """The one link that there can be between two."""
    first, second = sorted((one, other))
    return Link(first, second)


def put(drawn: Map, node: Node) -> Map:
    """With this one new, or as it is now if it was on the map before."""
    if drawn.node(node.id) is None:
        return replace(drawn, nodes=(*drawn.nodes, node))
    return replace(drawn, nodes=tuple(node if old.id == node.id else old for old in drawn.nodes))


def taken_off(drawn: Map, node_id: str) -> Map:
    """Without this one and without its links."""
    return Map(
        nodes=tuple(node for node in drawn.nodes if node.id != node_id),
        links=tuple(link for link in drawn.links if node_id not in link.ends),
    )


def linked(drawn: Map, node_id: str, others: Iterable[str]) -> Map:
    """With this one linked to exactly these. What is not on the map, and itself, is left out."""
    known = {node.id for node in drawn.nodes} - {node_id} if drawn.node(node_id) else set()
    kept = [link for link in drawn.links if node_id not in link.ends]
    new = [link_between(node_id, other) for other in dict.fromkeys(others) if other in known]
    before = {link: place for place, link in enumerate(drawn.links)}
    links = sorted([*kept, *new], key=lambda link: before.get(link, len(before)))
    return replace(drawn, links=tuple(links))


def as_data(drawn: Map) -> dict[str, Any]:
    """As it is stored, before it is locked: what JSON can hold."""
    return {
        "nodes": [asdict(node) for node in drawn.nodes],
        "links": [[link.first, link.second] for link in drawn.links],
    }


def from_data(data: Mapping[str, Any]) -> Map:
    """As it was stored."""
    return Map(
        nodes=tuple(_node(node) for node in data["nodes"]),
        links=tuple(link_between(one, other) for one, other in data["links"]),
    )


def _node(data: dict[str, Any]) -> Node:
    return Node(
        **data
        | {
            "kind": Kind(data["kind"]),
            "effect": Effect(data["effect"]),
            "closeness": Closeness(data["closeness"]),
            "often": Often(data["often"]) if data["often"] else None,
        }
    )
