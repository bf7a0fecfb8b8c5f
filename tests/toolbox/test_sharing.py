"""Sharing: one thing, with one team, by the relative's own hand, and back again."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text

from app.accounts import service as accounts
from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from tests.builders.toolbox import items_of, make_item
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def share(cast: Cast, browser_as: Browsers) -> UUID:
    """Alice shares her plan, and keeps something else to herself."""
    make_item(cast.alice, "My own thoughts", source="first-steps/private")
    item = make_item(cast.alice)
    browser_as(cast.alice).submit(f"/toolbox/{item.id}/share")
    return item.id


def actions() -> list[str]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(text("SELECT action FROM audit_entries WHERE action LIKE 'item.%' ORDER BY id")))


def test_alice_reads_what_sharing_means_before_she_does_it(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)

    page = browser_as(cast.alice).visit(f"/toolbox/{item.id}/share")

    assert "Early Help" in page.text
    assert "They see nothing else in your toolbox." in page.text
    assert actions() == []


@pytest.mark.parametrize("member", ["cora", "sue"])
def test_her_team_reads_what_she_shared_and_nothing_else(cast: Cast, browser_as: Browsers, member: str) -> None:
    item_id = share(cast, browser_as)
    browser = browser_as(getattr(cast, member))

    listed, opened = browser.visit("/staff/shared"), browser.visit(f"/staff/shared/{item_id}")

    assert "Alice" in listed.text
    assert "My own thoughts" not in listed.text
    assert "Kettle on" in opened.text


@pytest.mark.parametrize("other", ["ben", "max", "tess", "ada", "harry", "hugo"])
def test_nobody_else_reads_it(cast: Cast, browser_as: Browsers, other: str) -> None:
    item_id = share(cast, browser_as)
    browser = browser_as(getattr(cast, other))

    assert browser.visit(f"/staff/shared/{item_id}").status == 404
    assert "Kettle on" not in browser.visit("/staff/shared").text


def test_what_is_not_shared_is_not_found_by_its_address(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)

    assert browser_as(cast.cora).visit(f"/staff/shared/{item.id}").status == 404


def test_it_is_shown_as_shared(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)

    page = browser_as(cast.alice).visit(f"/toolbox/{item_id}")

    assert "Early Help can read this, because you shared it on" in page.text
    assert "Your team can read this" in browser_as(cast.alice).visit("/toolbox").text


def test_alice_takes_it_back_and_it_is_gone_at_once(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)

    for _twice in range(2):
        browser_as(cast.alice).submit(f"/toolbox/{item_id}/stop-sharing")

    assert browser_as(cast.cora).visit(f"/staff/shared/{item_id}").status == 404
    assert actions() == ["item.shared", "item.taken-back"]


def test_her_team_sees_a_change_that_she_makes_later(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)
    make_item(cast.alice, "Ring Mum")

    assert "Ring Mum" in browser_as(cast.cora).visit(f"/staff/shared/{item_id}").text


def test_each_opening_by_staff_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)

    browser_as(cast.cora).visit(f"/staff/shared/{item_id}")

    assert actions() == ["item.shared", "item.read"]


def test_somebody_elses_thing_cannot_be_shared(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)

    assert browser_as(cast.ben).submit(f"/toolbox/{item.id}/share").status == 404
    assert actions() == []


def test_a_second_press_shares_it_once(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)

    browser_as(cast.alice).submit(f"/toolbox/{item_id}/share")

    assert actions() == ["item.shared"]


def test_it_is_written_down_with_which_team(cast: Cast, browser_as: Browsers) -> None:
    share(cast, browser_as)

    with unit_of_work(Platform.SWEEP) as session:
        details = session.scalar(text("SELECT details FROM audit_entries WHERE action = 'item.shared'"))

    assert details == {"team_id": str(cast.early_help.id)}


def test_when_alice_closes_her_account_nothing_is_shared_any_more(cast: Cast, browser_as: Browsers) -> None:
    item_id = share(cast, browser_as)
    browser_as(cast.alice).submit("/account/close")
    cora = browser_as(cast.cora)

    assert "Nothing is shared with your teams" in cora.visit("/staff/shared").text
    assert cora.visit(f"/staff/shared/{item_id}").status == 404


def test_alice_without_a_team_is_not_led_to_sharing(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(text("UPDATE role_grants SET team_id = NULL WHERE person_id = :id"), {"id": cast.alice.id})
    alice = browser_as(cast.alice)

    assert f"/toolbox/{item.id}/share" not in alice.visit(f"/toolbox/{item.id}").links
    assert "nobody to share it with" in alice.submit(f"/toolbox/{item.id}/share").text


def test_with_two_teams_alice_says_which(cast: Cast, browser_as: Browsers) -> None:
    item, other = make_item(cast.alice), make_team(cast.riverside, "Night Team")
    with unit_of_work(cast.riverside.id) as session:
        accounts.grant_role(session, person=cast.alice, grant=accounts.Grant(Role.RELATIVE, other.id), actor_id=None)
    alice = browser_as(cast.alice)

    asked = alice.submit(f"/toolbox/{item.id}/share")
    shared = alice.submit(f"/toolbox/{item.id}/share", team=str(other.id))

    assert "Choose a team" in asked.text
    assert "Night Team can read this" in shared.text
    assert browser_as(cast.cora).visit(f"/staff/shared/{item.id}").status == 404


def test_a_team_of_another_trust_is_no_choice(cast: Cast, browser_as: Browsers) -> None:
    item = make_item(cast.alice)

    browser_as(cast.alice).submit(f"/toolbox/{item.id}/share", team=str(cast.hill_team.id))

    assert browser_as(cast.harry).visit(f"/staff/shared/{item.id}").status == 404


def test_changing_a_shared_note_says_who_reads_it(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/toolbox/notes/new", title="Tuesday", text="At ten")
    [note] = items_of(cast.alice)
    alice.submit(f"/toolbox/{note.id}/share")

    assert "Your team can read this" in alice.visit(f"/toolbox/{note.id}/edit").text


def test_the_list_costs_the_same_for_one_thing_and_for_many(cast: Cast, browser_as: Browsers) -> None:
    share(cast, browser_as)
    cora = browser_as(cast.cora)
    cora.visit("/staff/shared")

    with counted() as sent:
        assert cora.visit("/staff/shared").status == 200

    assert len(sent) <= 4, sent
