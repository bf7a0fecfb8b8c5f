"""The poster and the cards."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts.models import Person
from app.joining import qr
from tests.builders.joining import CODE, make_code
from tests.joining import reading_qr
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
_SVG = "{http://www.w3.org/2000/svg}"
ADDRESSES = [
    "http://testserver/join/C4D7H2K9",
    "https://holdfast.example/join/C4D7H2K9",
    "https://holdfast.riverside-partnership.nhs.uk/join/22223333",
    "https://a-long-name.for-relatives-and-friends.riverside-partnership.nhs.uk/join/22223333",
]


def _drawn(page: Page) -> Element:
    return next(each for each in page.tree.iter(_SVG + "svg") if each.get("class") == "qr")


def _says(svg: Element) -> str:
    side = int(str(svg.get("viewBox") or svg.get("viewbox")).split()[-1])
    path = next(svg.iter(_SVG + "path")).get("d") or ""
    return reading_qr.text_in(reading_qr.matrix_of(path, side, qr.QUIET))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_is_module_by_module_what_was_encoded(address: str) -> None:
    drawing = qr.draw(address)
    expected = [[bool(bit) for bit in row] for row in segno.make_qr(address, error="m", boost_error=False).matrix]

    assert reading_qr.matrix_of(drawing.path, drawing.side, qr.QUIET) == expected


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_reads_the_address(address: str) -> None:
    drawing = qr.draw(address)

    assert reading_qr.text_in(reading_qr.matrix_of(drawing.path, drawing.side, qr.QUIET)) == address


@settings(max_examples=50, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz-.0123456789", min_size=10, max_size=60))
def test_whatever_the_site_is_called_it_can_be_read(host: str) -> None:
    drawing = qr.draw(f"https://{host}/join/{CODE}")

    assert reading_qr.text_in(reading_qr.matrix_of(drawing.path, drawing.side, qr.QUIET)).endswith(f"/join/{CODE}")


def test_the_poster_says_the_same_in_words_as_in_the_picture(
    cast: Cast, browser_as: BrowserAs, stranger: Browser
) -> None:
    make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/poster")

    said = _says(_drawn(page))
    assert said.endswith(f"/join/{CODE}")
    assert said.partition("://")[2].removesuffix(f"/{CODE}") in page.text
    assert "C4D7-H2K9" in page.text
    assert stranger.visit(f"/join/{said.rpartition('/')[2]}").h1 == "Join Holdfast"


def test_it_can_hang_in_a_waiting_room(cast: Cast, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora)

    words = browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/poster").text.lower()

    assert not {word for word in ("psychosis", "bipolar", "schizo", "mental illness", "patient") if word in words}
    assert "riverside" in words


def test_the_cards_are_eight_and_each_has_the_code(cast: Cast, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/cards")

    drawings = [each for each in page.tree.iter(_SVG + "svg") if each.get("class") == "qr"]
    assert {_says(each).rpartition("/")[2] for each in drawings} == {CODE}
    assert len(drawings) == 8


def test_nothing_in_the_drawing_needs_a_style_in_the_page(cast: Cast, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/poster")

    assert "style=" not in page.response.text
    assert [each.tag for each in _drawn(page)][:2] == [_SVG + "title", _SVG + "desc"]


def test_a_team_whose_code_was_stopped_has_no_poster(cast: Cast, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora, stopped=True)

    assert browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/poster").status == 404


def test_the_poster_has_the_newest_code(cast: Cast, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora, days_left=20)
    make_code(cast.early_help, cast.cora, code="22223333")

    assert "2222-3333" in browser_as(cast.cora).visit(f"/staff/joining/{cast.early_help.id}/poster").text
