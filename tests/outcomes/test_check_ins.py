"""Alice fills in a check-in: what she is told before, how it is kept as she goes, and what she sees then."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.core import clock
from app.core.db import unit_of_work
from app.outcomes import presenters, queries
from tests.builders import check_ins as build
from tests.builders.check_ins import fill, make_check_in, rows
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
K10 = "/check-ins/k10"


def begin(browser: Browser, name: str = "k10") -> Browser:
    browser.submit(f"/check-ins/{name}/begin")
    return browser


def given(person: Person) -> dict[str, int]:
    """What is kept of the one that somebody has begun."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        [begun] = queries.all_of(session, person_id=person.id).begun.values()
    return begun.answers


def test_the_list_says_what_each_asks_and_how_long_it_takes(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/check-ins")

    assert {"/check-ins/k10", "/check-ins/phq-9", "/check-ins/gad-7", "/check-ins/brief-cope"} <= set(page.links)
    assert "/check-ins/ghq-28" not in page.links
    assert "Ten short questions" in page.text
    assert "About 3 minutes" in page.text


def test_before_she_begins_she_is_told_who_sees_it_and_where_it_comes_from(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit(K10)

    assert "Nobody but you." in page.text
    assert "Skip any question you like." in page.text
    assert "Kessler RC" in page.text
    assert "Ronald C. Kessler, PhD. All rights reserved" in page.text
    assert "The one exception" not in page.text


def test_where_an_answer_is_looked_at_she_is_told_by_whom_and_when_first(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/check-ins/phq-9")

    assert page.text.index("The one exception") < page.text.index("Begin")
    assert "the people of Riverside who watch over safety here" in page.text
    assert "They see your name, that one question and your answer to it, and nothing else." in page.text
    assert "If you answered it now, they should look by" in page.text


def test_no_page_has_more_than_five_questions_and_none_is_left_out() -> None:
    for instrument in build.ALL.values():
        pages = presenters.pages(instrument)
        assert [item for page in pages for item in page] == list(instrument.items)
        assert all(1 <= len(page) <= 5 for page in pages)
        assert max(map(len, pages)) - min(map(len, pages)) <= 1


def test_alice_answers_page_by_page_and_sees_what_it_says(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    first = alice.submit(f"{K10}/begin")
    second = fill(alice, "k10", 1, "2")
    check = fill(alice, "k10", 2, "2")
    result = alice.submit(f"{K10}/finish")

    assert (first.path, second.path, check.path) == (f"{K10}/questions/1", f"{K10}/questions/2", f"{K10}/finish")
    assert "5 of 5 answered" in check.text
    assert result.path.startswith(f"{K10}/results/")
    assert "The month has been harder for you than it is for most people." in result.text
    assert "20, on a scale from 10 to 50." in result.text
    assert "This is not a diagnosis." in result.text
    assert result.text.index("harder for you") < result.text.index("20, on a scale")


def test_every_question_can_be_skipped_and_it_is_said_what_that_means(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    alice.submit(f"{K10}/questions/1", revision="1", **{"q-nervous": "3", "q-hopeless": "skip"})
    page = alice.submit(f"{K10}/finish")

    assert "You skipped questions 1, 3, 4, 5, 6, 7, 8, 9 and 10. That is fine." in page.text
    assert "There is a number only when all ten questions are answered." in page.text
    assert "on a scale from" not in page.text


def test_an_answer_can_be_taken_back_to_skipped(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "3")
    fill(alice, "k10", 1, "3", **{"q-nervous": "skip"})

    assert sorted(given(cast.alice)) == ["cannot-calm-down", "hopeless", "restless", "tired-out"]


def test_nothing_at_all_cannot_be_finished(cast: Cast, browser_as: Browsers) -> None:
    page = begin(browser_as(cast.alice)).submit(f"{K10}/finish")

    assert page.status == 422
    assert "Answer at least one question" in page.text
    assert rows(cast.alice)[0].finished_at is None


@pytest.mark.parametrize(("then", "where"), [("back", f"{K10}/questions/1"), ("later", "/check-ins")])
def test_she_goes_back_or_away_and_nothing_is_lost(cast: Cast, browser_as: Browsers, then: str, where: str) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1")
    page = fill(alice, "k10", 2, "4", then=then)

    assert page.path == where
    assert len(given(cast.alice)) == 10
    chosen = [each.get("value") for each in alice.visit(f"{K10}/questions/2").all("input") if "checked" in each.attrib]
    assert chosen == ["4"] * 5


def test_she_goes_on_where_she_stopped(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1", then="later")

    assert "You have begun: 5 of 10 questions answered." in alice.visit("/check-ins").text
    assert alice.submit(f"{K10}/begin").path == f"{K10}/questions/2"
    assert len(rows(cast.alice)) == 1


def test_what_lies_there_for_more_than_two_weeks_is_begun_anew(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1")
    [old] = rows(cast.alice)
    build.begun_long_ago(cast.alice, at=clock.now() - timedelta(days=15))

    assert alice.visit(f"{K10}/questions/2").path == K10
    alice.submit(f"{K10}/begin")
    assert [row.id for row in rows(cast.alice)] != [old.id]
    assert given(cast.alice) == {}


def test_what_is_too_old_to_go_on_with_can_be_destroyed(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1")
    build.begun_long_ago(cast.alice, at=clock.now() - timedelta(days=15))

    assert f"{K10}/stop" in alice.visit(K10).links
    assert alice.visit(f"{K10}/stop").h1 == "Destroy what you have answered?"
    alice.submit(f"{K10}/stop")
    assert rows(cast.alice) == []
    assert alice.visit(f"{K10}/stop").path == K10


def test_an_answer_that_is_none_is_refused_and_the_others_stay_chosen(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    page = alice.submit(f"{K10}/questions/1", revision="1", **{"q-nervous": "3", "q-hopeless": "9"})

    assert page.status == 422
    assert "#q-hopeless" in page.links
    assert [each.get("name") for each in page.all("input") if "checked" in each.attrib] == ["q-nervous"]
    assert given(cast.alice) == {}


def test_of_two_windows_the_second_is_told_and_its_answers_stay_on_the_page(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    alice.submit(f"{K10}/questions/1", revision="1", **{"q-nervous": "3"})
    page = alice.submit(f"{K10}/questions/1", revision="1", **{"q-nervous": "5"})

    assert page.status == 409
    assert "You answered this in another window meanwhile." in page.text
    assert [each.get("value") for each in page.all("input") if "checked" in each.attrib] == ["5"]
    assert given(cast.alice) == {"nervous": 3}
    again = alice.submit(f"{K10}/questions/1", revision=page.value("revision") or "", **{"q-nervous": "5"})
    assert again.path == f"{K10}/questions/2"


def test_the_same_page_sent_twice_is_no_second_window(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    for _press in range(2):
        page = alice.submit(f"{K10}/questions/1", revision="1", **{"q-nervous": "3"})

    assert page.path == f"{K10}/questions/2"


def test_she_may_do_it_again_after_two_weeks_and_not_sooner(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, days_ago=13)
    make_check_in(cast.ben, days_ago=15)
    early = browser_as(cast.alice)

    assert "You can do it again from" in early.visit("/check-ins").text
    assert "It is less than two weeks since you did this one." in early.visit(K10).text
    assert early.submit(f"{K10}/begin").status == 409
    assert browser_as(cast.ben).submit(f"{K10}/begin").path == f"{K10}/questions/1"
