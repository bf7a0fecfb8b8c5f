"""What an author sees of their modules, without a database and without signing in."""

from pathlib import Path

import pytest

from app.modules.routes import preview
from tests.builders.content import make_content, write
from tests.page import Browser
from tests.statements import counted

FIRST = "/modules/first-steps/what-now"
PAGE = "en/01-first-steps/10-what-now.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_content(tmp_path)


@pytest.fixture
def author(folder: Path) -> Browser:
    return Browser(preview.create_app(folder))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/modules/first-steps",
        FIRST,
        "/modules/first-steps/print",
        "/modules/first-steps/print/plan",
        "/evidence",
        "/words",
        "/modules/first-steps/in-short",
    ],
)
def test_an_author_sees_every_page_and_asks_no_database(author: Browser, path: str) -> None:
    with counted() as sent:
        assert author.visit(path).status == 200

    assert sent == []


def test_an_author_sees_the_reading_age_and_what_to_look_at(author: Browser) -> None:
    page = author.visit(FIRST)

    assert "Reading age about 5" in page.text
    assert "Line 1: The number of words is" in page.text
    assert "The number of pages is 2: there should be 5 or more." in author.visit("/modules/first-steps").text


def test_what_is_said_to_an_answer_is_shown(author: Browser) -> None:
    assert "Write the hours down." in author.submit(FIRST, exercise="noticed", noticed__sleep="sleep").text


def test_a_change_is_seen_at_the_next_request(author: Browser, folder: Path) -> None:
    author.visit(FIRST)
    write(folder / PAGE, (folder / PAGE).read_text().replace("She waited.", "She waited all night."))

    assert "She waited all night." in author.visit(FIRST).text


def test_a_broken_file_is_shown_with_its_line_until_it_is_mended(author: Browser, folder: Path) -> None:
    whole = (folder / PAGE).read_text()
    write(folder / PAGE, whole.replace("title: What now?\n", ""))

    broken = author.visit(FIRST)
    write(folder / PAGE, whole)

    assert (broken.status, broken.h1) == (500, "Something must be mended first")
    assert f'content/{PAGE}:2: "title" is missing.' in broken.text
    assert author.visit(FIRST).h1 == "What now?"


@pytest.mark.parametrize("path", ["/home", "/toolbox", "/modules/gone"])
def test_what_belongs_to_a_person_is_not_there(author: Browser, path: str) -> None:
    assert author.visit(path).status == 404
