"""NoMAD for the lead: the words that the trust may use, and rounds that open and close."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import unit_of_work
from app.core.errors import Conflict
from app.implementation.models import NomadRound, NomadText
from app.implementation.rules import ITEMS
from app.implementation.service import rounds
from tests.builders import implementation as build
from tests.builders.accounts import make_person
from tests.builders.implementation import WORDS
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/staff/implementation/nomad"
FORM = {"statements": "\n".join(WORDS), "licence": "Leave of the authors", "confirmed": "yes"}


def test_without_the_words_no_round_opens_and_the_page_says_why(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    page = tess.visit(HOME)
    refused = tess.submit(f"{HOME}/open", name="Spring", closes=str(build.today()))

    assert "They belong to the people who made NoMAD" in page.text
    assert "find its authors at normalization-process-theory.northumbria.ac.uk" in tess.visit(f"{HOME}/words").text
    assert refused.status == 409
    assert build.rows_of(NomadRound) == []


def test_tess_puts_in_the_words_and_says_by_whose_leave(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.tess).submit(f"{HOME}/words", **{**FORM, "statements": "\r\n\r\n".join(WORDS)})

    assert page.path == HOME
    [kept] = build.rows_of(NomadText)
    assert (kept.items, kept.licence, kept.confirmed_by) == (WORDS, "Leave of the authors", cast.tess.id)
    assert build.audited("implementation.changed") == [{"words": ITEMS}]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"statements": "\n".join(WORDS[:-1])}, "statements", "Paste 23 lines, one for each item. There are 22"),
        ({"statements": "\n".join([*WORDS[:-1], WORDS[0]])}, "statements", "Two of the lines are the same"),
        (
            {"statements": "\n".join([*WORDS[:-1], "x" * 301])},
            "statements",
            "One of the lines has more than 300 characters",
        ),
        ({"licence": " "}, "licence", "Write under what licence"),
        ({"confirmed": ""}, "confirmed", "Confirm that your trust may use these words"),
    ],
)
def test_a_slip_keeps_what_was_pasted(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.tess).submit(f"{HOME}/words", **(FORM | changed))

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert "Statement 1 about Holdfast" in (page.value("statements") or "")
    assert build.rows_of(NomadText) == []


def test_while_a_round_is_open_its_words_stay(cast: Cast, browser_as: Browsers) -> None:
    build.open_round(cast.tess)

    page = browser_as(cast.tess).submit(f"{HOME}/words", **FORM)

    assert page.status == 409
    assert "A round is open" in page.text


@pytest.mark.parametrize(
    ("closes", "sentence"),
    [
        ("", "Write the last day on which people can answer"),
        ("1 January 2020", "The last day is over already"),
        ("1 January 2060", "Choose a day within 92 days"),
        ("soon", "Write the day as 3 November 2026"),
    ],
)
def test_a_round_ends_soon(cast: Cast, browser_as: Browsers, closes: str, sentence: str) -> None:
    build.put_in_words(cast.tess)

    page = browser_as(cast.tess).submit(f"{HOME}/open", name="Spring", closes=closes)

    assert page.status == 422
    assert sentence in page.text
    assert page.value("name") == "Spring"


def test_a_new_round_closes_what_the_clock_has_not_closed_yet(cast: Cast) -> None:
    build.let_round_end(build.open_round(cast.tess, "Spring"))

    build.open_round(cast.tess, "Autumn")

    assert {each.name: each.closed_at is None for each in build.rows_of(NomadRound)} == {
        "Spring": False,
        "Autumn": True,
    }


def test_only_one_round_is_open(cast: Cast) -> None:
    build.open_round(cast.tess)

    with pytest.raises(Conflict), unit_of_work(cast.riverside.id) as session:
        day = build.today() + timedelta(days=7)
        rounds.open_round(session, user=build.as_user(cast.tess), name="Second", closes_on=day)


def test_tess_is_asked_before_she_closes_it_and_cannot_twice(cast: Cast, browser_as: Browsers) -> None:
    round_id, tess = build.open_round(cast.tess), browser_as(cast.tess)

    asked = tess.visit(f"{HOME}/{round_id}/close")
    first, second = tess.submit(f"{HOME}/{round_id}/close"), tess.submit(f"{HOME}/{round_id}/close")

    assert "it cannot be opened again" in asked.text
    assert (first.status, second.status) == (200, 409)


@pytest.mark.parametrize("person", ["cora", "hanna"])
def test_nobody_but_the_lead_of_the_trust_puts_in_words_or_closes(
    cast: Cast, browser_as: Browsers, person: str
) -> None:
    round_id, browser = build.open_round(cast.tess), browser_as(getattr(cast, person))

    assert browser.submit(f"{HOME}/{round_id}/close").status == 404
    assert browser.visit(f"{HOME}/answer/general").status == (200 if person == "cora" else 404)
    if person == "cora":
        assert browser.visit(f"{HOME}/words").status == browser.submit(f"{HOME}/words", **FORM).status == 404


def test_tess_sees_how_many_have_answered_and_not_who(cast: Cast, browser_as: Browsers) -> None:
    round_id = build.open_round(cast.tess)
    build.answer(make_person("Zebedee", Role.CLINICIAN, team=cast.early_help), round_id, {0: 7})

    page = browser_as(cast.tess).visit(HOME)

    assert "1 person has sent their answers" in page.text
    assert "Zebedee" not in page.text


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("nomad_rounds SET closes_on = opened_on - 1", "ends_after_it_begins"),
        ("nomad_rounds SET closed_by = opened_by", "closed_with_time"),
        ("nomad_texts SET licence = ''", "licence_said"),
        ("nomad_texts SET items = items[1:22]", "all_items"),
        ("nomad_replies SET answers = answers[1:22]", "all_items"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast: Cast, broken: str, constraint: str) -> None:
    build.answer(cast.cora, build.open_round(cast.tess), {0: 7})

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE {broken}"))


def test_the_menu_says_where_she_is_whether_a_round_is_open_or_not(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    before = _marked(tess)
    build.open_round(cast.tess)

    assert before == _marked(tess) == ["/staff"]


def _marked(browser: Browser) -> list[str]:
    return [each.get("href", "") for each in browser.visit(HOME).all("a") if each.get("aria-current") == "true"]
