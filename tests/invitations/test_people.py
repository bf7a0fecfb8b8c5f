"""Tess looks after the trust's people."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.invitations.rules import State
from app.mail import delivery
from app.mailers import MAILERS
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import all_invitations, make_invitation
from tests.builders.trusts import make_team
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

SignIn = Callable[[Person], Browser]
MO = {"email": "mo@example.org", "name": "Mo Ali", "role": "clinician"}


def test_a_colleague_is_invited_joins_and_invites(
    cast: Cast, browser_as: SignIn, stranger: Browser, mailbox: Mailbox
) -> None:
    browser_as(cast.tess).submit("/staff/people/new", **MO, team=str(cast.early_help.id))
    delivery.send_all_due(mailers=MAILERS)
    link = mailbox.link_in(mailbox.mails[0])
    stranger.submit(link)
    home = stranger.submit(f"{link}/account", name="Mo Ali", password=PASSWORD, read="yes")

    assert home.h1 == "Hello, Mo Ali"
    assert "Invite a relative or friend" in home.text
    assert "Clinician, Early Help" in browser_as(cast.tess).visit("/staff/people").text


def test_a_trust_with_one_team_need_not_choose_it(cast: Cast, browser_as: SignIn) -> None:
    browser_as(cast.tess).submit("/staff/people/new", **MO)

    assert [row.team_id for row in all_invitations()] == [cast.early_help.id]


def test_a_role_of_the_whole_trust_gets_no_team(cast: Cast, browser_as: SignIn) -> None:
    fields = MO | {"role": "moderator", "team": str(cast.early_help.id)}

    page = browser_as(cast.tess).submit("/staff/people/new", **fields)

    assert page.h1 == "Invitation of Mo Ali"
    assert [row.team_id for row in all_invitations()] == [None]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "mo"}, "Enter an email address"),
        ({"name": ""}, "Enter their name"),
        ({"role": ""}, "Choose a role"),
        ({"role": "platform_administrator"}, "Choose a role"),
        ({"role": "relative"}, "Choose a role"),
        ({"team": ""}, "Choose the team that they work in"),
        ({"email": "cora@example.org"}, "Somebody with this address joined on"),
    ],
)
def test_a_slip_is_explained_and_nothing_typed_is_lost(
    cast: Cast, browser_as: SignIn, changed: dict[str, str], sentence: str
) -> None:
    make_team(cast.riverside, "Night Team")
    typed = MO | {"team": str(cast.early_help.id)} | changed

    page = browser_as(cast.tess).submit("/staff/people/new", **typed)

    assert page.status == 422
    assert sentence in page.text
    assert (page.value("email"), page.value("name") or "") == (typed["email"], typed["name"])
    assert all_invitations() == []


def test_a_colleague_who_was_invited_before_is_asked_about(cast: Cast, browser_as: SignIn) -> None:
    first = make_invitation(cast.tess, None, email="mo@example.org", role=Role.MODERATOR, state=State.EXPIRED)
    tess = browser_as(cast.tess)

    asked = tess.submit("/staff/people/new", **MO)
    tess.submit("/staff/people/new", **MO, again="mo@example.org")

    assert "This address was invited before" in asked.text
    assert [row.repeats_id for row in all_invitations()] == [None, first.id]


def test_relatives_are_a_team_and_a_day_without_a_name(cast: Cast, browser_as: SignIn) -> None:
    text = browser_as(cast.tess).visit("/staff/people").text

    assert "2 relatives joined" in text
    assert "cora@example.org" in text
    for private in ("Alice", "alice@", "Ben", "ben@", "hugo@", "harry@", "hanna@", "ada@"):
        assert private not in text


@pytest.mark.parametrize("who", ["alice", "hugo", "harry", "ada"])
def test_tess_does_not_find_a_relative_or_another_trusts_people(cast: Cast, browser_as: SignIn, who: str) -> None:
    address = f"/staff/people/{getattr(cast, who).id}"
    tess = browser_as(cast.tess)

    statuses = {
        tess.visit(address).status,
        tess.visit(f"{address}/close").status,
        tess.submit(f"{address}/close").status,
        tess.submit(f"{address}/roles", role="moderator").status,
    }

    assert statuses == {404}
    assert browser_as(getattr(cast, who)).visit("/account").h1 == "Your account"


def test_a_closed_account_stops_at_once_and_for_good(cast: Cast, browser_as: SignIn) -> None:
    cora, tess = browser_as(cast.cora), browser_as(cast.tess)
    address = f"/staff/people/{cast.cora.id}"

    asked = tess.visit(f"{address}/close")
    closed = tess.submit(f"{address}/close")
    twice = tess.submit(f"{address}/close")

    assert asked.h1 == "Close this account?"
    assert "The account is closed" in closed.text
    assert twice.status == 409
    assert cora.visit("/staff").h1 == "Sign in"


def test_tess_cannot_close_her_own_account(cast: Cast, browser_as: SignIn) -> None:
    page = browser_as(cast.tess).submit(f"/staff/people/{cast.tess.id}/close")

    assert page.status == 409
    assert browser_as(cast.tess).visit("/staff/people").h1 == "People"


def test_cora_gets_a_second_team_once(cast: Cast, browser_as: SignIn) -> None:
    night = make_team(cast.riverside, "Night Team")
    tess, fields = browser_as(cast.tess), {"role": "clinician", "team": str(night.id)}

    added = tess.submit(f"/staff/people/{cast.cora.id}/roles", **fields)
    twice = tess.submit(f"/staff/people/{cast.cora.id}/roles", **fields)

    assert "Clinician, Night Team" in added.text
    assert "Cora has this role already" in twice.text
    assert "Which team invites them?" in browser_as(cast.cora).visit("/staff").text


@pytest.mark.parametrize("who", ["alice", "cora", "sue", "max", "ada"])
def test_nobody_else_manages_people(cast: Cast, browser_as: SignIn, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    for address in ("/staff/people", "/staff/people/new", f"/staff/people/{cast.cora.id}", "/staff/settings"):
        assert browser.visit(address).status == 404
