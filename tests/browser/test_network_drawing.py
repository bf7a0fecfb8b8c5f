"""The drawing of a network map: moved by mouse, touch and keyboard, and kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.network.layout import RADII, SIDE, settled
from app.network.model import Closeness, Node, put
from tests.browser.visitor import Visitor
from tests.builders.network import a_map, change, make_map, map_of
from tests.people import Cast

pytestmark = pytest.mark.browser

MINE = "/network-map/mine"


@pytest.fixture
def javascript() -> bool:
    """Moving is what JavaScript adds; everything else stands in test_network.py."""
    return True


@pytest.fixture
def width() -> int:
    """A screen with a mouse."""
    return 1280


@pytest.fixture
def alice(visitor: Visitor, cast: Cast) -> Visitor:
    """Alice, who looks at her map. Jo is close, at the top."""
    _draw(cast)
    visitor.sign_in("alice@example.org")
    visitor.open(MINE)
    return visitor


def test_by_mouse_jo_is_moved_to_the_outer_ring(alice: Visitor, cast: Cast) -> None:
    _show(alice.page)
    _mark(alice.page).hover()
    alice.page.mouse.down()
    alice.page.mouse.move(*_above(alice.page, Closeness.FURTHER), steps=5)
    alice.page.mouse.up()
    alice.sees("Jo: further out. Kept.")

    assert _place(cast) == (Closeness.FURTHER, 0)
    assert alice.page.url.endswith(MINE)
    expect(_row(alice.page).locator("td").nth(2)).to_contain_text("Further out")


def test_by_keyboard_alone_jo_is_moved(alice: Visitor, cast: Cast) -> None:
    _mark(alice.page).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        alice.page.keyboard.press(key)
    expect(_mark(alice.page)).to_have_attribute("aria-label", "Jo, Friend, Good for me, Further out")
    alice.sees("Jo: further out. Kept.")
    alice.look("network-moved")

    assert _place(cast) == (Closeness.FURTHER, 20)


def test_whoever_opens_jo_right_after_a_move_finds_it_kept(alice: Visitor, cast: Cast) -> None:
    _mark(alice.page).focus()
    alice.page.keyboard.press("ArrowUp")
    alice.page.keyboard.press("Enter")
    alice.page.wait_for_url("**/items/*")

    expect(alice.page.get_by_label("Very close")).to_be_checked()
    assert _place(cast) == (Closeness.CLOSE, 0)


def test_whoever_leaves_right_after_a_move_finds_it_kept(alice: Visitor, cast: Cast) -> None:
    _mark(alice.page).focus()
    alice.page.keyboard.press("ArrowDown")
    with alice.page.expect_request("**/move"):
        alice.follow("Print it")
    alice.open(MINE)
    expect(_row(alice.page)).to_contain_text("Further out")


def test_a_press_without_a_move_opens_the_form(alice: Visitor) -> None:
    _mark(alice.page).click()
    alice.page.wait_for_url("**/items/*")

    assert "Jo" in alice.page.get_by_label("Name or initials").input_value()


def test_what_another_window_changed_is_not_lost(alice: Visitor, cast: Cast) -> None:
    change(cast.alice, settled)
    before = _place(cast)
    _mark(alice.page).focus()
    alice.page.keyboard.press("ArrowRight")
    alice.sees("You changed this map in another window.")

    assert _place(cast) == before
    expect(_mark(alice.page)).to_have_attribute("data-angle", "0")


@pytest.fixture
def phone(site: str, chromium: Browser, cast: Cast) -> Iterator[Visitor]:
    """Alice on a telephone that she touches."""
    _draw(cast)
    context = chromium.new_context(base_url=site, viewport={"width": 320, "height": 700}, has_touch=True)
    visitor = Visitor(context.new_page(), width=320, javascript=True)
    visitor.sign_in("alice@example.org")
    visitor.open(MINE)
    yield visitor
    context.close()


def test_by_touch_jo_is_moved(phone: Visitor, cast: Cast) -> None:
    _show(phone.page)
    finger = phone.page.context.new_cdp_session(phone.page)
    _touch(finger, "touchStart", *_above(phone.page, Closeness.NEAR))
    for ring in (Closeness.CLOSE, Closeness.FURTHER):
        _touch(finger, "touchMove", *_above(phone.page, ring))
    _touch(finger, "touchEnd")
    phone.sees("Jo: further out. Kept.")
    phone.look("network-touched")

    assert _place(cast) == (Closeness.FURTHER, 0)


def _touch(finger: Any, kind: str, *at: float) -> None:
    points = [{"x": at[0], "y": at[1]}] if at else []
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def _jo(cast: Cast) -> Node:
    return next(each for each in map_of(cast.alice).drawn.nodes if each.label == "Jo")


def _place(cast: Cast) -> tuple[Closeness, int | None]:
    return _jo(cast).closeness, _jo(cast).angle


def _mark(page: Page) -> Locator:
    return page.locator('[data-label="Jo"]')


def _row(page: Page) -> Locator:
    return page.locator("tr", has=page.get_by_role("link", name="Jo", exact=True))


def _draw(cast: Cast) -> None:
    jo = next(each for each in a_map().nodes if each.label == "Jo")
    make_map(cast.alice, put(a_map(), replace(jo, angle=0)))


def _show(page: Page) -> None:
    page.locator("svg.network").evaluate("drawing => drawing.scrollIntoView({ block: 'center' })")


def _above(page: Page, ring: Closeness) -> tuple[float, float]:
    """The top of a ring, on the screen."""
    box = page.locator("svg.network").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * (0.5 - RADII[ring] / SIDE)
