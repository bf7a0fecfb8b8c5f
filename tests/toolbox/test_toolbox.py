"""What a relative keeps: newest first, theirs alone, and gone when they say so."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.toolbox import queries
from tests.builders.toolbox import make_item
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def test_an_empty_toolbox_says_what_it_is_for(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/toolbox")

    assert "There is nothing here yet" in page.text
    assert "Only you can see it" in page.text
    assert "/modules" in page.links


def test_alice_sees_what_she_kept_newest_first(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice, "Kettle on", source="first-steps/older")
    make_item(cast.alice, "Ring Mum", source="first-steps/newer")

    page = browser_as(cast.alice).visit("/toolbox")

    assert page.text.index("Ring Mum") < page.text.index("Kettle on")


def test_saving_again_takes_the_place_of_the_first(cast: Cast) -> None:
    first = make_item(cast.alice, "Kettle on")
    second = make_item(cast.alice, "Ring Mum")

    assert first.id == second.id
    assert second.kept.lines == [["First I will", "Ring Mum"]]


def test_one_thing_has_a_page_of_its_own(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice, "Kettle on")

    page = browser_as(cast.alice).visit(f"/toolbox/{item.id}")

    assert page.h1 == item.kept.title
    assert "Kettle on" in page.text
    assert item.kept.href in page.links


def test_alice_removes_something_after_a_question(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice, "Kettle on")
    alice = browser_as(cast.alice)

    asked = alice.visit(f"/toolbox/{item.id}/remove")
    after = alice.submit(f"/toolbox/{item.id}/remove")

    assert "It cannot be brought back." in asked.text
    assert "It is removed" in after.text
    assert "There is nothing here yet" in after.text
    assert alice.visit(f"/toolbox/{item.id}").status == 404


@pytest.mark.parametrize("other", ["ben", "hugo", "cora", "tess", "ada"])
def test_nobody_else_finds_what_alice_kept(cast: Cast, browser_as: Browsers, other: str) -> None:
    item = make_item(cast.alice, "Kettle on")
    browser = browser_as(getattr(cast, other))

    seen = [browser.visit(f"/toolbox/{item.id}"), browser.visit(f"/toolbox/{item.id}/remove")]
    removed = browser.submit(f"/toolbox/{item.id}/remove")

    assert [page.status for page in (*seen, removed)] == [404, 404, 404]
    assert "Kettle on" not in browser.visit("/toolbox").text
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(text("SELECT count(*) FROM toolbox_items")) == 1


def test_an_address_that_is_no_id_is_not_found(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.alice).visit("/toolbox/everything").status == 404


def test_opening_the_toolbox_is_counted(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).visit("/toolbox")

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(text("SELECT event FROM usage_events")) == "toolbox.opened"


def test_answers_are_looked_up_only_when_a_page_has_activities(cast: Cast) -> None:
    make_item(cast.alice, "Kettle on")
    assert cast.alice.trust_id
    with unit_of_work(cast.alice.trust_id) as session:
        found = queries.answers_for(session, person_id=cast.alice.id, sources=["first-steps/plan", "first-steps/none"])

        assert {source: saved.answer for source, saved in found.items()} == {"first-steps/plan": {"text": "Kettle on"}}
        assert queries.answers_for(session, person_id=cast.ben.id, sources=["first-steps/plan"]) == {}
        with counted() as sent:
            assert queries.answers_for(session, person_id=cast.alice.id, sources=[]) == {}
        assert sent == []


def test_the_toolbox_costs_the_same_for_one_thing_and_for_many(cast: Cast, browser_as: Browsers) -> None:
    for number in range(5):
        make_item(cast.alice, source=f"first-steps/{number}")
    alice = browser_as(cast.alice)
    alice.visit("/toolbox")

    with counted() as sent:
        assert alice.visit("/toolbox").status == 200

    assert 1 < len(sent) <= 4, sent
