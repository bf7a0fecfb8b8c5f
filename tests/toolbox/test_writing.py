"""Notes, and what a relative writes once about the person they support."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from tests.builders.toolbox import items_of, make_item
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def test_alice_keeps_a_note(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/toolbox/notes/new", title="Tuesday", text="The nurse comes at ten.\r\nAsk!")

    assert page.path == "/toolbox"
    assert "The nurse comes at ten." in page.text
    assert items_of(cast.alice)[0].kept.lines == [["", "The nurse comes at ten.\nAsk!"]]


def test_two_notes_do_not_take_each_others_place(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for title in ("One", "Two"):
        alice.submit("/toolbox/notes/new", title=title, text="")

    assert [item.kept.title for item in items_of(cast.alice)] == ["Two", "One"]


def test_a_note_without_a_title_keeps_the_words(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/toolbox/notes/new", title=" ", text="The nurse comes at ten.")

    assert page.status == 422
    assert "Give the note a title" in page.text
    assert page.value("text") == "The nurse comes at ten."


def test_alice_changes_a_note(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/toolbox/notes/new", title="Tuesday", text="At ten")
    [note] = items_of(cast.alice)

    shown = alice.visit(f"/toolbox/{note.id}/edit")
    changed = alice.submit(f"/toolbox/{note.id}/edit", title="Tuesday", text="At eleven")

    assert shown.value("text") == "At ten"
    assert changed.path == f"/toolbox/{note.id}"
    assert [item.kept.answer["text"] for item in items_of(cast.alice)] == ["At eleven"]


@pytest.mark.parametrize("other", ["ben", "hugo", "cora", "tess"])
def test_nobody_else_can_change_a_note(cast: Cast, browser_as: Browsers, other: str) -> None:
    browser_as(cast.alice).submit("/toolbox/notes/new", title="Tuesday", text="At ten")
    [note] = items_of(cast.alice)

    page = browser_as(getattr(cast, other)).submit(f"/toolbox/{note.id}/edit", title="Mine", text="now")

    assert page.status == 404
    assert items_of(cast.alice)[0].kept.title == "Tuesday"


def test_an_answer_is_changed_on_its_page_and_not_here(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)

    assert browser_as(cast.alice).visit(f"/toolbox/{item.id}/edit").status == 404


def test_what_alice_writes_about_sam_is_there_when_she_comes_back(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    saved = alice.submit("/toolbox/about", name="Sam", **{"early-signs": "Hoovers at night"})

    assert "It is kept" in saved.text
    assert alice.visit("/toolbox/about").value("name") == "Sam"
    assert "Hoovers at night" in alice.visit("/toolbox").text


def test_writing_again_takes_the_place_of_the_first(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for name in ("Sam", "S."):
        alice.submit("/toolbox/about", name=name)

    assert [item.kept.answer["fields"]["name"] for item in items_of(cast.alice)] == ["S."]


def test_empty_boxes_are_a_kind_sentence(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/toolbox/about", name="")

    assert page.status == 422
    assert "Write something in one of the boxes" in page.text


def test_a_name_that_is_too_long_loses_nothing_else(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/toolbox/about", name="x" * 41, triggers="No sleep")

    assert page.status == 422
    assert page.value("triggers") == "No sleep"


@pytest.mark.parametrize("other", ["cora", "sue", "max", "tess", "ada"])
def test_staff_have_no_such_page(cast: Cast, browser_as: Browsers, other: str) -> None:
    assert browser_as(getattr(cast, other)).visit("/toolbox/about").status == 404


def test_a_line_break_is_one_character_wherever_alice_types_it(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/toolbox/about", name="Sam", contacts="\r\n".join(["x"] * 500))

    assert page.status == 200
    assert items_of(cast.alice)[0].kept.answer["fields"]["contacts"] == "\n".join(["x"] * 500)
