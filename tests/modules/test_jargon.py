"""Words that relatives meet: linked where a page first uses them, and explained on a page of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.accounts.models import Person
from tests.builders.content import html_of, library_of, make_content, write
from tests.page import Browser
from tests.people import Cast


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_content(tmp_path)


@pytest.fixture
def alice(cast: Cast, browser_as: Callable[[Person], Browser]) -> Browser:
    return browser_as(cast.alice)


def link(words: str, name: str) -> str:
    return f'<a class="hf-word" href="/words#{name}">{words}</a>'


def test_the_first_use_of_a_word_becomes_a_link(folder: Path) -> None:
    html = html_of(folder, "Ring her care coordinator. A care coordinator listens.")

    assert html == f"<p>Ring her {link('care coordinator', 'care-coordinator')}. A care coordinator listens.</p>\n"


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        ("Care coordinators change.", link("Care coordinators", "care-coordinator")),
        ("Ask the **keyworker**.", link("keyworker", "care-coordinator")),
        ("A mental health nurse came.", link("mental health nurse", "cpn")),
        (":::dont What hurts\n- shout at the CPN\n:::", link("CPN", "cpn")),
        (":::care urgent Ring if:\n- the nurse says so\n:::", link("nurse", "nurse")),
        (":::important Look\nThe nurse knows.\n:::", link("nurse", "nurse")),
    ],
)
def test_other_words_and_blocks_of_prose_are_linked_too(folder: Path, words: str, linked: str) -> None:
    assert linked in html_of(folder, words)


@pytest.mark.parametrize(
    "words",
    [
        "## The nurse",
        "[The nurse](/help-now)",
        "The nursery and the night-nurse.",
        "A small cpn.",
        "He has capacity.",
        ":::ask-your-team\n- Who is the nurse?\n:::",
        ":::story\ntitle: T\nteller: T\nprovenance: composite\ntext: The nurse came.\n:::",
    ],
)
def test_what_is_no_running_prose_or_another_word_is_left_alone(folder: Path, words: str) -> None:
    assert "hf-word" not in html_of(folder, words)


def test_a_page_about_a_word_does_not_link_it(folder: Path) -> None:
    write(
        folder / "en/01-first-steps/20-my-plan.md", "---\ntitle: Who is the nurse?\nsummary: S\n---\nA nurse. A CPN.\n"
    )
    first = library_of(folder).modules[0].pages[1].parts[0]

    assert first.html == f"<p>A nurse. A {link('CPN', 'cpn')}.</p>\n"  # type: ignore[union-attr]


def test_six_links_are_enough_for_one_page(folder: Path) -> None:
    terms = [f"word{letter}" for letter in "abcdefgh"]
    write(folder / "jargon.yaml", "".join(f"{each}:\n  word: {each}\n  plain: It is {each}.\n" for each in terms))

    html = html_of(folder, " ".join(terms[:4]) + ".\n\n" + " ".join(terms[4:]) + ".")

    assert html.count("hf-word") == 6
    assert "wordg wordh" in html


def test_content_may_link_to_a_word(folder: Path) -> None:
    assert '<a href="/words#cpn">' in html_of(folder, "See [this](/words#cpn).")


def test_alice_finds_the_words_from_the_modules_and_from_a_page(alice: Browser) -> None:
    assert "/words" in alice.visit("/modules").links
    assert "/words" in alice.visit("/modules/first-steps/what-now").links


def test_all_words_stand_from_a_to_z_with_letters_to_jump_to(alice: Browser) -> None:
    page = alice.visit("/words")

    assert [heading.text for heading in page.all("h3")] == ["Capacity", "Care coordinator", "CPN", "Nurse"]
    assert [href for href in page.links if href.startswith("#letter")] == ["#letter-C", "#letter-N"]
    assert "cpn" in {each.get("id") for each in page.all("section")}


def test_a_words_own_plural_is_no_other_word_for_it(alice: Browser) -> None:
    text = alice.visit("/words").text

    assert "Also: keyworker" in text
    assert "In Scotland the short form is the same." in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("keyworker", ["Care coordinator"]),
        ("nurse", ["CPN", "Nurse"]),
        ("house NURSE", ["CPN"]),
        ("to", ["Care coordinator", "Capacity", "CPN", "Nurse"]),
    ],
)
def test_alice_looks_a_word_up(alice: Browser, asked: str, found: list[str]) -> None:
    page = alice.visit(f"/words?q={asked}")

    assert [heading.text for heading in page.all("h3")] == found
    assert page.value("q") == asked


def test_alice_is_told_kindly_when_a_word_is_not_there(alice: Browser) -> None:
    page = alice.visit("/words?q=<b>")

    assert 'We have nothing for "<b>" yet' in page.text
    assert "it is a fair question" in page.text


def test_cora_may_read_the_words_and_a_stranger_may_not(
    cast: Cast, browser_as: Callable[[Person], Browser], stranger: Browser
) -> None:
    assert browser_as(cast.cora).visit("/words").h1 == "What the words mean"
    assert stranger.visit("/words").h1 == "Sign in"
