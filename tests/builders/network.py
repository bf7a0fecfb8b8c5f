"""Network maps for tests."""

from collections.abc import Callable
from typing import Any

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.network import queries, service
from app.network.model import Closeness, Effect, Kind, Map, Node, Often, link_between
from app.network.queries import Copy, Found
from app.network.rules import Whose
from tests.builders.messages import signed_in

# What a form of each kind needs.
PERSON = {"label": "Jo", "category": "friend", "effect": "positive", "closeness": "1", "often": "weekly", "years": "30"}
PLACE = {"label": "The allotment", "category": "outdoors", "effect": "positive", "closeness": "2", "often": ""}


def node(node_id: str, label: str = "", kind: Kind = Kind.PERSON, category: str = "friend", **more: Any) -> Node:
    """Something on a map, called as its id if nothing else is said."""
    return Node(id=node_id, kind=kind, label=label or node_id, category=category, **more)


def a_map() -> Map:
    """A mother, a friend and a nurse, an allotment and a choir, linked here and there."""
    return Map(
        nodes=(
            node("aaaaaaaa", "Mum", category="family", effect=Effect.NEUTRAL, closeness=Closeness.CLOSE, years=40),
            node("bbbbbbbb", "Jo", effect=Effect.POSITIVE, often=Often.MONTHLY, years=12),
            node("cccccccc", "Grace", category="professional", is_professional=True, often=Often.WEEKLY, years=1),
            node("dddddddd", "The allotment", Kind.PLACE, "outdoors", effect=Effect.POSITIVE, often=Often.WEEKLY),
            node("eeeeeeee", "Choir", Kind.ACTIVITY, "creative", effect=Effect.POSITIVE, closeness=Closeness.FURTHER),
        ),
        links=(
            link_between("aaaaaaaa", "bbbbbbbb"),
            link_between("aaaaaaaa", "dddddddd"),
            link_between("bbbbbbbb", "dddddddd"),
        ),
    )


def make_map(person: Person, drawn: Map | None = None, *, whose: Whose = Whose.MINE) -> Found:
    """A map that somebody has drawn."""
    wanted = drawn or a_map()
    change(person, lambda _before: wanted, whose=whose)
    return map_of(person, whose=whose)


def change(person: Person, edit: Callable[[Map], Map], *, whose: Whose = Whose.MINE) -> None:
    """Changes it, as if in another window."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        service.change(session, user=signed_in(person), whose=whose, edit=edit)


def keep_copy(person: Person, *, whose: Whose = Whose.MINE) -> Copy:
    """Keeps a copy of it."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        service.keep_copy(session, user=signed_in(person), whose=whose)
    return copies_of(person, whose=whose)[0]


def map_of(person: Person, *, whose: Whose = Whose.MINE) -> Found:
    """It as it is now."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.map_of(session, person_id=person.id, whose=whose)


def copies_of(person: Person, *, whose: Whose = Whose.MINE) -> list[Copy]:
    """Its copies, the newest first."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return queries.copies(session, person_id=person.id, whose=whose)
