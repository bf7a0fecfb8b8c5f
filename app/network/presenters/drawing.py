"""A map as a drawing: marks on three rings with their names, and the lines between them."""

from dataclasses import dataclass
from textwrap import wrap

from app.network import layout
from app.network.model import Effect, Kind, Map, Node, Relation
from app.network.presenters import tables, words
from app.network.presenters.voices import VOICES
from app.network.rules import Whose

_LINE = 13  # characters of a name in one line
# Said by a sign too, never by colour alone.
SIGNS = {Effect.POSITIVE: "+", Effect.NEUTRAL: "=", Effect.NEGATIVE: "\N{MINUS SIGN}"}


@dataclass(frozen=True)
class Mark:
    """One person, place or activity. `says` and `close` are all that the drawing shows of it, in words."""

    id: str
    kind: Kind
    effect: Effect
    sign: str
    name: tuple[str, ...]
    label: str
    says: str
    close: str
    href: str
    ring: int
    angle: int
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A link, from mark to mark."""

    first: str
    second: str
    relation: Relation
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Ring:
    """One of the three circles, the outermost first, and what it is called."""

    number: int
    radius: int
    name: str


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn, and the same in a sentence."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    rings: tuple[Ring, ...]
    centre: str
    side: int
    middle: int
    says: str


def of(drawn: Map, whose: Whose) -> Drawing:
    """The drawing of a map."""
    spots = layout.spots(drawn)
    marks = {node.id: _mark(node, spots[node.id], whose) for node in drawn.nodes}
    return Drawing(
        marks=tuple(marks.values()),
        lines=tuple(_line(marks[link.first], marks[link.second], drawn.relation(link)) for link in drawn.links),
        rings=tuple(
            Ring(ring, layout.RADII[ring], words.CLOSENESS[ring]) for ring in sorted(layout.RADII, reverse=True)
        ),
        centre=VOICES[whose].centre,
        side=layout.SIDE,
        middle=int(layout.CENTRE),
        says=_says(drawn),
    )


def name_of(label: str) -> tuple[str, ...]:
    """A name in at most two short lines; what does not fit stands in the table."""
    return tuple(wrap(label, _LINE, max_lines=2, placeholder="…"))


def _mark(node: Node, spot: layout.Spot, whose: Whose) -> Mark:
    facts = (node.label, words.category(node), words.effect(node, whose))
    return Mark(
        id=node.id,
        kind=node.kind,
        effect=node.effect,
        sign=SIGNS[node.effect],
        name=name_of(node.label),
        label=node.label,
        says=", ".join(facts),
        close=words.CLOSENESS[node.closeness],
        href=tables.href(whose, node.id),
        ring=int(spot.ring),
        angle=spot.angle,
        x=round(spot.x),
        y=round(spot.y),
    )


def _line(one: Mark, other: Mark, relation: Relation) -> Line:
    return Line(one.id, other.id, relation, one.x, one.y, other.x, other.y)


def _says(drawn: Map) -> str:
    counts = ", ".join(f"{words.KINDS[kind].many.lower()}: {len(drawn.of(kind))}" for kind in Kind)
    return (
        f"Three rings, the closest innermost. {counts.capitalize()}, links: {len(drawn.links)}. The tables name them."
    )
