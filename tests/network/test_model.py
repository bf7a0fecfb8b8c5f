"""A map as data: nothing is lost, and no link hangs in the air."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.network.model import (
    CATEGORIES,
    Kind,
    Map,
    Relation,
    as_data,
    from_data,
    link_between,
    linked,
    put,
    taken_off,
)
from app.network.presenters import words
from app.network.presenters.voices import VOICES
from tests.builders.network import a_map, node
from tests.network.drawn import maps, unhurried


@unhurried
@given(maps())
def test_what_is_stored_is_read_as_it_was(drawn: Map) -> None:
    assert from_data(json.loads(json.dumps(as_data(drawn)))) == drawn


@unhurried
@given(maps(), st.data())
def test_whatever_is_taken_off_its_links_go_too(drawn: Map, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from([*(each.id for each in drawn.nodes), "ffffffff"]))

    left = taken_off(drawn, gone)

    assert not [link for link in left.links if gone in link.ends]
    assert len(left.nodes) == len(drawn.nodes) - (drawn.node(gone) is not None)


@unhurried
@given(maps(), st.data())
def test_something_is_linked_with_exactly_what_was_ticked(drawn: Map, data: st.DataObject) -> None:
    ids = [*(each.id for each in drawn.nodes), "ffffffff"]
    of, ticked = data.draw(st.sampled_from(ids)), data.draw(st.lists(st.sampled_from(ids)))

    now = linked(drawn, of, ticked)

    there = {each.id for each in drawn.nodes} if drawn.node(of) else set()
    others = [link for link in drawn.links if of not in link.ends]
    assert {each.id for each in now.linked_to(of)} == (set(ticked) - {of}) & there
    assert [link for link in now.links if of not in link.ends] == others
    assert len(set(now.links)) == len(now.links)


def test_a_link_has_no_direction() -> None:
    assert link_between("b", "a") == link_between("a", "b")


def test_ticking_a_link_twice_keeps_the_order() -> None:
    drawn = a_map()

    assert linked(drawn, "bbbbbbbb", ["dddddddd", "aaaaaaaa", "dddddddd"]) == drawn


def test_what_is_changed_stays_in_its_place() -> None:
    changed = put(a_map(), node("bbbbbbbb", "Josephine"))

    assert [each.label for each in changed.nodes] == ["Mum", "Josephine", "Grace", "The allotment", "Choir"]


def test_people_know_each_other_and_all_else_happens_together() -> None:
    drawn = a_map()

    assert [drawn.relation(link) for link in drawn.links] == [Relation.KNOW, Relation.TOGETHER, Relation.TOGETHER]


def test_nothing_is_linked_with_what_is_not_there() -> None:
    assert linked(Map(), "aaaaaaaa", ["bbbbbbbb"]).links == ()


def test_everything_has_a_word() -> None:
    assert {kind: tuple(names) for kind, names in words.CATEGORIES.items()} == CATEGORIES
    assert all(set(voice.often_questions) == set(Kind) for voice in VOICES.values())
