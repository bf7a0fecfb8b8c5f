"""One damaged thing hides nothing else; and a key is never destroyed under a thing that is just being kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.keys import service as keys
from app.toolbox import rules, service
from tests.builders.toolbox import items_of, make_item
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
MARK = "Something that cannot be read just now"


def damage(person: Person, *, source: str) -> None:
    """Changes one letter of what is locked, as a bad disk would."""
    statement = "UPDATE toolbox_items SET sealed = sealed || 'x' WHERE person_id = :person AND source = :source"
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text(statement), {"person": person.id, "source": source})


def lose_key(person: Person) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        keys.shred(session, owner_id=person.id)


@pytest.mark.parametrize("path", ["/toolbox", "/toolbox/print"])
def test_alice_still_sees_everything_else(cast: Cast, browser_as: Browsers, path: str) -> None:
    make_item(cast.alice, "Ring Mum", source="first-steps/other")
    make_item(cast.alice)
    damage(cast.alice, source="first-steps/plan")

    page = browser_as(cast.alice).visit(path)

    assert page.status == 200
    assert "Ring Mum" in page.text
    assert MARK in page.text


def test_alice_can_remove_what_cannot_be_read(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)
    damage(cast.alice, source="first-steps/plan")

    alice = browser_as(cast.alice)

    assert alice.visit(f"/toolbox/{item.id}").h1 == MARK
    assert f"/toolbox/{item.id}/edit" not in alice.visit("/toolbox").links
    assert "There is nothing here yet" in alice.submit(f"/toolbox/{item.id}/remove").text


def test_her_team_sees_what_else_is_shared(cast: Cast, browser_as: Browsers) -> None:
    for source in ("first-steps/plan", "first-steps/other"):
        item = make_item(cast.alice, source=source)
        browser_as(cast.alice).submit(f"/toolbox/{item.id}/share")
    damage(cast.alice, source="first-steps/plan")

    page = browser_as(cast.cora).visit("/staff/shared")

    assert MARK in page.text
    assert "Plan from first-steps/other" in page.text


def test_without_a_key_alice_is_told_and_can_begin_again(cast: Cast, browser_as: Browsers) -> None:
    make_item(cast.alice)
    lose_key(cast.alice)
    alice = browser_as(cast.alice)

    assert MARK in alice.visit("/toolbox").text
    assert "At ten" in alice.submit("/toolbox/notes/new", title="Tuesday", text="At ten").text


def test_removing_everything_waits_for_what_is_just_being_kept(cast: Cast) -> None:
    alice, trust_id = cast.alice.id, cast.riverside.id
    make_item(cast.alice)

    def remove_all() -> None:
        with unit_of_work(trust_id) as session:
            service.remove_all(session, person_id=alice)

    with ThreadPoolExecutor(1) as other_tab:
        with unit_of_work(trust_id) as session:
            keys.key_for(session, trust_id=trust_id, owner_id=alice)
            removing = other_tab.submit(remove_all)
            sleep(0.3)
            note = rules.note("Tuesday", "At ten")
            service.save(session, person_id=alice, trust_id=trust_id, kind=rules.Kind.NOTE, source="note/1", kept=note)
        removing.result()

    assert items_of(cast.alice) == []
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(text("SELECT count(*) FROM data_keys")) == 0
