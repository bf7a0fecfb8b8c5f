"""A question as words, another spelling, and the piece of a page that is shown."""

from hypothesis import given
from hypothesis import strategies as some

from app.core import forms
from app.search import wording
from app.search.entries import START, STOP


def test_what_is_said_in_every_question_is_left_out() -> None:
    assert wording.asked("why does my son not get out of bed") == "why does my not out of bed"


def test_what_somebody_quotes_stays_whole() -> None:
    assert wording.asked('"my son" asks') == '"my son" asks'


def test_a_question_of_nothing_else_stays_whole() -> None:
    assert wording.asked("my husband's brother") == "my"
    assert wording.asked("son's wife") == "son's wife"


def test_what_our_pages_call_otherwise_is_asked_in_both_ways() -> None:
    assert wording.asked("Hearing Things at night") == "Hearing Things at night or hearing voices at night"


def test_words_are_looked_up_once_and_without_their_endings() -> None:
    assert wording.beginnings("Carer's CARER a gp_notes!") == ["carer", "gp", "notes"]


def test_a_spelling_is_guessed_for_unknown_words_only() -> None:
    titles = ["What is psychosis?", "Schizophrenia", "voices"]

    assert wording.meant("Scizofrenia voces", unknown=["scizofrenia"], titles=titles) == "schizophrenia voces"
    assert wording.meant("xyzzy", unknown=["xyzzy"], titles=titles) == ""


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    words = f"One {START}bed{STOP}.\nA {START}bed{STOP} and a {START}lamp{STOP}.\nNothing."

    assert wording.snippet(words) == f"A {START}bed{STOP} and a {START}lamp{STOP}."


def test_a_long_stretch_is_cut_round_the_word() -> None:
    words = " ".join(["before"] * 60 + [f"{START}here{STOP}"] + ["after"] * 60)
    piece = wording.snippet(words)

    assert piece.startswith("… before")
    assert piece.endswith("after …")
    assert f"{START}here{STOP}" in piece
    assert len(piece.split()) == wording.SNIPPET + 2


@given(some.lists(some.sampled_from(["a", "b.", "\n", f"{START}c{STOP}", f"{START}d{STOP}'s"]), max_size=200))
def test_no_cut_leaves_a_mark_open(parts: list[str]) -> None:
    piece = wording.snippet(" ".join(parts))

    assert piece.count(START) == piece.count(STOP)
    assert len(piece.split()) <= wording.SNIPPET + 2


@given(some.text())
def test_what_is_readable_is_one_line_of_printable_signs(typed: str) -> None:
    assert forms.readable(typed).isprintable()
