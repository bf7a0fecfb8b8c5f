"""Shares and numbers as they are written."""

import pytest

from app.reports.rates import Rate, number


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (12, 37, "12 of 37 (32.4%)"),
        (57, 281, "57 of 281 (20.3%)"),
        (159, 310, "159 of 310 (51.3%)"),
        (1, 16, "1 of 16 (6.3%)"),  # 6.25, rounded as people round
        (1234, 1234, "1,234 of 1,234 (100.0%)"),
        (0, 0, "0 of 0"),
    ],
)
def test_a_share_stands_beside_its_numbers(part: int, whole: int, words: str) -> None:
    assert str(Rate(part, whole)) == words


@pytest.mark.parametrize(("value", "words"), [(3.0, "3"), (2.5, "2.5"), (10.75, "10.75"), (45, "45"), (None, "–")])
def test_medians_are_written_as_people_write_them(value: float | None, words: str) -> None:
    assert number(value) == words
