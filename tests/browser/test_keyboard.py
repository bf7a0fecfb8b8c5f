"""A whole module by keyboard alone."""

import pytest

from tests.browser.content import MODULES, addresses
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser

KEYBOARD_MODULE = "what-is-psychosis"


@pytest.fixture
def javascript() -> bool:
    """With it, since that is how most people come; a page may not catch the keyboard."""
    return True


def _tab_to(visitor: Visitor, words: str) -> None:
    """Presses Tab until something that begins with these words has the focus."""
    focused = "(document.activeElement.innerText || document.activeElement.value || '').trim()"
    for _key in range(250):
        visitor.page.keyboard.press("Tab")
        if str(visitor.page.evaluate(focused)).startswith(words):
            return
    raise AssertionError(f'"{words}" cannot be reached by keyboard on {visitor.page.url}')


def _enter(visitor: Visitor, words: str) -> None:
    _tab_to(visitor, words)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def test_a_whole_module_is_read_and_answered_by_keyboard_alone(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    _enter(visitor, "Modules")
    _enter(visitor, "What is psychosis?")
    _enter(visitor, "Start: ")
    pages = len(addresses(MODULES[0])) - 3
    for number in range(1, pages + 1):
        assert f"Page {number} of {pages}" in visitor.page.inner_text("main")
        _enter(visitor, "Mark as done")

    assert visitor.page.url.endswith(f"/modules/{KEYBOARD_MODULE}")
    assert "You have finished this module" in visitor.page.inner_text("main")


def test_an_answer_is_given_and_saved_by_keyboard_alone(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open(f"/modules/{KEYBOARD_MODULE}/what-is-happening")
    visitor.page.locator("form input[type=checkbox]").first.wait_for()
    while visitor.page.evaluate("document.activeElement.type") != "checkbox":
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    _enter(visitor, "Save")

    assert visitor.page.locator("form input[type=checkbox]").first.is_checked()
    assert "Saved on" in visitor.page.inner_text("main")


def test_the_staff_courses_questions_are_answered_by_keyboard_alone(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/training")
    _enter(visitor, "Six questions")
    for number in range(6):
        _tab_into_group(visitor, number)
        visitor.page.keyboard.press("Space")
        visitor.page.keyboard.press("ArrowDown")
    _enter(visitor, "See how you did")

    # Each second answer: the father, the mother and the Sunday night.
    assert "3 of 6 right" in visitor.page.inner_text("main")


def _tab_into_group(visitor: Visitor, number: int) -> None:
    names = "[...new Set([...document.querySelectorAll('input[type=radio]')].map(each => each.name))]"
    for _key in range(80):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(f"document.activeElement.name === {names}[{number}]"):
            return
    raise AssertionError(f"question {number + 1} cannot be reached by keyboard")
