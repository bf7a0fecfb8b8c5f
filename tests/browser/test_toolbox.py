"""The toolbox's pages in a real browser, with words that are long and odd."""

import pytest

from tests.browser.visitor import A4, Visitor
from tests.builders.toolbox import make_item
from tests.people import Cast

ODD = f"{'x' * 300}\n<b>Ring</b> Mum\n" + "Then sit by the kettle and breathe. " * 20


def test_alice_writes_about_sam_and_keeps_a_note(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    for path, name in (("/toolbox/about", "about"), ("/toolbox/notes/new", "note")):
        visitor.open(path)
        visitor.look(f"toolbox-{name}")
        visitor.press("Keep it")
        visitor.look(f"toolbox-{name}-wrong")


def test_long_words_fit_on_every_page_of_the_toolbox(cast: Cast, visitor: Visitor) -> None:
    item = make_item(cast.alice, ODD)
    visitor.sign_in("alice@example.org")

    for path in ("", f"/{item.id}", f"/{item.id}/card", f"/{item.id}/share", f"/{item.id}/remove", "/print"):
        visitor.open(f"/toolbox{path}")
        visitor.check(path)
    visitor.check_paper()


def test_the_card_is_two_bank_cards_side_by_side_on_paper(cast: Cast, visitor: Visitor) -> None:
    item = make_item(cast.alice, ODD)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/toolbox/{item.id}/card")
    visitor.page.emulate_media(media="print")
    visitor.page.set_viewport_size({"width": A4, "height": 1000})

    left, right = (visitor.page.locator(".wallet__half").nth(number).bounding_box() for number in (0, 1))

    assert left and right
    assert left["y"] == right["y"]
    millimetre = 96 / 25.4
    assert [round(left[side] / millimetre) for side in ("width", "height")] == [85, 54]


@pytest.mark.parametrize("cards", [4, 5])
def test_however_long_a_line_is_no_other_falls_off_the_card(cast: Cast, visitor: Visitor, cards: int) -> None:
    item = make_item(cast.alice, "Grace by day, 0800 000 000; at night the crisis line. " * 5, cards=cards)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/toolbox/{item.id}/card")
    visitor.look(f"toolbox-card-{cards}")

    half = visitor.page.locator(".wallet__half").nth(1).bounding_box()
    last = visitor.page.locator(".wallet__half p").last.bounding_box()

    assert half and last
    assert last["y"] + last["height"] <= half["y"] + half["height"]
