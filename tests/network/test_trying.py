"""What a map suggests: never more of what does harm, never more of who is paid."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from app.network.model import Effect, Kind, Map, Node, Often, link_between
from app.network.presenters.words import CATEGORIES
from app.network.trying import to_strengthen, to_try
from tests.builders.network import node
from tests.network.drawn import maps, unhurried

GOOD: dict[str, Any] = {"effect": Effect.POSITIVE}


def _everything(often: Often | None) -> tuple[Node, ...]:
    pairs = [(kind, name) for kind in (Kind.PLACE, Kind.ACTIVITY) for name in CATEGORIES[kind]]
    return tuple(
        node(f"{place:08x}", kind=kind, category=name, often=often) for place, (kind, name) in enumerate(pairs)
    )


def test_the_nearest_good_person_who_is_seldom_seen_comes_first() -> None:
    drawn = Map(
        nodes=(
            node("a", closeness=3, often=Often.SELDOM, **GOOD),
            node("b", closeness=1, often=Often.MONTHLY, **GOOD),
            node("c", closeness=1, often=Often.DAILY, **GOOD),
        )
    )
    found = to_strengthen(drawn)

    assert found and found.person.id == "b"


def test_of_two_as_near_the_one_who_is_known_longer() -> None:
    found = to_strengthen(Map(nodes=(node("a", years=1, **GOOD), node("b", years=20, **GOOD))))

    assert found and found.person.id == "b"


def test_of_whom_nobody_said_how_often_comes_after_who_is_seldom_seen() -> None:
    found = to_strengthen(Map(nodes=(node("a", closeness=1, **GOOD), node("b", often=Often.MONTHLY, **GOOD))))

    assert found and found.person.id == "b"


@pytest.mark.parametrize("more", [{"lives_with": True}, {"category": "pet"}])
def test_whoever_is_in_the_house_is_not_taken_for_seldom_seen(more: dict[str, Any]) -> None:
    assert to_strengthen(Map(nodes=(node("a", **{**GOOD, **more}),))) is None


def test_who_is_seen_every_week_could_come_along() -> None:
    choir = node("b", "Choir", Kind.ACTIVITY, "creative", **GOOD)
    drawn = Map(nodes=(node("a", often=Often.WEEKLY, **GOOD), choir))
    found = to_strengthen(drawn)

    assert found and found.with_this == choir
    assert to_strengthen(Map(drawn.nodes, (link_between("a", "b"),))) is None


@unhurried
@given(maps())
def test_nobody_hard_and_nobody_paid_is_ever_suggested(drawn: Map) -> None:
    found = to_strengthen(drawn)

    assert found is None or (found.person.effect is Effect.POSITIVE and not found.person.is_professional)
    assert found is None or found.with_this is None or found.with_this.effect is Effect.POSITIVE


@unhurried
@given(maps())
def test_what_is_new_to_try_is_not_on_the_map(drawn: Map) -> None:
    found = to_try(drawn)
    there = {(each.kind, each.category) for each in drawn.nodes}

    assert found is None or found.again or (found.kind, found.category) not in there


def test_on_an_empty_map_it_is_a_place_outdoors() -> None:
    found = to_try(Map())

    assert found and (found.kind, found.category) == (Kind.PLACE, "outdoors")


def test_where_everything_is_there_a_good_thing_that_is_seldom_done_could_happen_again() -> None:
    seldom = node("ffffffff", "Choir", Kind.ACTIVITY, "creative", often=Often.SELDOM, **GOOD)
    found = to_try(Map(nodes=(*_everything(Often.DAILY), seldom)))

    assert found and found.again == seldom
    for often in (Often.DAILY, None):
        assert to_try(Map(nodes=tuple(replace(each, **GOOD) for each in _everything(often)))) is None
