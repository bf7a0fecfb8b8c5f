"""Network maps in a real browser: everything can be done on the tables, with JavaScript and without."""

import pytest

from app.network.model import put, taken_off
from app.network.rules import Whose
from tests.browser.visitor import Visitor
from tests.builders.network import a_map, change, keep_copy, make_map, map_of, node
from tests.people import Cast

pytestmark = pytest.mark.browser

MINE = "/network-map/mine"


def test_alice_draws_a_small_map(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/network-map")
    visitor.look("network-maps")
    visitor.follow("My network map")
    visitor.look("network-empty")
    _add_jo(visitor)
    visitor.look("network-one")
    _add_the_allotment(visitor)
    visitor.follow("Link it with others on the map")
    visitor.look("network-links")
    visitor.page.get_by_label("Jo", exact=True).check()
    visitor.press("Keep the links")
    visitor.look("network-two")
    visitor.follow("The allotment")
    visitor.look("network-change")
    visitor.follow("Take it off the map")
    visitor.look("network-take-off")
    visitor.press("Take it off")

    assert [each.label for each in map_of(cast.alice).drawn.nodes] == ["Jo"]


def _add_jo(visitor: Visitor) -> None:
    visitor.open(f"{MINE}/add/person")
    visitor.look("network-add")
    visitor.press("Put it on the map")
    visitor.look("network-add-wrong")
    visitor.fill("Name or initials", "Jo")
    visitor.page.get_by_label("Who is it?").select_option("Friend")
    visitor.page.get_by_label("Good for me").check()
    visitor.page.get_by_label("Very close").check()
    visitor.fill("Known for how many years? (optional)", "12")
    visitor.press("Put it on the map")


def _add_the_allotment(visitor: Visitor) -> None:
    visitor.open(f"{MINE}/add/place")
    visitor.fill("What is the place called?", "The allotment")
    visitor.page.get_by_label("What kind of place is it?").select_option("Outdoors")
    visitor.page.get_by_label("Good for me").check()
    visitor.page.get_by_label("Close", exact=True).check()
    visitor.press("Put it on the map")


def test_a_map_of_five_is_looked_at_printed_and_kept(visitor: Visitor, cast: Cast) -> None:
    make_map(cast.alice)
    visitor.sign_in("alice@example.org")
    visitor.open(MINE)
    visitor.page.locator("summary").click()
    visitor.look("network-map")
    visitor.follow("Print it")
    visitor.look("network-print")
    visitor.check_paper()
    visitor.open(f"{MINE}/keep")
    visitor.press("Keep it")
    visitor.look("network-keep-wrong")
    visitor.page.get_by_label("With the names that I typed").check()
    visitor.press("Keep it")
    visitor.look("network-kept")
    visitor.open(f"{MINE}/remove")
    visitor.look("network-remove")


def test_copies_stand_beside_each_other(visitor: Visitor, cast: Cast) -> None:
    make_map(cast.alice, whose=Whose.THEIRS)
    copy = keep_copy(cast.alice, whose=Whose.THEIRS)
    change(cast.alice, lambda drawn: put(taken_off(drawn, "cccccccc"), node("ffffffff", "Ali")), whose=Whose.THEIRS)
    keep_copy(cast.alice, whose=Whose.THEIRS)
    visitor.sign_in("alice@example.org")
    visitor.open("/network-map/theirs/copies")
    visitor.look("network-copies")
    visitor.open(f"/network-map/theirs/copies/{copy.id}")
    visitor.sees("Not on it any more")
    visitor.look("network-compare")
    visitor.check_paper()
    visitor.open(f"/network-map/theirs/copies/{copy.id}/remove")
    visitor.look("network-remove-copy")


def test_long_names_and_many_of_them_fit(visitor: Visitor, cast: Cast) -> None:
    many = a_map()
    for number in range(55):
        many = put(many, node(f"{number:08x}", ("W" * 38 + f"{number}")[:40]))
    make_map(cast.alice, many)
    visitor.sign_in("alice@example.org")
    for path in ("", "/print", "/items/00000000", "/items/00000000/links", "/items/00000000/remove", "/keep"):
        visitor.open(f"{MINE}{path}")
        assert visitor.heading() != "Sorry, something went wrong"
        visitor.check(path)
    visitor.open(f"{MINE}/print")
    visitor.check_paper()


def test_jo_is_put_on_the_map_by_keyboard_alone(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open(f"{MINE}/add/person")
    keyboard = visitor.page.keyboard
    _tab_to(visitor, "label")
    keyboard.type("Jo")
    _tab_to(visitor, "category")
    keyboard.type("Fr")
    for group in ("effect", "closeness"):
        _tab_to(visitor, group)
        keyboard.press("Space")
    _tab_to(visitor, "lives_with")
    keyboard.press("Space")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    visitor.sees("Friend, lives with me")

    assert [each.lives_with for each in map_of(cast.alice).drawn.nodes] == [True]


def _tab_to(visitor: Visitor, name: str) -> None:
    for _key in range(80):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")
