"""What is said differently of the two maps, and at the edges of the pages."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.accounts.models import Person
from app.core.clock import now
from app.core.db import unit_of_work
from app.core.errors import NotFound
from app.network import service
from app.network.figures import figures
from app.network.model import Map
from app.network.presenters import summary
from app.network.presenters.words import known
from app.network.rules import Whose
from app.network.shape import Shape
from app.network.trying import Strengthen, Try
from tests.builders.messages import signed_in
from tests.builders.network import PERSON, a_map, make_map, map_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


@pytest.mark.parametrize(
    ("years", "said"),
    [(None, ""), (0, "known for less than a year"), (1, "known for 1 year"), (2, "known for 2 years")],
)
def test_how_long_somebody_is_known(years: int | None, said: str) -> None:
    assert known(years) == said


def test_of_the_person_supported_nothing_is_decided_for_them(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, whose=Whose.THEIRS)

    text = browser_as(cast.alice).visit("/network-map/theirs").text

    assert "You could ask whether they would like more of that. It is theirs to say." in text
    assert "You could offer it once, and leave it with them." in text


def test_a_good_thing_that_seldom_happens_is_named() -> None:
    choir = a_map().nodes[4]
    counted = figures(a_map())

    said = summary.summary(counted, Shape.MIXED, (None, Try(choir.kind, choir.category, choir)), Whose.MINE)

    assert said.try_this == "Choir is marked as good, and it seldom happens. Could it happen once this week?"


@pytest.mark.parametrize("whose", Whose)
def test_nobody_is_called_seldom_seen_who_did_not_say_how_often(whose: Whose) -> None:
    jo = replace(a_map().nodes[1], often=None)

    said = summary.summary(figures(a_map()), Shape.MIXED, (Strengthen(jo), None), whose)

    assert "Jo is marked as good for" in said.strengthen
    assert "every week" not in said.strengthen


def test_one_goes_to_a_place_and_does_an_activity() -> None:
    _mum, jo, _grace, allotment, choir = a_map().nodes

    said = [
        summary.summary(figures(a_map()), Shape.MIXED, (Strengthen(jo, thing), Try(thing.kind, "", thing)), Whose.MINE)
        for thing in (allotment, choir)
    ]

    assert "Could you go there together once?" in said[0].strengthen
    assert "Could there be a visit this week?" in said[0].try_this
    assert "Could you do that together once?" in said[1].strengthen


def test_years_may_be_left_out(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit("/network-map/mine/add/person", **{**PERSON, "years": ""})

    assert map_of(cast.alice).drawn.nodes[0].years is None


def test_a_slip_in_a_change_loses_no_words(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    page = browser_as(cast.alice).submit(
        "/network-map/mine/items/bbbbbbbb", **{**PERSON, "label": "J.", "years": "x"}, kind="person", revision="1"
    )

    assert (page.status, page.value("label"), page.value("revision")) == (422, "J.", "1")
    assert map_of(cast.alice).drawn == a_map()


def test_what_is_linked_is_ticked_already(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    page = browser_as(cast.alice).visit("/network-map/mine/items/bbbbbbbb/links")

    ticked = [each.get("value") for each in page.all("input") if each.get("checked") is not None]
    assert ticked == ["aaaaaaaa", "dddddddd"]


def test_in_a_closed_account_nothing_is_begun(cast: Cast) -> None:
    alice = signed_in(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        session.get_one(Person, cast.alice.id).closed_at = now()
    with unit_of_work(cast.riverside.id) as session, pytest.raises(NotFound):
        service.change(session, user=alice, whose=Whose.MINE, edit=lambda _drawn: a_map())

    assert map_of(cast.alice).drawn == Map()
