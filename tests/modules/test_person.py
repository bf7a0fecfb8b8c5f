"""{{person}} in a page, and the places for what the reader wrote about them."""

from pathlib import Path

import pytest

from app.modules.content.blocks import Plan
from app.modules.content.library import PERSON, PERSON_AT_START, Yours
from tests.builders.content import html_of, library_of, make_content, write

PLAN = "en/01-first-steps/20-my-plan.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_content(tmp_path)


def test_a_sentence_marks_the_place_of_a_name(folder: Path) -> None:
    html = html_of(folder, "{{Person}} may sleep. Ask *what {{ person }} needs*.")

    assert html == f"<p>{PERSON_AT_START} may sleep. Ask <em>what {PERSON} needs</em>.</p>\n"


@pytest.mark.parametrize(
    "words",
    [
        "## What {{person}} needs",
        "[Read about {{person}}](/help-now)",
        ":::do What helps\n- Sit with {{person}}.\n:::",
        ":::story\ntitle: T\nteller: T\nprovenance: composite\ntext: I asked {{person}}.\n:::",
    ],
)
def test_a_name_may_stand_wherever_words_have_marks(folder: Path, words: str) -> None:
    assert PERSON in html_of(folder, words)


def test_titles_and_labels_say_it_in_general_words(folder: Path) -> None:
    write(folder / PLAN, "---\ntitle: What {{person}} needs\nsummary: S\n---\n:::dont {{Person}} hears\n- shout\n:::\n")
    page = library_of(folder).modules[0].pages[1]

    assert page.title == "What the person you support needs"
    assert "The person you support hears" in page.parts[0].html  # type: ignore[union-attr]


def test_what_a_picture_shows_is_said_in_general_words(folder: Path) -> None:
    write(folder / "en/01-first-steps/files/kettle.png", "")

    assert 'alt="Tea for the person you support"' in html_of(folder, "![Tea for {{person}}](files/kettle.png)")


def test_a_place_for_the_readers_own_words_stays_data(folder: Path) -> None:
    page = library_of(folder).modules[0].pages[1]

    assert Yours("early-signs") in page.parts
    assert "plan" in page.activities


def test_a_plan_says_which_box_begins_with_the_readers_words(folder: Path) -> None:
    plan = library_of(folder).modules[0].pages[1].activities["plan"]

    assert isinstance(plan, Plan)
    assert [each.yours for each in plan.fields] == [None, "contacts"]
