"""The figures, against another program's and against numbers worked out by hand."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.figures import blau, figures
from app.network.model import Effect, Kind, Map, Often
from tests.builders.network import a_map, node
from tests.network.drawn import maps, unhurried


def _graph(drawn: Map) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((each.id, {"kind": each.kind}) for each in drawn.nodes)
    graph.add_edges_from((link.first, link.second) for link in drawn.links)
    return graph


@unhurried
@given(maps())
def test_density_components_and_isolates_are_those_of_networkx(drawn: Map) -> None:
    counted, graph = figures(drawn), _graph(drawn)

    assert counted.components == nx.number_connected_components(graph)
    assert counted.isolates == nx.number_of_isolates(graph)
    assert (counted.size, counted.links) == (graph.number_of_nodes(), graph.number_of_edges())
    expected = pytest.approx(nx.density(graph)) if len(drawn.nodes) > 1 else None
    assert counted.density == expected


@unhurried
@given(maps())
def test_bridges_are_the_places_with_two_neighbours_who_are_people(drawn: Map) -> None:
    graph = _graph(drawn)
    kinds: dict[str, Any] = dict(graph.nodes(data="kind"))
    expected = [
        each
        for each in graph
        if kinds[each] is Kind.PLACE and sum(kinds[other] is Kind.PERSON for other in graph[each]) >= 2
    ]

    assert list(figures(drawn).bridges) == expected


@unhurried
@given(st.lists(st.sampled_from("abcdefghi"), min_size=1))
def test_blau_is_the_chance_that_two_drawn_with_replacement_differ(categories: list[str]) -> None:
    differ = sum(one != other for one in categories for other in categories)

    assert blau(categories) == pytest.approx(differ / len(categories) ** 2)


@unhurried
@given(maps())
def test_no_share_leaves_its_range(drawn: Map) -> None:
    counted = figures(drawn)
    shares = (
        counted.diversity,
        counted.density,
        counted.professional,
        counted.family,
        counted.positive,
        counted.stability,
        counted.reach,
    )

    assert all(share is None or 0 <= share <= 1 for share in shares)


def test_the_figures_of_a_small_map_by_hand() -> None:
    counted = figures(a_map())

    assert (counted.people, counted.places, counted.activities, counted.links) == (3, 1, 1, 3)
    assert counted.density == pytest.approx(3 / 10)
    assert counted.diversity == pytest.approx(1 - 3 * (1 / 3) ** 2)
    assert counted.professional == counted.family == pytest.approx(1 / 3)
    assert counted.positive == pytest.approx(3 / 5)
    assert counted.stability == pytest.approx(2 / 3)
    assert (counted.isolates, counted.components, counted.bridges) == (2, 3, ("dddddddd",))


def test_who_is_seen_is_asked_only_of_those_of_whom_it_was_said() -> None:
    drawn = Map(nodes=(node("a", often=Often.DAILY), node("b", often=Often.SELDOM), node("c"), node("d")))

    assert figures(drawn).reach == 0.5
    assert figures(drawn).stability is None


@pytest.mark.parametrize(("years", "share"), [(4, 0), (5, 1)])
def test_five_years_are_long(years: int, share: float) -> None:
    assert figures(Map(nodes=(node("a", years=years),))).stability == share


def test_a_partner_is_family() -> None:
    assert figures(Map(nodes=(node("a", category="partner"), node("b")))).family == 0.5


def test_places_and_activities_are_no_people() -> None:
    drawn = Map(nodes=(node("a", kind=Kind.PLACE, category="home", effect=Effect.POSITIVE),))

    assert (figures(drawn).diversity, figures(drawn).family, figures(drawn).positive) == (None, None, 1)


def test_of_an_empty_map_nothing_is_said() -> None:
    counted = figures(Map())

    assert (counted.size, counted.components, counted.density, counted.positive) == (0, 0, None, None)
