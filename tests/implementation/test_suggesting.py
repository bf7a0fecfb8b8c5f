"""Alice and Cora say what should be different, and find what became of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.implementation.models import Suggestion
from app.implementation.rules import MOST_WAITING, SuggestionState
from app.implementation.service import suggesting
from app.risk.models import Flag
from tests.builders import implementation as build
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WORDS = "Larger letters, please."
NOW = "He has taken all his tablets and I cannot wake him, what do I do"


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


@pytest.mark.parametrize("person", ["alice", "cora", "tess"])
def test_what_somebody_suggests_they_find_again_with_what_became_of_it(
    cast: Cast, browser_as: Browsers, person: str
) -> None:
    page = browser_as(getattr(cast, person)).submit("/suggestions/new", words=WORDS)

    assert page.path == "/suggestions"
    assert WORDS in page.text
    assert "usually within two weeks" in page.text


def test_it_is_locked_with_a_key_of_its_own(cast: Cast) -> None:
    made = build.suggest(cast.alice)
    row = build.suggestion_row(made)

    assert row is not None
    assert row.sealed
    assert b"letters" not in row.sealed
    assert build.keys_of(made) == 1


def test_who_reads_it_stands_above_the_box_with_numbers_to_ring(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/suggestions/new")

    assert page.text.index("Who reads this, and when") < page.text.index("Your suggestion")
    assert "Riverside crisis line" in page.text
    assert "A program reads your words" in page.text
    assert {"tel:999", "tel:111", "/help-now"} <= set(page.links)


def test_alice_writes_of_danger_and_is_told_at_once_whom_to_ring(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/suggestions/new", words=NOW)

    [flag] = flags()
    with unit_of_work(Platform.SWEEP) as session:
        made = session.scalars(select(Suggestion.id)).one()
    assert page.h1 == "We have received it"
    assert cast.riverside.crisis_line_number in page.text
    assert (flag.subject_kind, flag.subject_id, flag.writer_id) == ("suggestion", made, cast.alice.id)
    assert f"/staff/flags/{flag.id}" in browser_as(cast.max).visit("/staff/flags").links


@pytest.mark.parametrize("words", [f"{NOW}. {'x ' * 600}", NOW])
def test_danger_in_what_cannot_be_kept_is_answered_all_the_same(cast: Cast, browser_as: Browsers, words: str) -> None:
    for number in range(MOST_WAITING):
        build.suggest(cast.alice, f"Number {number}")

    page = browser_as(cast.alice).submit("/suggestions/new", words=words)

    [flag] = flags()
    assert page.status == 422
    assert "We have received it" in page.text
    assert (page.value("words") or "").strip() == words.strip()
    assert (flag.subject_kind, flag.writer_id) == ("suggestion", cast.alice.id)


def test_an_ordinary_suggestion_raises_nothing(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit("/suggestions/new", words=WORDS)

    assert flags() == []


def test_no_program_reads_what_staff_write(cast: Cast, browser_as: Browsers) -> None:
    cora = browser_as(cast.cora)

    cora.submit("/suggestions/new", words=NOW)

    assert flags() == []
    assert "A program reads your words" not in cora.visit("/suggestions/new").text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(" ", "Write what should be different"), ("x" * 1001, "Use 1000 characters or fewer")],
)
def test_a_slip_loses_no_words(cast: Cast, browser_as: Browsers, words: str, sentence: str) -> None:
    page = browser_as(cast.alice).submit("/suggestions/new", words=words)

    assert page.status == 422
    assert sentence in page.text
    assert (page.value("words") or "").strip() == words.strip()


def test_the_sixth_that_waits_is_refused_kindly_also_from_two_browsers(cast: Cast, browser_as: Browsers) -> None:
    for number in range(MOST_WAITING - 1):
        build.suggest(cast.alice, f"Number {number}")
    one, other = browser_as(cast.alice), browser_as(cast.alice)

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(each.submit, "/suggestions/new", words=f"Mine {each}") for each in (one, other)]

    assert sorted(each.result().status for each in acts) == [200, 422]
    assert "That is as many as can wait at once" in one.visit("/suggestions/new").text


def test_the_same_words_sent_twice_are_one_suggestion(cast: Cast, browser_as: Browsers) -> None:
    one, other = browser_as(cast.alice), browser_as(cast.alice)

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(each.submit, "/suggestions/new", words=WORDS) for each in (one, other)]

    assert [each.result().path for each in acts] == ["/suggestions"] * 2
    assert one.visit("/suggestions").text.count(WORDS) == 1


def test_alice_takes_it_back_and_it_is_gone_for_good(cast: Cast, browser_as: Browsers) -> None:
    made, alice = build.suggest(cast.alice), browser_as(cast.alice)

    asked = alice.visit(f"/suggestions/{made}/remove")
    alice.submit(f"/suggestions/{made}/remove")

    assert WORDS in asked.text
    assert build.suggestion_row(made) is None
    assert build.keys_of(made) == 0


@pytest.mark.parametrize("other", ["ben", "cora", "tess", "hugo"])
def test_nobody_else_takes_it_back_or_sees_it_as_theirs(cast: Cast, browser_as: Browsers, other: str) -> None:
    made, browser = build.suggest(cast.alice), browser_as(getattr(cast, other))

    assert WORDS not in browser.visit("/suggestions").text
    assert browser.visit(f"/suggestions/{made}/remove").status == 404
    assert browser.submit(f"/suggestions/{made}/remove").status == 404
    assert build.suggestion_row(made) is not None


def test_a_closed_account_takes_its_words_along(cast: Cast, browser_as: Browsers) -> None:
    waiting, answered = build.suggest(cast.alice, "Waiting"), build.suggest(cast.alice, "Answered")
    build.decide(cast.tess, answered, SuggestionState.DONE)

    with unit_of_work(cast.riverside.id) as session:
        suggesting.leave_with_account(session, cast.alice.id)

    row = build.suggestion_row(answered)
    assert build.suggestion_row(waiting) is None
    assert row is not None
    assert (row.sealed, row.person_id, build.keys_of(answered), build.keys_of(waiting)) == (None, None, 0, 0)
    assert "their words are destroyed" in browser_as(cast.tess).visit("/staff/suggestions").text


def test_she_takes_them_out_with_everything_else(cast: Cast, browser_as: Browsers) -> None:
    build.decide(cast.tess, build.suggest(cast.alice), SuggestionState.DECLINED, "It costs too much.")

    taken = browser_as(cast.alice).client.get("/toolbox/take-out").json()

    [entry] = taken["suggestions"]
    assert (entry["words"], entry["became"], entry["answer"]) == (WORDS, "We will not do this.", "It costs too much.")
