"""Alice looks a word up and prints the sheet for her fridge, in a real browser."""

import re

import pytest

from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser

PAGE = "/modules/services-and-your-rights/who-are-all-these-people"
SHEET = "/modules/services-and-your-rights/in-short"


@pytest.fixture
def alice(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(cast.alice.email)
    return visitor


def test_alice_follows_a_word_and_looks_another_up(alice: Visitor) -> None:
    alice.open(PAGE)
    alice.look("page-with-words")
    alice.page.locator("a.hf-word").first.click()
    assert "/words#" in alice.page.url
    alice.look("words")

    alice.fill("Look up a word or a short form", "nurse")
    alice.press("Look up")
    alice.look("words-found")
    alice.open("/words?q=xyzzy")
    alice.look("words-none")


def test_alice_reads_the_sheet_for_the_fridge(alice: Visitor) -> None:
    alice.open(SHEET)

    alice.look("in-short")
    assert alice.heading() == "In short: Services and your rights"


def test_the_sheet_for_the_fridge_is_one_sheet(alice: Visitor) -> None:
    alice.open(SHEET)
    printed = alice.page.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
