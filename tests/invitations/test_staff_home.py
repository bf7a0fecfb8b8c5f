"""Where people who work here can go from their first page."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.invitations.routes import places
from app.trusts.models import Trust
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


@pytest.mark.parametrize("who", ["cora", "sue", "max", "tess", "ada"])
def test_every_place_that_is_offered_is_there(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    browser = browser_as(getattr(cast, who))
    offered = {place.href for group in places.GROUPS.values() for place in group}

    shown = offered & set(browser.visit("/staff").links)

    assert shown
    assert {href for href in shown if browser.visit(href).status != 200} == set()


def test_no_place_is_offered_twice(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.sue, cast.tess):
        page = browser_as(person).visit("/staff")
        rooms = [each for each in page.all("section") if str(each.get("aria-labelledby")).startswith("room-")]
        links = [link.get("href") for room in rooms for link in room.iter("{http://www.w3.org/1999/xhtml}a")]
        assert len(links) == len(set(links)) > 4


def test_cora_finds_how_to_invite_before_anything_else(cast: Cast, browser_as: BrowserAs) -> None:
    words = browser_as(cast.cora).visit("/staff").text

    assert words.index("Send the invitation") < words.index("Poster, cards and code") < words.index("Tell of a worry")


def test_only_while_a_trust_is_trying_out_its_people_read_so(cast: Cast, browser_as: BrowserAs) -> None:
    cora, said = browser_as(cast.cora), "only relatives on its guest list get mail"
    assert said not in cora.visit("/staff").text

    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Trust, cast.riverside.id).live_at = None

    assert said in cora.visit("/staff").text
