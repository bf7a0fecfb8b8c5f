"""Which mails with numbers a member of staff gets is their own choice."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.reminders.digests import queries
from app.reminders.kinds import DigestKind
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE = "/account/digests"


def ticked(page: Page) -> list[str]:
    return [each.get("name", "") for each in page.all("input") if each.get("checked") is not None]


def offered(page: Page) -> list[str]:
    return [each.get("name", "") for each in page.all("input") if each.get("type") == "checkbox"]


def stopped(person: Person) -> set[DigestKind]:
    with unit_of_work(Platform.SWEEP) as session:
        return queries.stopped_by(session, person_id=person.id)


@pytest.mark.parametrize(("name", "kind"), [("cora", "team-week"), ("sue", "team-week"), ("tess", "lead-month")])
def test_each_is_offered_what_there_is_for_them(cast: Cast, browser_as: BrowserAs, name: str, kind: str) -> None:
    browser = browser_as(getattr(cast, name))

    assert PAGE in browser.visit("/account").links
    page = browser.visit(PAGE)
    assert offered(page) == ticked(page) == [kind]


def test_cora_stops_them_and_wants_them_again(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)

    assert ticked(browser.submit(PAGE)) == []
    assert stopped(cast.cora) == {DigestKind.TEAM_WEEK}
    assert ticked(browser.submit(PAGE, **{"team-week": "yes"})) == ["team-week"]
    assert stopped(cast.cora) == set()


def test_nobody_chooses_what_is_not_theirs(cast: Cast, browser_as: BrowserAs) -> None:
    browser_as(cast.tess).submit(PAGE, **{"lead-month": "yes"})

    assert stopped(cast.tess) == set()


def test_for_others_there_is_no_such_page(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.max, cast.ada):
        browser = browser_as(person)
        assert browser.visit(PAGE).status == 404
        assert PAGE not in browser.visit("/account").links


def test_a_broken_link_is_told_kindly(stranger: Browser) -> None:
    assert stranger.visit("/digests/stop/broken").h1 == "This link is not complete"
