"""Alice draws a map: every page works without JavaScript."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.network.model import Closeness, Effect, Kind, Map, Often
from app.network.rules import MOST_NODES, Whose
from tests.builders.network import PERSON, PLACE, a_map, make_map, map_of, node
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
MINE = "/network-map/mine"


def test_alice_begins_with_questions_and_three_buttons(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit(MINE)

    assert page.h1 == "My network map"
    assert "Who did you talk to last week, even for a minute?" in page.text
    assert {f"{MINE}/add/{kind}" for kind in Kind} <= set(page.links)
    assert "What it looks like" not in page.text


def test_who_sees_it_is_said_before_anything_is_drawn(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/network-map")

    assert "Only you." in page.text
    assert "this is no way to get help" in page.text
    assert {MINE, "/network-map/theirs", "/help-now"} <= set(page.links)


def test_jo_is_put_on_the_map(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"{MINE}/add/person", **PERSON, lives_with="yes")
    [jo] = map_of(cast.alice).drawn.nodes

    assert "It is on the map Jo stands in the table below." in page.text
    assert "Friend, known for 30 years, lives with me Effect Good for me How close Very close" in page.text
    assert (jo.effect, jo.closeness, jo.often, jo.years) == (Effect.POSITIVE, Closeness.CLOSE, Often.WEEKLY, 30)


def test_a_place_has_no_years_and_nobody_lives_with_it(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"{MINE}/add/place", **PLACE, years="3", lives_with="yes", professional="yes")
    [place] = map_of(cast.alice).drawn.nodes

    assert (place.kind, place.years, place.lives_with, place.is_professional) == (Kind.PLACE, None, False, False)


def test_a_professional_is_paid_to_be_there_without_a_tick(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"{MINE}/add/person", **{**PERSON, "category": "professional"})

    assert map_of(cast.alice).drawn.nodes[0].is_professional


def test_a_slip_loses_no_words(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"{MINE}/add/person", **{**PERSON, "label": "x" * 41, "closeness": ""})

    assert page.status == 422
    assert "Use 40 characters or fewer. You typed 41" in page.text
    assert {"#label", "#closeness"} <= set(page.links)
    assert page.value("label") == "x" * 41
    assert map_of(cast.alice).drawn == Map()


def test_jo_is_changed_and_stays_linked(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    form = alice.visit(f"{MINE}/items/bbbbbbbb")

    page = alice.submit(
        f"{MINE}/items/bbbbbbbb", **{**PERSON, "label": "J."}, revision=form.value("revision") or "", kind="person"
    )
    drawn = map_of(cast.alice).drawn

    assert form.value("label") == "Jo"
    assert page.path == MINE and "It is changed." in page.text
    assert [each.label for each in drawn.nodes] == ["Mum", "J.", "Grace", "The allotment", "Choir"]
    assert [each.label for each in drawn.linked_to("bbbbbbbb")] == ["Mum", "The allotment"]


def test_choir_is_linked_with_jo_and_the_allotment_no_more(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    fields = {"link-bbbbbbbb": "bbbbbbbb", "link-ffffffff": "ffffffff", "link-eeeeeeee": "eeeeeeee", "revision": "1"}

    page = browser_as(cast.alice).submit(f"{MINE}/items/eeeeeeee/links", **fields)
    drawn = map_of(cast.alice).drawn

    assert "The links are kept." in page.text
    assert [each.label for each in drawn.linked_to("eeeeeeee")] == ["Jo"]
    assert len(drawn.links) == 4


def test_jo_is_taken_off_with_the_links(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    asked = alice.visit(f"{MINE}/items/bbbbbbbb/remove")

    alice.submit(f"{MINE}/items/bbbbbbbb/remove", revision=asked.value("revision") or "")
    drawn = map_of(cast.alice).drawn

    assert "2 links go with it." in asked.text
    assert drawn.node("bbbbbbbb") is None
    assert len(drawn.links) == 1


def test_the_two_maps_are_apart(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/network-map/theirs/add/person", **PERSON)

    assert "Good for them" in alice.visit("/network-map/theirs").text
    assert "Jo" not in alice.visit(MINE).text
    assert map_of(cast.alice, whose=Whose.THEIRS).drawn.nodes[0].label == "Jo"


@pytest.mark.parametrize("other", ["ben", "hugo"])
def test_nobody_sees_the_map_of_somebody_else(cast: Cast, browser_as: Browsers, other: str) -> None:
    make_map(cast.alice)
    browser = browser_as(getattr(cast, other))

    assert "Mum" not in browser.visit(MINE).text
    assert browser.visit(f"{MINE}/items/aaaaaaaa").status == 404


@pytest.mark.parametrize("staff", ["cora", "sue", "max", "tess", "ada"])
def test_staff_have_no_such_page(cast: Cast, browser_as: Browsers, staff: str) -> None:
    assert browser_as(getattr(cast, staff)).visit(MINE).status == 404


def test_there_is_no_third_map_and_no_fourth_kind(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert [alice.visit(path).status for path in ("/network-map/hers", f"{MINE}/add/robot")] == [404, 404]


def test_the_shape_is_called_a_rule_of_thumb_and_two_ideas_follow(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)

    text = browser_as(cast.alice).visit(MINE).text

    assert "What it looks like: mixed" in text
    assert "This is our own rule of thumb. Types are only a way of talking" in text
    assert "A link to strengthen. Jo is marked as good for you, and you do not meet every week." in text
    assert "Something to try. There is nothing of this kind on the map yet" in text


def test_with_two_people_there_are_only_questions(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, Map(nodes=a_map().nodes[:2]))

    text = browser_as(cast.alice).visit(MINE).text

    assert "Who would notice if you were not there?" in text
    assert "rule of thumb" not in text
    assert "A link to strengthen" not in text


def test_where_somebody_is_hard_the_page_says_who_helps(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, Map(nodes=(node("aaaaaaaa", "D.", effect=Effect.NEGATIVE),)))
    make_map(cast.ben)

    assert "/directory?need=domestic-abuse#found" in browser_as(cast.alice).visit(MINE).links
    assert "/directory?need=domestic-abuse#found" not in browser_as(cast.ben).visit(MINE).links


def test_the_sixty_first_is_refused_kindly_and_its_words_are_kept(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, Map(nodes=tuple(node(f"{number:08x}") for number in range(MOST_NODES))))
    alice = browser_as(cast.alice)

    page = alice.submit(f"{MINE}/add/person", **PERSON)

    assert page.status == 422
    assert "There is room for 60 people, places and activities on a map" in page.text
    assert page.value("label") == "Jo"
    assert "There is no room for more on this map" in alice.visit(MINE).text


def test_what_is_typed_is_never_markup(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{MINE}/add/person", **{**PERSON, "label": "<b onclick=x>Jo</b> & \"co'"})

    for path in ("", "/print", f"/items/{map_of(cast.alice).drawn.nodes[0].id}"):
        assert "<b onclick" not in alice.visit(f"{MINE}{path}").response.text


def test_the_map_is_one_statement_whatever_stands_on_it(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    alice = browser_as(cast.alice)
    alice.visit(MINE)
    with counted() as sent:
        alice.visit(MINE)

    assert len([each for each in sent if "network_" in each]) == 1


def test_on_paper_there_is_nothing_to_press(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice, whose=Whose.THEIRS)

    page = browser_as(cast.alice).visit("/network-map/theirs/print")

    assert "as a relative sees it" in page.text
    assert "The allotment" in page.text
    assert not [each for each in page.links if "/items/" in each]
