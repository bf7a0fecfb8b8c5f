"""What became of a map between two days."""

from dataclasses import replace

from hypothesis import given

from app.network.comparing import Became, compare
from app.network.model import Map, linked, put, taken_off
from app.network.presenters import changes
from app.network.rules import Whose
from tests.builders.network import a_map, node
from tests.network.drawn import maps, unhurried


def _became(before: Map, after: Map) -> dict[str, Became]:
    return {
        (pair.before or pair.after).label: pair.became  # type: ignore[union-attr]  # one of them is there
        for pair in compare(before, after).pairs
    }


def test_one_is_new_one_gone_one_changed_and_the_rest_as_it_was() -> None:
    after = taken_off(a_map(), "cccccccc")
    after = put(put(after, node("bbbbbbbb", "Jo", closeness=1)), node("ffffffff", "Ali"))

    assert _became(a_map(), after) == {
        "Mum": Became.SAME,
        "Jo": Became.CHANGED,
        "Grace": Became.GONE,
        "The allotment": Became.SAME,
        "Choir": Became.SAME,
        "Ali": Became.NEW,
    }


def test_links_come_and_go() -> None:
    compared = compare(a_map(), linked(a_map(), "bbbbbbbb", ["eeeeeeee"]))

    assert [(link.first, link.second) for link in compared.new_links] == [("bbbbbbbb", "eeeeeeee")]
    assert len(compared.gone_links) == 2


def test_where_somebody_was_dragged_on_a_ring_is_no_change() -> None:
    first = a_map().nodes[0]

    assert _became(a_map(), put(a_map(), replace(first, angle=90)))["Mum"] is Became.SAME


@unhurried
@given(maps())
def test_a_map_beside_itself_shows_no_change(drawn: Map) -> None:
    compared = compare(drawn, drawn)

    assert {pair.became for pair in compared.pairs} <= {Became.SAME}
    assert (compared.new_links, compared.gone_links) == ((), ())


@unhurried
@given(maps(), maps())
def test_everything_on_either_has_a_row(before: Map, after: Map) -> None:
    rows = changes.pairs(compare(before, after), Whose.MINE)

    assert len(rows) == len({each.id for each in (*before.nodes, *after.nodes)})


def test_what_changed_stands_first_and_an_old_name_beside_the_new_one() -> None:
    after = put(a_map(), replace(a_map().nodes[4], label="Singing"))

    assert changes.pairs(compare(a_map(), after), Whose.MINE)[0][0] == "Singing (before: Choir)"
