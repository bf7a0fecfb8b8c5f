"""The rule of thumb, at each of its edges and in its order."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from app.network.figures import Figures, figures
from app.network.model import Map
from app.network.presenters.summary import SHAPES
from app.network.shape import Shape, shape
from tests.network.drawn import maps, unhurried

_MIXED = replace(figures(Map()), people=10, places=3, activities=3, person_categories=3)


def _with(**changes: Any) -> Figures:
    return replace(_MIXED, **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Shape.MIXED),
        ({"people": 2}, Shape.SMALL),
        ({"people": 3}, Shape.MIXED),
        ({"people": 6, "professional": 0.4}, Shape.FORMAL),  # 12 in all
        ({"people": 7, "professional": 0.4}, Shape.MIXED),  # 13
        ({"people": 6, "professional": 0.39}, Shape.MIXED),
        ({"activities": 4, "person_categories": 4}, Shape.VARIED),
        ({"activities": 3, "person_categories": 4}, Shape.MIXED),
        ({"activities": 4, "person_categories": 3}, Shape.MIXED),
        ({"family": 0.5, "stability": 0.5}, Shape.FAMILY),
        ({"family": 0.49, "stability": 0.5}, Shape.MIXED),
        ({"family": 0.5, "stability": 0.49}, Shape.MIXED),
    ],
)
def test_where_each_shape_begins(changes: dict[str, float], expected: Shape) -> None:
    assert shape(_with(**changes)) is expected


_FAMILY = {"family": 0.5, "stability": 0.5}
_VARIED = {"activities": 4, "person_categories": 4}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({**_FAMILY, **_VARIED, "people": 2, "professional": 0.4}, Shape.SMALL),
        ({**_FAMILY, **_VARIED, "people": 5, "professional": 0.4}, Shape.FORMAL),
        ({**_FAMILY, **_VARIED}, Shape.VARIED),
    ],
)
def test_the_first_that_fits_counts(changes: dict[str, float], expected: Shape) -> None:
    assert shape(_with(**changes)) is expected


@unhurried
@given(maps())
def test_every_map_has_a_shape_with_words(drawn: Map) -> None:
    assert SHAPES[shape(figures(drawn))]
