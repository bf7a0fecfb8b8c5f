"""Everything on a map finds a place on its ring, and stays there."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given

from app.network import layout
from app.network.layout import SIDE, Spot, like, settled, spots
from app.network.model import Closeness, Map, put, taken_off
from app.network.presenters.drawing import name_of
from app.network.rules import MOST_NODES
from tests.builders.network import a_map, node
from tests.network.drawn import maps, unhurried


@unhurried
@given(maps())
def test_each_stands_on_its_own_ring_inside_the_drawing(drawn: Map) -> None:
    where = spots(drawn)
    for each in drawn.nodes:
        spot = where[each.id]
        assert spot.ring is each.closeness
        assert 0 < spot.x < SIDE
        assert 0 < spot.y < SIDE


@unhurried
@given(maps())
def test_what_is_put_on_later_moves_nothing(drawn: Map) -> None:
    more = put(drawn, node("ffffffff", "Ali"))

    assert {key: spot for key, spot in spots(more).items() if key != "ffffffff"} == spots(drawn)


@unhurried
@given(maps())
def test_written_down_the_places_are_the_same(drawn: Map) -> None:
    assert spots(settled(drawn)) == spots(drawn)


def test_where_it_was_moved_to_it_stays() -> None:
    jo = replace(a_map().nodes[0], angle=77, closeness=Closeness.FURTHER)

    assert spots(put(a_map(), jo))[jo.id] == Spot(Closeness.FURTHER, 77)


def test_twenty_names_do_not_lie_on_each_other() -> None:
    rings = [Closeness.CLOSE] * 5 + [Closeness.NEAR] * 7 + [Closeness.FURTHER] * 8
    drawn = Map(tuple(replace(node(f"{n:08x}", f"Name {n}"), closeness=ring) for n, ring in enumerate(rings)))

    for one, other in combinations(spots(drawn).values(), 2):
        assert abs(one.x - other.x) >= 100 or abs(one.y - other.y) >= 60


def test_sixty_on_one_ring_hide_nobody() -> None:
    drawn = Map(tuple(replace(node(f"{n:08x}"), closeness=Closeness.CLOSE) for n in range(MOST_NODES)))

    assert len(set(spots(drawn).values())) == MOST_NODES


@unhurried
@given(maps())
def test_beside_each_other_what_stayed_on_its_ring_stands_where_it_stood(before: Map) -> None:
    after = put(taken_off(before, "00000000"), node("ffffffff", "Ali"))
    where, then = spots(after), spots(like(before, after))

    assert [then[each] for each in where if each in then] == [where[each] for each in where if each in then]


def test_beside_each_other_what_came_nearer_is_drawn_on_both_rings() -> None:
    mum = a_map().nodes[0]
    after = put(a_map(), replace(mum, closeness=Closeness.FURTHER))

    assert spots(like(a_map(), after))[mum.id].ring is Closeness.CLOSE


def test_the_top_of_a_ring_is_at_nought_degrees_and_the_right_at_ninety() -> None:
    top, right = Spot(Closeness.NEAR, 0), Spot(Closeness.NEAR, 90)

    assert (round(top.x), round(top.y)) == (400, 400 - layout.RADII[Closeness.NEAR])
    assert (round(right.x), round(right.y)) == (400 + layout.RADII[Closeness.NEAR], 400)


def test_a_long_name_takes_two_short_lines() -> None:
    assert name_of("Grandmother Wilhelmina of Bury St Edmunds") == ("Grandmother", "Wilhelmina…")
