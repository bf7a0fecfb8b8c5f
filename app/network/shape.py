"""What a map looks like as a whole. Our own rule of thumb: nobody has published where one type ends. Pure."""

from enum import StrEnum

from app.network.figures import Figures

_FEW_PEOPLE = 3
_FORMAL_SHARE, _FORMAL_SIZE = 0.4, 12
_VARIED_ACTIVITIES, _VARIED_CATEGORIES = 4, 4
_FAMILY_SHARE, _STEADY_SHARE = 0.5, 0.5


class Shape(StrEnum):
    """A way of talking about a map, and no more than that."""

    SMALL = "small"
    FORMAL = "mostly formal, few links"
    VARIED = "varied and active"
    FAMILY = "close family, steady"
    MIXED = "mixed"


def shape(counted: Figures) -> Shape:
    """The first that fits, in the order of the vocabulary."""
    if counted.people < _FEW_PEOPLE:
        return Shape.SMALL
    if (counted.professional or 0) >= _FORMAL_SHARE and counted.size <= _FORMAL_SIZE:
        return Shape.FORMAL
    if counted.activities >= _VARIED_ACTIVITIES and counted.person_categories >= _VARIED_CATEGORIES:
        return Shape.VARIED
    if (counted.family or 0) >= _FAMILY_SHARE and (counted.stability or 0) >= _STEADY_SHARE:
        return Shape.FAMILY
    return Shape.MIXED
