"""Long lists a page at a time."""

import pytest

from app.core import pagination


@pytest.mark.parametrize(
    ("total", "asked", "shown", "offset"),
    [(0, 1, (1, 1), 0), (20, 1, (1, 1), 0), (21, 2, (2, 2), 20), (21, 9, (2, 2), 20), (21, -3, (1, 2), 0)],
)
def test_the_nearest_page_that_is_there_is_shown(total: int, asked: int, shown: tuple[int, int], offset: int) -> None:
    page = pagination.paged(total, number=asked)

    assert ((page.number, page.pages), page.offset) == (shown, offset)


def test_the_pages_beside_it_are_linked() -> None:
    links = pagination.neighbours(pagination.paged(50, number=2), href="/staff/inbox?show=all")

    assert links["previous"] == {"text": "1 of 3", "href": "/staff/inbox?show=all&page=1"}
    assert links["next"] == {"text": "3 of 3", "href": "/staff/inbox?show=all&page=3"}


def test_at_the_ends_there_is_nothing_beyond() -> None:
    links = pagination.neighbours(pagination.paged(3, number=1), href="/staff/inbox?show=all")

    assert links == {"previous": None, "next": None}
