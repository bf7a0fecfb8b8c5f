"""A module's main points on one sheet, for the door of the fridge."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.accounts.models import Person
from app.modules.content import check
from tests.builders.content import MODULE, TODAY, library_of, make_content, write
from tests.page import Browser
from tests.people import Cast

SHEET = "/modules/first-steps/in-short"


@pytest.fixture
def alice(cast: Cast, browser_as: Callable[[Person], Browser]) -> Browser:
    return browser_as(cast.alice)


def without_main_points(folder: Path) -> Path:
    write(folder / "en/01-first-steps/module.yaml", MODULE.partition("in_short:")[0])
    return folder


def test_alice_finds_the_sheet_in_the_contents_and_after_the_last_page(alice: Browser) -> None:
    assert SHEET in alice.visit("/modules/first-steps").links
    assert SHEET not in alice.visit("/modules/first-steps/what-now").links
    assert SHEET in alice.visit("/modules/first-steps/my-plan").links


def test_alice_reads_the_main_points_with_the_numbers_in_place(alice: Browser) -> None:
    page = alice.visit(SHEET)

    assert page.h1 == "In short: First steps"
    assert "Ring Samaritans on 116 123." in page.text


def test_the_sheet_ends_with_the_crisis_line_of_alices_trust(alice: Browser, cast: Cast) -> None:
    page = alice.visit(SHEET)

    assert f"Ring {cast.riverside.crisis_line_number}" in page.text
    assert "tel:999" in page.links


def test_a_module_without_main_points_has_no_sheet(alice: Browser, tmp_path: Path) -> None:
    alice.client.app.state.library = library_of(without_main_points(make_content(tmp_path)))  # type: ignore[attr-defined]

    assert alice.visit(SHEET).status == 404
    assert SHEET not in alice.visit("/modules/first-steps").links


def test_the_check_asks_for_the_main_points(tmp_path: Path) -> None:
    folder = without_main_points(make_content(tmp_path))

    found = check.warnings(library_of(folder), folder=folder, today=TODAY)

    assert 'The module does not have "in_short": 5 to 9 sentences for the door of the fridge.' in [
        each.sentence for each in found
    ]
