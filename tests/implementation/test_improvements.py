"""You said, we did: everybody reads what was done, and what is new in Holdfast."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from tests.builders import implementation as build
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
LINE = {"said": "Letters are small", "did": "They are larger", "done": ""}


@pytest.mark.parametrize("person", ["alice", "cora", "tess"])
def test_everybody_in_the_trust_reads_what_was_done(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser_as(cast.tess).submit("/staff/implementation/improvements", **LINE)

    page = browser_as(getattr(cast, person)).visit("/what-changed")

    assert "You said: Letters are small We did: They are larger" in page.text
    assert "/suggestions/new" in page.links


def test_each_reads_what_is_new_in_holdfast_for_them(cast: Cast, browser_as: Browsers) -> None:
    of_alice, of_cora = (browser_as(each).visit("/what-changed").text for each in (cast.alice, cast.cora))

    assert "You can write to the supporters" in of_alice
    assert "You can write to the supporters" not in of_cora
    assert "A checklist for making Holdfast usual work" in of_cora
    assert "A checklist for making Holdfast usual work" not in of_alice


def test_a_line_is_taken_off_again_and_both_are_in_the_trail(cast: Cast, browser_as: Browsers) -> None:
    line, tess = build.improve(cast.tess), browser_as(cast.tess)

    tess.submit(f"/staff/implementation/improvements/{line}/remove")
    again = tess.submit(f"/staff/implementation/improvements/{line}/remove")

    assert "Letters are small" not in browser_as(cast.alice).visit("/what-changed").text
    assert again.status == 404
    assert build.audited("improvement.changed") == [{"change": "added"}, {"change": "removed"}]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"said": ""}, "said", "Write what people said"),
        ({"did": ""}, "did", "Write what you did"),
        ({"done": "1 January 2060"}, "done", "Write down what is done already"),
        ({"done": "soon"}, "done", "Write the day as 3 November 2026"),
    ],
)
def test_half_a_line_is_none(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.tess).submit("/staff/implementation/improvements", **(LINE | changed))

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
