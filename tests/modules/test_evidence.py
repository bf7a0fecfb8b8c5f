"""What stands behind our claims: on the card in a page, and on the page that lists all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.accounts.models import Person
from tests.builders.content import library_of, make_content, write
from tests.page import Browser
from tests.people import Cast

SOURCES = """\
    - {stance: contrasting, says: It did not in one., citation: A trial, year: 2012, where: Table 2, doi: 10.1000/x.1}
    - {stance: mentioning, says: It might., citation: A book, year: 2014, where: Page 3}
"""


@pytest.fixture
def alice(cast: Cast, browser_as: Callable[[Person], Browser], tmp_path: Path) -> Browser:
    alice = browser_as(cast.alice)
    folder = make_content(tmp_path / "more")
    write(folder / "evidence.yaml", (folder / "evidence.yaml").read_text() + SOURCES)
    alice.client.app.state.library = library_of(folder)  # type: ignore[attr-defined]
    return alice


def test_a_card_counts_its_sources_before_it_is_opened(alice: Browser) -> None:
    page = alice.visit("/modules/first-steps/what-now")

    counts = "1 for it, 1 against it or setting limits, 1 that mentions it"
    assert f"How do we know? Family work helps. ({counts})" in page.text
    assert "/evidence#family-work" in page.links
    assert "https://doi.org/10.1000/x.1" in page.links


def test_one_page_lists_every_claim_with_its_sources_and_pages(alice: Browser) -> None:
    page = alice.visit("/evidence")

    for words in ("Family work helps.", "It did not in one.", "We last checked this on Sunday 22 November 2026."):
        assert words in page.text
    assert page.text.index("It did not in one.") < page.text.index("It did in 53 trials.")
    assert "family-work" in {each.get("id") for each in page.all("section")}
    assert "/modules/first-steps/what-now" in page.links


def test_it_begins_with_what_speaks_against_ourselves(alice: Browser) -> None:
    text = alice.visit("/evidence").text

    assert text.index("felt no better afterwards") < text.index("Family work helps.")


def test_the_modules_lead_to_it(alice: Browser) -> None:
    assert "/evidence" in alice.visit("/modules").links


def test_staff_read_it_too_and_a_stranger_signs_in_first(
    cast: Cast, browser_as: Callable[[Person], Browser], stranger: Browser
) -> None:
    assert browser_as(cast.cora).visit("/evidence").h1 == "How we know"
    assert stranger.visit("/evidence").h1 == "Sign in"


def test_staff_see_the_reading_age_and_relatives_do_not(
    alice: Browser, cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    path = "/modules/first-steps/what-now"

    assert "Reading age about 5" in browser_as(cast.cora).visit(path).text
    assert "Reading age" not in alice.visit(path).text
