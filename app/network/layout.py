"""Where everything stands in the drawing: three rings round whom the map is about. Pure.

Lengths are in units of the drawing, SIDE wide and high; angles in degrees from the top, clockwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import cos, hypot, radians, sin

from app.network.model import Closeness, Map, Node

SIDE = 800
CENTRE = SIDE / 2
RADII: Mapping[Closeness, int] = {Closeness.CLOSE: 135, Closeness.NEAR: 235, Closeness.FURTHER: 330}
_STEP = 6  # degrees from one place that is tried to the next: all that fits on a map has its own, on one ring too
# What a mark takes up together with its name below it. Two that are one of these apart do not touch.
_WIDE, _HIGH = 118, 68
_ROOMY = 1.6  # of these: further apart is no better than near what it is linked with


@dataclass(frozen=True)
class Spot:
    """A place on a ring."""

    ring: Closeness
    angle: int

    @cached_property
    def x(self) -> float:
        """From the left."""
        return CENTRE + RADII[self.ring] * sin(radians(self.angle))

    @cached_property
    def y(self) -> float:
        """From the top."""
        return CENTRE - RADII[self.ring] * cos(radians(self.angle))


def spots(drawn: Map) -> dict[str, Spot]:
    """A spot for each by its id: where it was moved to, else where there is most room, near what it is linked with.

    One that is put on the map later moves none of those that are there.
    """
    placed = {node.id: Spot(node.closeness, node.angle) for node in drawn.nodes if node.angle is not None}
    for node in drawn.nodes:
        if node.id not in placed:
            placed[node.id] = _best(node, placed, drawn)
    return placed


def settled(drawn: Map) -> Map:
    """The same map with every spot written down, so that moving one leaves the others where they are."""
    where = spots(drawn)
    return replace(drawn, nodes=tuple(replace(node, angle=where[node.id].angle) for node in drawn.nodes))


def like(drawn: Map, other: Map) -> Map:
    """The same map with what was never moved standing where it stands on the other one, if it is on the same ring there."""
    where = spots(other)

    def placed(node: Node) -> Node:
        there = where.get(node.id)
        return (
            replace(node, angle=there.angle) if node.angle is None and there and there.ring is node.closeness else node
        )

    return replace(drawn, nodes=tuple(placed(node) for node in drawn.nodes))


def _best(node: Node, placed: Mapping[str, Spot], drawn: Map) -> Spot:
    others = [(spot.x, spot.y) for spot in placed.values()]
    friends = [placed[each.id] for each in drawn.linked_to(node.id) if each.id in placed]
    enough = _ROOMY if friends else SIDE
    return max(
        _tried(node.closeness), key=lambda spot: (min(_room(spot, others), enough), -_reach(spot, friends), -spot.angle)
    )


@cache
def _tried(ring: Closeness) -> tuple[Spot, ...]:
    return tuple(Spot(ring, angle) for angle in range(0, 360, _STEP))


def _room(spot: Spot, others: Sequence[tuple[float, float]]) -> float:
    """How far the nearest is, in widths or heights of a mark with its name."""
    x, y = spot.x, spot.y
    return round(min([max(abs(x - left) / _WIDE, abs(y - top) / _HIGH) for left, top in others], default=0), 2)


def _reach(spot: Spot, friends: Sequence[Spot]) -> float:
    return round(sum(hypot(spot.x - each.x, spot.y - each.y) for each in friends))
