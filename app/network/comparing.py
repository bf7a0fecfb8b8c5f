"""What became of a map between two moments. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from app.network.model import Link, Map, Node


class Became(StrEnum):
    """What happened to one thing on a map meanwhile."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Pair:
    """One thing before and after. None where it was not, or is not any more, on the map."""

    before: Node | None
    after: Node | None

    @property
    def became(self) -> Became:
        """Where it was dragged to on its ring is no change."""
        if self.before is None or self.after is None:
            return Became.GONE if self.after is None else Became.NEW
        return Became.SAME if _said(self.before) == _said(self.after) else Became.CHANGED


@dataclass(frozen=True)
class Comparison:
    """Two maps beside each other: everything that is on either, in the older one's order, then what is new."""

    before: Map
    after: Map
    pairs: tuple[Pair, ...]
    new_links: tuple[Link, ...]
    gone_links: tuple[Link, ...]


def compare(before: Map, after: Map) -> Comparison:
    """The older one first."""
    ids = dict.fromkeys(node.id for drawn in (before, after) for node in drawn.nodes)
    return Comparison(
        before,
        after,
        pairs=tuple(Pair(before.node(each), after.node(each)) for each in ids),
        new_links=tuple(link for link in after.links if link not in before.links),
        gone_links=tuple(link for link in before.links if link not in after.links),
    )


def _said(node: Node) -> tuple[object, ...]:
    return (
        node.label,
        node.category,
        node.effect,
        node.closeness,
        node.often,
        node.years,
        node.is_professional,
        node.lives_with,
    )
