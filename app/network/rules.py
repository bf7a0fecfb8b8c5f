"""Whose maps there are, and how much fits on one. Decided from data alone."""

from enum import StrEnum


class Whose(StrEnum):
    """The two maps that a relative can draw."""

    MINE = "mine"
    THEIRS = "theirs"  # of the person they support, as the relative sees it


MOST_NODES = 60
MOST_LABEL = 40  # characters
MOST_YEARS = 99
MOST_COPIES = 24  # of one map
