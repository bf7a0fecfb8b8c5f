"""Alice keeps the map as it is today, and looks at it again in some weeks."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.network.model import Map, linked, put, taken_off
from app.network.models import NetworkCopy
from app.network.rules import MOST_COPIES
from tests.builders.network import a_map, change, copies_of, keep_copy, make_map, node
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
COPIES = "/network-map/mine/copies"


def test_a_copy_stays_as_it_was(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    page = browser_as(cast.alice).submit(COPIES)
    change(cast.alice, lambda drawn: taken_off(drawn, "bbbbbbbb"))

    assert "A copy is kept." in page.text
    assert copies_of(cast.alice)[0].drawn == a_map()


def test_the_same_map_is_not_kept_twice(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    for _press in range(2):
        alice.submit(COPIES)

    assert len(copies_of(cast.alice)) == 1


def test_what_has_changed_is_said_in_words(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    copy = keep_copy(cast.alice)
    change(cast.alice, lambda drawn: taken_off(linked(drawn, "eeeeeeee", ["bbbbbbbb"]), "cccccccc"))
    change(cast.alice, lambda drawn: put(drawn, node("ffffffff", "Ali", category="peer")))

    text = browser_as(cast.alice).visit(f"{COPIES}/{copy.id}").text

    assert "Grace" in text and "Not on it any more" in text
    assert "Ali" in text and "Somebody in the same boat" in text
    assert "New links Jo and Choir go together" in text
    assert "On the map" in text and "3 people, 1 place, 1 activity" in text


def test_two_copies_stand_beside_each_other_the_older_one_first(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    older = keep_copy(cast.alice)
    change(cast.alice, lambda drawn: put(drawn, node("ffffffff", "Ali")))
    newer = keep_copy(cast.alice)
    change(cast.alice, lambda _drawn: Map())
    alice = browser_as(cast.alice)

    for one, other in ((older, newer), (newer, older)):
        page = alice.visit(f"{COPIES}/{one.id}?with={other.id}")
        rows = [cell.itertext() for cell in page.all("tr") if "Ali" in "".join(cell.itertext())]
        assert "New" in "".join(rows[0])


def test_a_copy_is_removed_and_the_map_stays(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    copy = keep_copy(cast.alice)
    alice = browser_as(cast.alice)
    asked = alice.visit(f"{COPIES}/{copy.id}/remove")

    page = alice.submit(f"{COPIES}/{copy.id}/remove")

    assert "The map itself stays." in asked.text
    assert "The copy is removed." in page.text
    assert copies_of(cast.alice) == []
    assert "Mum" in alice.visit("/network-map/mine").text


@pytest.mark.parametrize("other", ["ben", "hugo"])
def test_a_copy_of_hers_is_nowhere_for_others(cast: Cast, browser_as: Browsers, other: str) -> None:
    make_map(cast.alice)
    copy = keep_copy(cast.alice)
    make_map(getattr(cast, other))
    browser = browser_as(getattr(cast, other))

    assert browser.visit(f"{COPIES}/{copy.id}").status == 404
    assert browser.submit(f"{COPIES}/{copy.id}/remove").status == 404
    assert copies_of(cast.alice) == [copy]


def test_a_copy_of_the_one_map_is_none_of_the_other(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    copy = keep_copy(cast.alice)

    assert browser_as(cast.alice).visit(f"/network-map/theirs/copies/{copy.id}").status == 404


def test_of_nothing_there_is_no_copy(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert alice.submit(COPIES).status == 404
    assert alice.visit(f"{COPIES}/{uuid4()}").status == 404
    assert "You have not kept a copy yet." in alice.visit(COPIES).text


def test_more_copies_than_there_is_room_for_are_refused_kindly(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    for number in range(MOST_COPIES):
        change(cast.alice, lambda drawn, number=number: put(drawn, node("ffffffff", f"Ali {number}")))  # type: ignore[misc]  # bound in the loop
        keep_copy(cast.alice)
    change(cast.alice, lambda drawn: taken_off(drawn, "ffffffff"))

    page = browser_as(cast.alice).submit(COPIES)

    assert page.status == 422
    assert "You have kept 24 copies of this map." in page.text
    assert len(copies_of(cast.alice)) == MOST_COPIES


def test_a_copy_put_in_the_place_of_another_opens_no_more(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    first = keep_copy(cast.alice)
    change(cast.alice, lambda drawn: taken_off(drawn, "ffffffff"))
    change(cast.alice, lambda drawn: put(drawn, node("ffffffff", "Ali")))
    second = keep_copy(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        sealed = session.get_one(NetworkCopy, first.id).sealed
        session.execute(update(NetworkCopy).where(NetworkCopy.id == second.id).values(sealed=sealed))

    page = browser_as(cast.alice).visit(f"{COPIES}/{second.id}")

    assert page.status == 500
    assert "cannot be read just now" in page.text
