"""A page with the reader's own words in its places, and pages kept in the toolbox."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.toolbox import service
from app.toolbox.rules import Kept, Kind
from tests.builders.toolbox import items_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
FIRST = "/modules/first-steps/what-now"
PAGE = "/modules/first-steps/my-plan"
PRINT = "/modules/first-steps/print"


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has written about Sam."""
    browser = browser_as(cast.alice)
    browser.submit("/toolbox/about", name="Sam <b>", contacts="Grace, 10 to 5", **{"early-signs": "Phone off"})
    return browser


def test_a_page_says_the_name_in_its_places(alice: Browser) -> None:
    page = alice.visit(PAGE)

    assert "A plan for a bad night with Sam <b>. Sam <b> may help." in page.text


def test_without_a_name_it_says_the_person_you_support(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.ben).visit(PAGE)

    assert "A plan for a bad night with the person you support" in page.text
    assert "The person you support may help." in page.text


def test_paper_says_the_name_too(alice: Browser) -> None:
    assert "A plan for a bad night with Sam <b>." in alice.visit(PRINT).text


def test_what_is_said_to_an_answer_has_the_name_on_paper_too(alice: Browser) -> None:
    alice.submit(PAGE, exercise="try", try__text="Tea")

    for path in (PAGE, PRINT):
        assert "One is enough for Sam <b>." in alice.visit(path).text


def test_the_early_signs_stand_where_the_page_wants_them(alice: Browser) -> None:
    for path in (PAGE, PRINT):
        assert "Early signs, in your words Phone off" in alice.visit(path).text


def test_who_has_written_nothing_is_shown_where_to(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.ben).visit(PAGE)

    assert "Early signs: you have not written anything yet." in page.text
    assert "/toolbox/about" in page.links


def test_staff_see_neither_words_nor_the_invitation_to_write(alice: Browser, cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.cora).visit(PAGE)

    assert "Early signs" not in page.text
    assert "the person you support" in page.text


def test_a_new_plan_begins_with_what_is_known(alice: Browser) -> None:
    assert alice.visit(PAGE).value("plan__ring") == "Grace, 10 to 5"


def test_a_saved_plan_keeps_its_own_words(alice: Browser) -> None:
    alice.submit(PAGE, exercise="plan", plan__first="Kettle", plan__ring="Mum")
    alice.submit("/toolbox/about", contacts="Somebody new")

    assert alice.visit(PAGE).value("plan__ring") == "Mum"


def test_the_plan_makes_a_card_of_its_short_lines(alice: Browser, cast: Cast) -> None:
    alice.submit(PAGE, exercise="plan", plan__first="Kettle", plan__ring="Mum")

    assert items_of(cast.alice)[0].kept.card == [["Ring", "Mum"]]


def test_alice_keeps_a_page_and_lets_it_go(cast: Cast, alice: Browser) -> None:
    kept = alice.submit(f"{PAGE}/keep")

    assert "This page is in your toolbox" in kept.text
    assert PAGE in alice.visit("/toolbox").links
    assert "Keep this page in your toolbox" in alice.submit(f"{PAGE}/let-go").text
    assert [item.kind for item in items_of(cast.alice)] == ["about"]


def test_keeping_a_page_twice_keeps_it_once(cast: Cast, alice: Browser) -> None:
    for _twice in range(2):
        alice.submit(f"{PAGE}/keep")

    assert [item.kind for item in items_of(cast.alice)] == ["page", "about"]


def test_staff_keep_no_pages(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.cora).submit(f"{PAGE}/keep").status == 404


def test_a_page_opens_when_what_alice_wrote_about_sam_is_damaged(alice: Browser) -> None:
    alice.submit(PAGE, exercise="plan", plan__first="Kettle", plan__ring="Mum")
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text("UPDATE toolbox_items SET sealed = sealed || 'x' WHERE source = 'about'"))

    page = alice.visit(PAGE)

    assert "the person you support" in page.text
    assert page.value("plan__ring") == "Mum"


def test_words_typed_on_two_lines_begin_a_plan_on_two_lines(alice: Browser) -> None:
    alice.submit("/toolbox/about", contacts="Grace\r\nNights: 0800 1")

    assert alice.visit(PAGE).value("plan__ring") == "Grace\nNights: 0800 1"


@pytest.mark.parametrize("answer", [{}, {"chosen": ["gone"]}, {"point": 99}, {"fields": {"gone": "Kettle"}}])
def test_an_answer_to_an_older_version_opens_as_far_as_it_still_fits(
    cast: Cast, alice: Browser, answer: dict[str, Any]
) -> None:
    kept = Kept("What I noticed", answer, [], "", [])
    with unit_of_work(cast.riverside.id) as session:
        for name in ("noticed", "week", "try", "tired", "plan"):
            names = {"person_id": cast.alice.id, "trust_id": cast.riverside.id}
            service.save(session, **names, kind=Kind.ANSWER, source=f"first-steps/{name}", kept=kept)  # type: ignore[arg-type]

    for path in (PAGE, FIRST, PRINT, "/modules/first-steps/print/week"):
        assert alice.visit(path).status == 200, path


def test_she_is_told_when_the_module_has_changed_since_she_saved(alice: Browser) -> None:
    changed = "This module has changed since you saved this."
    alice.submit(PAGE, exercise="plan", plan__first="Kettle", plan__ring="Mum")
    before = alice.visit(PAGE).text
    raise_version(alice)

    assert changed not in before
    assert changed in alice.visit(PAGE).text


def raise_version(browser: Browser) -> None:
    """The same content one version on, as after an author's change."""
    state = browser.client.app.state  # type: ignore[attr-defined]
    state.library = replace(
        state.library, modules=tuple(replace(each, version=each.version + 1) for each in state.library.modules)
    )
