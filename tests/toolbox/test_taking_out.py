"""Paper, cards and files: what a relative takes with them, and removing it all."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.toolbox import pdf
from tests.builders.toolbox import items_of, make_item
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PLANTED = "The spare key hangs behind the blue teapot"


def test_everything_stands_on_paper(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice, "Kettle on", source="first-steps/one")
    make_item(cast.alice, "Ring Mum", source="first-steps/two")

    page = browser_as(cast.alice).visit("/toolbox/print")

    assert "Kettle on" in page.text
    assert "Ring Mum" in page.text


def test_the_file_holds_everything_and_only_her_own(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice, PLANTED)
    make_item(cast.ben, "Ben's words")

    answer = browser_as(cast.alice).client.get("/toolbox/take-out")

    assert answer.headers["content-disposition"] == 'attachment; filename="my-toolbox.json"'
    [item] = json.loads(answer.text)["items"]
    assert item["lines"] == [["First I will", PLANTED]]


def test_the_card_holds_the_crisis_line_and_the_short_lines(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice, "Ring Mum")

    page = browser_as(cast.alice).visit(f"/toolbox/{item.id}/card")

    assert "In danger now: 999" in page.text
    assert cast.riverside.crisis_line_number in page.text
    assert "First: Ring Mum" in page.text


def test_a_note_makes_no_card(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/toolbox/notes/new", title="Tuesday", text="At ten")

    assert alice.visit(f"/toolbox/{items_of(cast.alice)[0].id}/card").status == 404


@pytest.mark.parametrize(
    "words",
    ["Kettle on", "One\tline\nand another", '#import "x" $ * _ <b> \\ "quoted"\n= not a heading', "", "Ça va, Zoë? ½"],
)
def test_a_plan_is_a_tagged_pdf_whatever_its_words(cast: Cast, browser_as: Browsers, words: str) -> None:
    item = make_item(cast.alice, words)

    answer = browser_as(cast.alice).client.get(f"/toolbox/{item.id}/pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in answer.content
    assert b"pdfuaid" in answer.content


def test_letters_without_a_font_are_a_kind_sentence(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice, "A sign that no font has: \U0010fffd")

    page = browser_as(cast.alice).visit(f"/toolbox/{item.id}/pdf")

    assert page.status == 422
    assert "print it from there" in page.text


def test_without_the_extra_there_is_no_pdf_and_no_link(
    cast: Cast, browser_as: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_item(cast.alice)
    monkeypatch.setattr(pdf, "is_available", lambda: False)

    alice = browser_as(cast.alice)

    assert f"/toolbox/{item.id}/pdf" not in alice.visit(f"/toolbox/{item.id}").links
    assert alice.visit(f"/toolbox/{item.id}/pdf").status == 404


@pytest.mark.parametrize("other", ["ben", "hugo", "cora", "tess"])
def test_nobody_else_gets_a_file_or_a_card(cast: Cast, browser_as: Browsers, other: str) -> None:
    item = make_item(cast.alice)
    browser = browser_as(getattr(cast, other))

    assert browser.visit(f"/toolbox/{item.id}/card").status == 404
    assert browser.visit(f"/toolbox/{item.id}/pdf").status == 404


def test_removing_everything_leaves_nothing_that_could_be_opened(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice)
    make_item(cast.ben)

    page = browser_as(cast.alice).submit("/toolbox/remove-everything")

    assert "It is removed" in page.text
    assert items_of(cast.alice) == []
    assert len(items_of(cast.ben)) == 1
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(text("SELECT owner_id FROM data_keys")).all() == [cast.ben.id]


def test_after_removing_everything_she_can_begin_again(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice)
    browser_as(cast.alice).submit("/toolbox/remove-everything")

    assert make_item(cast.alice, "Ring Mum").kept.lines == [["First I will", "Ring Mum"]]


def test_the_database_holds_none_of_her_words(cast: Cast, browser_as: Browsers, owner: Engine) -> None:
    make_item(cast.alice, PLANTED)
    browser_as(cast.alice).submit("/toolbox/about", name="Zebedee", triggers=PLANTED)
    with owner.connect() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'test', true)"))
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        rows = [str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))]

    assert len(rows) > len(tables)
    assert not [row for row in rows if "teapot" in row or "Zebedee" in row]
