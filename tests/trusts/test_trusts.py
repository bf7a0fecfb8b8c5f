"""Ada sets up trusts and their first leads."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mailers import MAILERS
from app.trusts.models import Trust
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import all_invitations
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

SignIn = Callable[[Person], Browser]
LAKESIDE = {
    "trust": "Lakeside",
    "crisis_line_name": "Lakeside night line",
    "crisis_line_number": "0800 111 222",
    "team": "First Team",
    "email": "lena@example.org",
    "name": "Lena",
}


def test_a_trust_begins_with_its_lead(cast: Cast, browser_as: SignIn, mailbox: Mailbox, stranger: Browser) -> None:
    made = browser_as(cast.ada).submit("/staff/trusts/new", **LAKESIDE)
    delivery.send_all_due(mailers=MAILERS)
    link = mailbox.link_in(mailbox.mails[0])
    stranger.submit(link)
    home = stranger.submit(f"{link}/account", name="Lena", password=PASSWORD, read="yes")
    settings = stranger.visit("/staff/settings")

    assert made.h1 == "Lakeside"
    assert "Lena, lena@example.org" in made.text
    assert home.h1 == "Hello, Lena"
    assert settings.h1 == "Settings of Lakeside"
    assert settings.value("crisis_line_number") == "0800 111 222"
    assert "First Team" in settings.text
    assert "Early Help" not in settings.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"trust": ""}, "Enter the name of the trust"),
        ({"trust": "riverside"}, "There is one with this name already"),
        ({"crisis_line_name": ""}, "Enter the name of the crisis line"),
        ({"crisis_line_number": ""}, "Enter the number of the crisis line"),
        ({"team": ""}, "Enter the name of the team"),
        ({"email": "lena"}, "Enter an email address"),
        ({"name": ""}, "Enter their name"),
    ],
)
def test_a_slip_makes_nothing_and_loses_nothing(
    cast: Cast, browser_as: SignIn, changed: dict[str, str], sentence: str
) -> None:
    typed = LAKESIDE | changed

    page = browser_as(cast.ada).submit("/staff/trusts/new", **typed)

    assert page.status == 422
    assert sentence in page.text
    assert {name: page.value(name) or "" for name in typed} == typed
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalar(select(func.count()).select_from(Trust)) == 2


def test_everything_ada_does_is_in_that_trusts_audit_trail(cast: Cast, browser_as: SignIn) -> None:
    browser_as(cast.ada).submit("/staff/trusts/new", **LAKESIDE)

    [invitation] = all_invitations()
    with unit_of_work(invitation.trust_id) as session:
        entries = session.execute(select(AuditEntry.action, AuditEntry.actor_id)).all()
    assert {tuple(entry) for entry in entries} == {
        ("trust.created", cast.ada.id),
        ("team.created", cast.ada.id),
        ("invitation.created", cast.ada.id),
    }


def test_a_lead_whose_mail_came_back_is_invited_at_another_address(cast: Cast, browser_as: SignIn) -> None:
    ada = browser_as(cast.ada)
    address = ada.submit("/staff/trusts/new", **LAKESIDE).path

    page = ada.submit(f"{address}/leads", email="lena.right@example.org", name="Lena")
    same = ada.submit(f"{address}/leads", email="lena.right@example.org", name="Lena")
    again = ada.submit(f"{address}/leads", email="lena.right@example.org", name="Lena", again="lena.right@example.org")

    assert "The invitation is on its way" in page.text
    assert (same.status, same.value("email")) == (422, "lena.right@example.org")
    assert "This address was invited before" in same.text
    assert again.status == 200
    assert len(all_invitations()) == 3


@pytest.mark.parametrize("path", ["/staff/trusts/new", "the trust's page"])
def test_whether_a_lead_has_an_account_elsewhere_is_not_told(cast: Cast, browser_as: SignIn, path: str) -> None:
    address = path if path == "/staff/trusts/new" else f"/staff/trusts/{cast.hillside.id}/leads"

    page = browser_as(cast.ada).submit(address, **(LAKESIDE | {"email": "cora@example.org"}))

    assert page.status == 200
    assert [row.email for row in all_invitations()] == ["cora@example.org"]


def test_a_team_is_added_to_one_trust(cast: Cast, browser_as: SignIn) -> None:
    ada = browser_as(cast.ada)

    added = ada.submit(f"/staff/trusts/{cast.riverside.id}/teams", team="Night Team")
    twice = ada.submit(f"/staff/trusts/{cast.riverside.id}/teams", team="Night Team")

    assert "Night Team" in added.text
    assert (twice.status, twice.value("team")) == (422, "Night Team")
    assert "Night Team" not in ada.visit(f"/staff/trusts/{cast.hillside.id}").text


def test_the_list_has_every_trust_with_its_teams(cast: Cast, browser_as: SignIn) -> None:
    page = browser_as(cast.ada).visit("/staff/trusts")

    assert "Hillside" in page.text
    assert f"/staff/trusts/{cast.riverside.id}" in page.links


@pytest.mark.parametrize("who", ["alice", "cora", "max", "tess"])
def test_nobody_else_sets_up_trusts(cast: Cast, browser_as: SignIn, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    for address in ("/staff/trusts", "/staff/trusts/new", f"/staff/trusts/{cast.riverside.id}"):
        assert browser.visit(address).status == 404
    assert browser.submit("/staff/trusts/new", **LAKESIDE).status == 404


def test_a_trust_that_is_not_there_is_not_found(cast: Cast, browser_as: SignIn) -> None:
    ada = browser_as(cast.ada)

    assert ada.visit(f"/staff/trusts/{cast.ada.id}").status == 404
    assert ada.submit(f"/staff/trusts/{cast.ada.id}/leads", email="a@b.org", name="A").status == 404
