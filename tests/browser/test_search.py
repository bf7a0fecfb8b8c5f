"""Alice looks for something in a real browser, with and without JavaScript."""

import pytest

from tests.browser.visitor import Visitor
from tests.builders.directory import make_resource
from tests.people import Cast

pytestmark = pytest.mark.browser

BOX = "A word, or a question in your own words"


def _ask(visitor: Visitor, question: str, name: str) -> None:
    visitor.fill(BOX, question)
    visitor.press("Search")
    visitor.look(name)


def test_alice_searches_from_home_and_reads_what_she_found(cast: Cast, visitor: Visitor) -> None:
    make_resource(cast.sue, "Riverside voices group", needs=["psychosis"])
    visitor.sign_in(cast.alice.email)
    visitor.look("home-with-search")
    visitor.fill("Look for a word, or a question in your own words", "hearing voices")
    visitor.press("Search")
    assert "/search?q=hearing" in visitor.page.url
    visitor.look("search-found")

    visitor.page.locator(".found a").first.click()
    visitor.page.go_back()
    _ask(visitor, "section 2", "search-word")
    _ask(visitor, "he said he would kill himself", "search-danger")
    _ask(visitor, "scitzophrenia", "search-meant")
    _ask(visitor, "x" * 250, "search-too-long")
    visitor.open("/modules")
    visitor.look("modules-with-search")


def test_the_menu_of_a_lead_fits_a_phone(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in(cast.tess.email)
    visitor.open("/search")
    visitor.look("search-lead")
