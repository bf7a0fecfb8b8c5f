"""A map as tables: everything that the drawing shows, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.network.model import Kind, Link, Map, Node, Relation
from app.network.presenters import words
from app.network.rules import Whose

HEAD = ("Name", "What", "Effect", "How close", "How often", "Linked with")


@dataclass(frozen=True)
class Line:
    """One row: the cells of HEAD, and the address where it is changed."""

    label: str
    cells: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class Table:
    """Everything of one kind."""

    kind: Kind
    caption: str
    lines: tuple[Line, ...]


def tables(drawn: Map, whose: Whose) -> list[Table]:
    """One for each kind that is on the map."""
    made = [_table(drawn, kind, whose) for kind in Kind]
    return [each for each in made if each.lines]


def links(drawn: Map, some: Sequence[Link]) -> list[str]:
    """Links as sentences: "Jo and Mum know each other", "Jo and choir go together"."""
    return [_link(drawn, link) for link in some if drawn.node(link.first) and drawn.node(link.second)]


def cells(drawn: Map, node: Node, whose: Whose) -> tuple[str, ...]:
    """What stands in a row behind the name."""
    return (
        words.facts(node, whose),
        words.effect(node, whose),
        words.CLOSENESS[node.closeness],
        words.often(node),
        ", ".join(each.label for each in drawn.linked_to(node.id)) or "Nothing yet",
    )


def href(whose: Whose, node_id: str) -> str:
    """Where somebody or something on a map is changed."""
    return f"/network-map/{whose}/items/{node_id}"


def _table(drawn: Map, kind: Kind, whose: Whose) -> Table:
    nodes = sorted(drawn.of(kind), key=lambda node: node.closeness)
    lines = tuple(Line(node.label, cells(drawn, node, whose), href(whose, node.id)) for node in nodes)
    return Table(kind, f"{words.KINDS[kind].many} ({len(lines)})", lines)


def _link(drawn: Map, link: Link) -> str:
    # The person first: "Jo" and then "the allotment".
    ends = [node for kind in Kind for node in drawn.of(kind) if node.id in link.ends]
    joined = " and ".join(node.label for node in ends)
    return f"{joined} know each other" if drawn.relation(link) is Relation.KNOW else f"{joined} go together"
