"""The letter: the sentence of the nation, what Alice wrote, and a name that is kept only if she wants it."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.plans import letters
from app.plans.rules import Sender
from tests.builders.plans import item_of, real
from tests.builders.toolbox import items_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PLAN, LETTER = "/plans/carers-assessment", "/plans/carers-assessment/letter"
ALICE = {"name": "Alice Aldous", "address": "2 Bank Street\nRiverside", "to": "Riverside Council"}


@pytest.fixture
def alice(cast: Cast, browser_as: Browsers) -> Browser:
    """Alice, who has written two boxes of the letter."""
    browser = browser_as(cast.alice)
    browser.submit(f"{PLAN}/steps/nation", box__nation="england")
    browser.submit(f"{PLAN}/steps/tasks", box__tasks="I wake him.\nI cook.")
    return browser


def test_it_says_what_she_wrote_and_the_law_of_her_nation(alice: Browser) -> None:
    page = alice.visit(LETTER)

    assert "under section 10 of the Care Act 2014" in page.text
    assert "What I do I wake him. I cook." in page.text
    assert "What would help me" not in page.text
    assert "To whoever arranges carers' assessments" in page.text


@pytest.mark.parametrize("nation", ["england", "scotland", "wales", "northern-ireland"])
def test_each_nation_has_one_sentence_of_its_own(nation: str) -> None:
    plan = real()["carers-assessment"]
    composed = letters.compose(plan, {"nation": nation})

    assert plan.letter
    assert composed
    assert composed.opening == (plan.letter.opening, plan.letter.law[nation])  # type: ignore[index]


def test_without_a_nation_it_names_no_law() -> None:
    composed = letters.compose(real()["carers-assessment"], {"nation": "atlantis", "tasks": "I cook"})

    assert composed
    assert len(composed.opening) == 1
    assert composed.parts == (("What I do", "I cook"),)


def test_her_name_and_address_are_in_the_letter_and_nowhere_else(cast: Cast, alice: Browser) -> None:
    page = alice.submit(LETTER, **ALICE)

    assert page.path == LETTER
    assert "Alice Aldous 2 Bank Street Riverside" in page.text
    assert "They are not kept." in page.text
    assert "Bank Street" not in str(items_of(cast.alice))
    assert "Bank Street" not in alice.visit(LETTER).text


def test_with_a_tick_they_are_there_next_time_and_without_it_they_go_again(cast: Cast, alice: Browser) -> None:
    alice.submit(LETTER, **ALICE, keep="yes")
    assert "Bank Street" in alice.visit(LETTER).text

    alice.submit(LETTER, **ALICE)
    assert "Bank Street" not in alice.visit(LETTER).text
    assert "Bank Street" not in str(items_of(cast.alice))


def test_writing_on_keeps_the_address_and_the_team_never_sees_it(
    cast: Cast, alice: Browser, browser_as: Browsers
) -> None:
    alice.submit(LETTER, **ALICE, keep="yes")
    alice.submit(f"{PLAN}/steps/wants", box__wants="One night a week")
    item = item_of(cast.alice, "carers-assessment")
    alice.submit(f"/toolbox/{item.id}/share")

    shared = browser_as(cast.cora).visit(f"/staff/shared/{item.id}")

    assert "One night a week" in shared.text
    assert "Bank Street" not in shared.text
    assert "Bank Street" in alice.visit(LETTER).text


def test_as_a_text_file_it_says_the_same_and_keeps_nothing(cast: Cast, alice: Browser) -> None:
    answer = alice.client.post(f"{LETTER}/file", data=ALICE | {"keep": "yes"})

    assert answer.headers["content-disposition"] == 'attachment; filename="letter.txt"'
    assert answer.text.startswith("Alice Aldous\n\n2 Bank Street\nRiverside\n\n")
    assert "What I do:\nI wake him.\nI cook." in answer.text
    assert answer.text.endswith("Yours faithfully\n\nAlice Aldous\n")
    assert "Bank Street" not in str(items_of(cast.alice))


def test_a_letter_from_nobody_to_anybody_can_be_finished_by_hand() -> None:
    composed = letters.compose(real()["carers-assessment"], {"tasks": "I cook"})

    assert composed
    text = letters.as_text(composed, sender=Sender(), day="Monday 23 November 2026")
    assert text.startswith("Monday 23 November 2026\n\nTo whoever arranges carers' assessments\n\n")
    assert text.endswith("Yours faithfully\n")


@pytest.mark.parametrize("path", [LETTER, f"{LETTER}/file"])
def test_an_address_that_is_too_long_stays_in_its_box(cast: Cast, alice: Browser, path: str) -> None:
    page = alice.submit(path, name="Alice", address="x" * 301, keep="yes")

    assert page.status == 422
    assert "Use 300 characters or fewer" in page.text
    assert page.value("address") == "x" * 301
    assert [each.get("name") for each in page.all("input") if each.get("checked") is not None] == ["keep"]
    assert "xxx" not in str(items_of(cast.alice))


def test_there_is_no_letter_before_something_is_written(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.alice).visit(LETTER).status == 404
    assert browser_as(cast.alice).submit(LETTER, **ALICE).status == 404
    assert items_of(cast.alice) == []
