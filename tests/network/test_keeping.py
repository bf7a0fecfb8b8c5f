"""The map in the toolbox, with names and without, and what the team reads when Alice shares it."""

from collections.abc import Callable

from app.accounts.models import Person
from app.network.model import Kind, Map, put, taken_off
from app.network.presenters import keeping
from app.network.rules import Whose
from app.toolbox.rules import Kind as Kept
from tests.builders.network import change, make_map, node
from tests.builders.toolbox import items_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
KEEP = "/network-map/mine/keep"
NAMES = ("Mum", "Jo", "Grace", "The allotment", "Choir")


def test_alice_keeps_it_with_its_names(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    page = browser_as(cast.alice).submit(KEEP, names="with")
    [item] = items_of(cast.alice)

    assert page.path == f"/toolbox/{item.id}"
    assert item.kind is Kept.MAP
    assert "Jo: Friend, known for 12 years. Good for me. Close. Every month" in page.text
    assert "Mum and Jo know each other" in page.text
    assert "What it looks like, by our rule of thumb Mixed." in page.text
    assert f"/toolbox/{item.id}/share" in page.links
    assert "/network-map/mine" in page.links


def test_without_names_nothing_that_she_typed_is_in_it(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    browser_as(cast.alice).submit(KEEP, names="without")
    [item] = items_of(cast.alice)

    assert not [name for name in NAMES if name in str(item.kept)]
    assert "Friend and Outdoors go together" in str(item.kept.lines)
    assert "Friend, known for 12 years. Good for me." in str(item.kept.lines)


def test_two_friends_are_told_apart_by_number() -> None:
    drawn = Map(nodes=(node("a", "Jo"), node("b", "Ali"), node("c", "Mum", category="family")))

    assert [each.label for each in keeping.without_names(drawn).nodes] == ["Friend 1", "Friend 2", "Family"]


def test_with_names_is_never_shared_since_without_names_was(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    shared = alice.submit(KEEP, names="without").path
    alice.submit(f"{shared}/share")
    alice.submit(KEEP, names="with")

    cora = browser_as(cast.cora)
    listed = cora.visit("/staff/shared")
    [href] = [each for each in listed.links if each.startswith("/staff/shared/")]
    text = listed.text + cora.visit(href).text

    assert "My network map, without names" in text
    assert not [name for name in NAMES if name in text]


def test_nothing_is_shared_by_drawing_or_keeping(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    browser_as(cast.alice).submit(KEEP, names="with")

    assert "network map" not in browser_as(cast.cora).visit("/staff/shared").text


def test_kept_again_it_takes_the_old_ones_place_and_of_its_own_it_never_changes(
    cast: Cast, browser_as: Browsers
) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    alice.submit(KEEP, names="with")
    change(cast.alice, lambda drawn: taken_off(put(drawn, node("ffffffff", "Ali")), "bbbbbbbb"))
    [unchanged] = items_of(cast.alice)
    alice.submit(KEEP, names="with")
    [again] = items_of(cast.alice)

    assert ("Jo" in str(unchanged.kept), "Ali" in str(unchanged.kept)) == (True, False)
    assert ("Jo" in str(again.kept), "Ali" in str(again.kept)) == (False, True)


def test_it_says_whose_map_it_is(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, whose=Whose.THEIRS)
    browser_as(cast.alice).submit("/network-map/theirs/keep", names="with")

    assert items_of(cast.alice)[0].kept.title == "The map of the person I support"


def test_she_is_asked_whether_the_names_stand_on_it(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)

    page = alice.submit(KEEP)

    assert page.status == 422
    assert "Choose whether the names stand on it" in page.text
    assert items_of(cast.alice) == []
    assert "The people on it have not been asked" in alice.visit(KEEP).text


def test_an_empty_map_cannot_be_kept(cast: Cast, browser_as: Browsers) -> None:
    assert browser_as(cast.alice).submit(KEEP, names="with").status == 404


def test_every_name_that_stands_for_another_is_one_of_ours() -> None:
    drawn = Map(nodes=tuple(node(f"{n:08x}", f"Secret{n}", kind, "online") for n, kind in enumerate(Kind)))

    assert "Secret" not in str(keeping.kept(drawn, Whose.MINE, with_names=False))
