"""Alice has the map open twice: the second is told, and keeps its words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.network import service
from app.network.layout import settled
from app.network.model import Closeness, Map, put, taken_off
from app.network.rules import Whose
from tests.builders.messages import signed_in
from tests.builders.network import PERSON, a_map, change, make_map, map_of
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]
JO = "/network-map/mine/items/bbbbbbbb"
STALE = {"revision": "1", "kind": "person"}


def _meanwhile(cast: Cast) -> None:
    grace = replace(a_map().nodes[2], label="Grace the nurse")
    change(cast.alice, lambda drawn: put(drawn, grace))


def both(*acts: Callable[[], Page]) -> list[int]:
    with ThreadPoolExecutor(2) as pool:
        return sorted(each.result().status for each in [pool.submit(act) for act in acts])


def test_the_second_to_change_is_told_and_can_save_again(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    _meanwhile(cast)
    alice = browser_as(cast.alice)

    told = alice.submit(JO, **{**PERSON, "label": "Josephine"}, **STALE)
    saved = alice.submit(JO, **{**PERSON, "label": "Josephine"}, kind="person", revision=told.value("revision") or "")

    assert (told.status, told.value("label")) == (409, "Josephine")
    assert "You changed this map in another window meanwhile." in told.text
    assert "It is changed." in saved.text
    assert [each.label for each in map_of(cast.alice).drawn.of(a_map().nodes[0].kind)] == [
        "Mum",
        "Josephine",
        "Grace the nurse",
    ]


def test_what_was_taken_off_meanwhile_can_be_put_back_with_its_words(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    change(cast.alice, lambda drawn: taken_off(drawn, "bbbbbbbb"))
    alice = browser_as(cast.alice)

    told = alice.submit(JO, **PERSON, **STALE)
    alice.submit("/network-map/mine/add/person", **PERSON, id=told.value("id") or "")

    assert told.status == 409
    assert told.value("label") == "Jo"
    assert map_of(cast.alice).drawn.node("bbbbbbbb")


def test_links_that_were_ticked_stay_ticked(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    _meanwhile(cast)

    told = browser_as(cast.alice).submit(f"{JO}/links", revision="1", **{"link-eeeeeeee": "eeeeeeee"})
    ticked = [each.get("value") for each in told.all("input") if each.get("checked") is not None]

    assert (told.status, ticked) == (409, ["eeeeeeee"])
    assert len(map_of(cast.alice).drawn.links) == 3


def test_nothing_is_taken_off_by_a_window_that_is_behind(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    _meanwhile(cast)

    page = browser_as(cast.alice).submit(f"{JO}/remove", revision="1")

    assert page.status == 409
    assert "so this is still on it" in page.text
    assert map_of(cast.alice).drawn.node("bbbbbbbb")


def test_a_revision_that_nobody_has_changes_nothing(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    assert browser_as(cast.alice).submit(f"{JO}/remove", revision="99999999999999999999").status == 409


def test_two_windows_add_at_once_and_both_are_on_it(cast: Cast, browser_as: Browsers) -> None:
    one, other, address = browser_as(cast.alice), browser_as(cast.alice), "/network-map/mine/add/person"

    statuses = both(lambda: one.submit(address, **PERSON), lambda: other.submit(address, **{**PERSON, "label": "Ali"}))

    assert statuses == [200, 200]
    assert {each.label for each in map_of(cast.alice).drawn.nodes} == {"Jo", "Ali"}


def test_pressed_twice_jo_is_there_once(cast: Cast, browser_as: Browsers) -> None:
    alice, address = browser_as(cast.alice), "/network-map/mine/add/person"
    once = alice.visit(address).value("id") or ""
    for _press in range(2):
        alice.submit(address, **PERSON, id=once)
        change(cast.alice, settled)  # as the first move on the drawing does

    assert len(map_of(cast.alice).drawn.nodes) == 1


def test_the_form_that_the_back_button_brings_adds_another(cast: Cast, browser_as: Browsers) -> None:
    alice, address = browser_as(cast.alice), "/network-map/mine/add/person"
    once = alice.visit(address).value("id") or ""
    for label in ("Jo", "Ali"):
        alice.submit(address, **{**PERSON, "label": label}, id=once)

    assert [each.label for each in map_of(cast.alice).drawn.nodes] == ["Jo", "Ali"]


def _move(browser: Browser, **fields: str) -> tuple[int, Any]:
    answer = browser.client.post(f"{JO}/move", data=fields)
    return answer.status_code, answer.json()


def test_the_drawing_moves_jo_and_learns_the_new_revision(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    assert _move(browser_as(cast.alice), closeness="3", angle="370", revision="1") == (200, {"revision": 2})
    jo = map_of(cast.alice).drawn.node("bbbbbbbb")
    assert jo and (jo.closeness, jo.angle) == (Closeness.FURTHER, 10)


def test_a_drawing_that_is_behind_moves_nothing(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    _meanwhile(cast)
    alice = browser_as(cast.alice)

    assert _move(alice, closeness="3", angle="10", revision="1") == (409, {"revision": 2})
    assert _move(alice, closeness="4", angle="10", revision="2") == (422, {"revision": 2})
    assert map_of(cast.alice).drawn.node("bbbbbbbb") == a_map().nodes[1]


def test_changing_the_words_keeps_the_place_and_changing_the_ring_does_not(cast: Cast, browser_as: Browsers) -> None:
    placed = replace(a_map().nodes[1], angle=90)
    make_map(cast.alice, put(a_map(), placed))
    alice, same = browser_as(cast.alice), str(int(placed.closeness))

    alice.submit(JO, **{**PERSON, "closeness": same}, **STALE)
    stayed = map_of(cast.alice).drawn.node("bbbbbbbb")
    alice.submit(JO, **{**PERSON, "closeness": "3"}, kind="person", revision="2")
    moved = map_of(cast.alice).drawn.node("bbbbbbbb")

    assert (stayed and stayed.angle, moved and moved.angle) == (90, None)


def test_saving_what_is_there_already_makes_no_new_revision(cast: Cast) -> None:
    before = make_map(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        revision = service.change(session, user=signed_in(cast.alice), whose=Whose.MINE, edit=lambda drawn: drawn)

    assert (revision, map_of(cast.alice)) == (before.revision, before)


def test_an_empty_map_is_not_begun_by_changing_nothing(cast: Cast) -> None:
    make_map(cast.alice, Map())

    assert map_of(cast.alice).id is None
