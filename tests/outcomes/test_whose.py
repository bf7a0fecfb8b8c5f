"""Who gets to which check-in: one's own alone, and what the trust uses."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.core import clock
from tests.builders import check_ins as build
from tests.builders.check_ins import make_check_in, rows
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
K10 = "/check-ins/k10"


def begin(browser: Browser, name: str = "k10") -> Browser:
    browser.submit(f"/check-ins/{name}/begin")
    return browser


@pytest.mark.parametrize("other", ["ben", "hugo"])
def test_nobody_else_opens_it(cast: Cast, browser_as: Browsers, other: str) -> None:
    done = make_check_in(cast.alice)
    browser = browser_as(getattr(cast, other))

    for path in (f"{K10}/results/{done}", f"{K10}/results/{done}/remove"):
        assert browser.visit(path).status == 404
    assert browser.submit(f"{K10}/results/{done}/keep").status == 404
    assert browser.submit(f"{K10}/results/{done}/remove").status == 404
    assert len(rows(cast.alice)) == 1


@pytest.mark.parametrize("role", ["cora", "sue", "max", "tess", "ada"])
def test_no_member_of_staff_gets_to_the_pages(cast: Cast, browser_as: Browsers, role: str) -> None:
    done = make_check_in(cast.alice)
    browser = browser_as(getattr(cast, role))

    for path in ("/check-ins", K10, f"{K10}/results/{done}"):
        assert browser.visit(path).status == 404


def test_what_a_trust_switched_off_is_not_offered_and_her_results_stay(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice)
    build.set_up(cast.riverside, cast.tess, "k10", is_on=False)
    alice = browser_as(cast.alice)

    assert alice.visit(K10).status == 404
    page = alice.visit("/check-ins")
    assert K10 not in page.links
    assert f"{K10}/results/{done}" in page.links
    assert alice.visit(f"{K10}/results/{done}").status == 200


def test_a_licensed_one_is_there_to_the_last_day_of_the_licence_with_the_trusts_words(
    cast: Cast, browser_as: Browsers
) -> None:
    today = clock.london_day(clock.now())
    build.set_up(cast.riverside, cast.tess, "who-5", words=build.words("who-5"), **build.licence(today))
    expired = build.licence(today - timedelta(days=1))
    build.set_up(cast.hillside, cast.hanna, "who-5", words=build.words("who-5"), **expired)
    first = build.find("who-5").items[0].id

    assert f"The words of {first}" in begin(browser_as(cast.alice), "who-5").visit("/check-ins/who-5/questions/1").text
    assert browser_as(cast.hugo).visit("/check-ins/who-5").status == 404


def test_words_that_fit_no_more_spoil_nothing_else(cast: Cast, browser_as: Browsers) -> None:
    ends_on = clock.london_day(clock.now())
    build.set_up(cast.riverside, cast.tess, "who-5", words={"items": {}}, **build.licence(ends_on))

    page = browser_as(cast.alice).visit("/check-ins")

    assert page.status == 200
    assert "/check-ins/who-5" not in page.links
