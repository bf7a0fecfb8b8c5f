"""Names on a map are found nowhere but on it, and are gone when it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine, func, select, text

from app.accounts.models import Person
from app.core import config
from app.core.db import Platform, unit_of_work
from app.keys.models import DataKey
from app.models import metadata
from app.network.model import Map
from app.network.models import NetworkCopy, NetworkMap
from app.network.rules import Whose
from tests.builders.network import PERSON, keep_copy, make_map, map_of, node
from tests.messages.test_canaries import everything_in_redis, everything_in_tables, has_mark
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
MARK = "brindlemoor"  # a word that stands nowhere else
NAMED = Map(nodes=tuple(node(f"{number:08x}", f"{MARK} {number}") for number in range(50)))


def _on_disk(owner: Engine) -> list[str]:
    with owner.begin() as connection:
        # What is committed after this is on the disk, with everything before it.
        connection.execute(text("SET LOCAL synchronous_commit = on"))
        connection.execute(text("CREATE TEMPORARY TABLE written () ON COMMIT DROP"))
    [sockets] = parse_qs(urlsplit(config.require("database_url")).query)["host"]
    files = (each for each in Path(sockets).parent.rglob("*") if each.is_file())
    return [each.name for each in files if has_mark(each.read_bytes(), MARK)]


def test_none_of_the_names_is_anywhere_but_locked(
    cast: Cast, owner: Engine, browser_as: Browsers, capfd: pytest.CaptureFixture[str]
) -> None:
    from redis import Redis

    alice = browser_as(cast.alice)
    for whose in Whose:
        make_map(cast.alice, NAMED, whose=whose)
        keep_copy(cast.alice, whose=whose)
        address = f"/network-map/{whose}"
        for fields in (PERSON, {**PERSON, "effect": ""}):
            alice.submit(f"{address}/add/person", **{**fields, "label": f"{MARK} typed"})
        alice.submit(f"{address}/keep", names="with")
        alice.visit(f"{address}/items/{MARK}")

    assert f"{MARK} typed" in str(map_of(cast.alice).drawn)
    assert [name for name, data in everything_in_tables(owner) if has_mark(data, MARK)] == []
    assert _on_disk(owner) == []
    redis: Any = Redis.from_url(config.require("redis_url"))
    assert not [each for each in everything_in_redis(redis) if has_mark(each, MARK)]
    assert not has_mark("".join(capfd.readouterr()).encode(), MARK)


def _left(cast: Cast) -> tuple[int, int, int]:
    with unit_of_work(cast.riverside.id) as session:
        maps, copies = (session.scalar(select(func.count()).select_from(each)) for each in (NetworkMap, NetworkCopy))
        keys = session.scalar(select(func.count()).select_from(DataKey))
    return maps or 0, copies or 0, keys or 0


def test_a_map_that_is_removed_takes_its_copies_and_its_key(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    keep_copy(cast.alice)
    make_map(cast.alice, whose=Whose.THEIRS)
    alice = browser_as(cast.alice)
    asked = alice.visit("/network-map/mine/remove")

    page = alice.submit("/network-map/mine/remove")

    assert "and 1 copy of it" in asked.text
    assert "The map is removed, with every copy of it." in page.text
    assert _left(cast) == (1, 0, 1)
    assert map_of(cast.alice).drawn == Map()
    assert map_of(cast.alice, whose=Whose.THEIRS).drawn.nodes


def test_what_was_never_begun_cannot_be_removed(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert alice.visit("/network-map/mine/remove").status == 404
    assert alice.submit("/network-map/mine/remove").status == 200


def test_with_the_account_both_maps_go_and_bens_stays(cast: Cast, browser_as: Browsers) -> None:
    for whose in Whose:
        make_map(cast.alice, whose=whose)
        keep_copy(cast.alice, whose=whose)
    make_map(cast.ben)
    browser_as(cast.alice).submit("/account/close")

    assert _left(cast) == (1, 0, 1)
    assert map_of(cast.ben).drawn.nodes


def test_another_trusts_map_is_behind_the_wall(cast: Cast) -> None:
    make_map(cast.hugo)

    assert _left(cast) == (0, 0, 0)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalar(select(func.count()).select_from(metadata.tables["network_maps"])) == 1


def test_alice_takes_out_both_maps_with_their_copies(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    keep_copy(cast.alice)
    [taken] = browser_as(cast.alice).client.get("/toolbox/take-out").json()["network_maps"]

    assert taken["title"] == "My network map"
    assert [each["label"] for each in taken["map"]["nodes"]] == ["Mum", "Jo", "Grace", "The allotment", "Choir"]
    assert taken["copies"][0]["map"] == taken["map"]


def test_a_map_that_cannot_be_opened_says_so_and_nothing_is_overwritten(cast: Cast, browser_as: Browsers) -> None:
    make_map(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        session.scalars(select(NetworkMap)).one().sealed = b"x" * 60
    alice = browser_as(cast.alice)

    assert "cannot be read just now" in alice.visit("/network-map/mine").text
    assert alice.submit("/network-map/mine/add/person", **PERSON).status == 500
    with unit_of_work(cast.riverside.id) as session:
        assert session.scalars(select(NetworkMap)).one().sealed == b"x" * 60
