"""What an edit changed, by words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.forum.rules.edits import Kind, Piece, Words, changes, diff


def test_the_name_that_was_taken_out_is_shown_as_gone() -> None:
    assert diff("He is on Maple Ward now.", "He is in hospital now.") == [
        Piece(Kind.SAME, "He is"),
        Piece(Kind.GONE, " on Maple Ward"),
        Piece(Kind.NEW, " in hospital"),
        Piece(Kind.SAME, " now."),
    ]


def test_each_version_is_compared_with_the_one_before() -> None:
    [first, second] = changes([Words("A", "one"), Words("B", "one"), Words("B", "two")])

    assert first == ([Piece(Kind.GONE, "A"), Piece(Kind.NEW, "B")], [Piece(Kind.SAME, "one")])
    assert second[1] == [Piece(Kind.GONE, "one"), Piece(Kind.NEW, "two")]


def test_two_long_texts_are_compared_at_once() -> None:
    old = " ".join(f"w{number % 101}" for number in range(2500))
    new = " ".join(f"w{number % 97}" for number in range(2500))
    began = time.perf_counter()

    diff(old, new)

    assert time.perf_counter() - began < 1


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_is_lost_of_either(old: str, new: str) -> None:
    pieces = diff(old, new)

    assert "".join(each.words for each in pieces if each.kind is not Kind.NEW) == old
    assert "".join(each.words for each in pieces if each.kind is not Kind.GONE) == new
