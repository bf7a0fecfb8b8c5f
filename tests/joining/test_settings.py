"""From trying out to live, and asking without a code."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy
from app.trusts.going_live import MOST_GUESTS
from app.trusts.models import GuestAddress, Team, Trust
from tests.builders.accounts import make_person
from tests.builders.invitations import all_invitations
from tests.builders.joining import ASKED
from tests.builders.trusts import make_team, make_trust
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
HERE = "/staff/settings/joining"


@pytest.fixture
def newside(database: None) -> Trust:
    """A trust that is trying out."""
    return make_trust("Newside", live=False)


@pytest.fixture
def lead(newside: Trust, browser_as: BrowserAs) -> Browser:
    """Its lead."""
    return browser_as(make_person("Nell", Role.TRUST_LEAD, trust=newside))


def _guests() -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(GuestAddress.email).order_by(GuestAddress.email)))


def _audited() -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def _trust(name: str) -> Trust:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Trust).where(Trust.name == name)).one()


def test_a_lead_puts_an_address_on_the_guest_list_and_takes_it_off(lead: Browser) -> None:
    page = lead.submit(f"{HERE}/guests", email="Guest@Example.org")
    assert "guest@example.org" in page.text
    assert _guests() == ["guest@example.org"]

    [action] = [form.get("action") for form in page.all("form") if "/remove" in str(form.get("action"))]
    lead.submit(str(action))
    assert _guests() == []
    assert _audited() == ["guest.added", "guest.removed"]


def test_the_same_address_twice_and_one_too_many_are_explained(newside: Trust, lead: Browser) -> None:
    lead.submit(f"{HERE}/guests", email="g0@example.org")
    assert "on the list already" in lead.submit(f"{HERE}/guests", email="g0@example.org").text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        added_by = session.scalars(select(GuestAddress.added_by)).first()
        session.add_all(
            GuestAddress(trust_id=newside.id, email=f"g{n}@example.org", added_by=added_by)
            for n in range(1, MOST_GUESTS)
        )

    page = lead.submit(f"{HERE}/guests", email="more@example.org")
    assert (page.status, len(_guests())) == (422, MOST_GUESTS)
    assert "The list is full" in page.text


def test_staff_read_on_their_home_that_the_trust_is_trying_out(newside: Trust, browser_as: BrowserAs) -> None:
    cora = make_person("Cora", Role.CLINICIAN, team=make_team(newside))

    assert "only relatives on its guest list get mail" in browser_as(cora).visit("/staff").text


def test_a_clinician_of_it_can_invite_a_guest_and_nobody_else(
    newside: Trust, lead: Browser, browser_as: BrowserAs
) -> None:
    cora = browser_as(make_person("Cora", Role.CLINICIAN, team=make_team(newside)))
    lead.submit(f"{HERE}/guests", email="guest@example.org")
    fields = {"first_name": "Jo", "relationship": "parent"}

    asked = [cora.submit("/staff/invitations/new", email=f"{who}@example.org", **fields) for who in ("guest", "other")]

    assert [page.status for page in asked] == [200, 422]
    assert "only addresses on its guest list get mail" in asked[1].text


def test_going_live_is_asked_first_and_then_done_for_good(lead: Browser) -> None:
    lead.submit(f"{HERE}/guests", email="guest@example.org")
    asked = lead.visit(f"{HERE}/live")
    assert "This cannot be undone" in asked.text
    assert _trust("Newside").live_at is None

    page = lead.submit(f"{HERE}/live")

    assert "Your trust is live" in page.text
    live_at = _trust("Newside").live_at
    assert live_at is not None
    assert (clock.now() - live_at).total_seconds() < 60
    assert (_guests(), _audited()[-1]) == ([], "trust.changed")
    assert lead.submit(f"{HERE}/live").status == 409
    assert lead.submit(f"{HERE}/guests", email="late@example.org").status == 409


def test_a_new_trust_begins_by_trying_out(cast: Cast, browser_as: BrowserAs) -> None:
    ada = browser_as(cast.ada)
    before = ada.visit("/staff/trusts/new")
    page = ada.submit(
        "/staff/trusts/new",
        trust="Lakeside",
        crisis_line_name="Line",
        crisis_line_number="0800 111 222",
        team="First",
        email="lead@example.org",
        name="Lea Lead",
    )

    assert "A new trust is trying Holdfast out" in before.text
    assert "Trying out: relatives get mail only" in page.text
    assert _trust("Lakeside").live_at is None


@pytest.mark.parametrize("who", ["alice", "cora", "sue", "max", "ada"])
def test_only_the_lead_decides_who_can_join(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert [browser.visit(path).status for path in (HERE, f"{HERE}/live")] == [404, 404]
    for path in ("/guests", "/live", "/open", "/close"):
        assert browser.submit(f"{HERE}{path}", email="a@example.org", team=str(cast.early_help.id)).status == 404
    assert (_guests(), _trust("Riverside").open_joining) == ([], False)


def test_a_lead_of_another_trust_cannot_take_a_guest_off(lead: Browser, cast: Cast, browser_as: BrowserAs) -> None:
    page = lead.submit(f"{HERE}/guests", email="guest@example.org")
    [action] = [str(form.get("action")) for form in page.all("form") if "/remove" in str(form.get("action"))]

    assert browser_as(cast.tess).submit(action).status == 404
    assert _guests() == ["guest@example.org"]


def test_tess_lets_anybody_ask_and_jane_chooses_her_team(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    north = make_team(cast.riverside, "Team North")
    tess = browser_as(cast.tess)
    assert "Riverside" not in stranger.visit("/join").text
    assert tess.submit(f"{HERE}/open", team="").status == 422
    tess.submit(f"{HERE}/open", team=str(cast.early_help.id))

    assert f"/join/at/{cast.riverside.id}" in stranger.visit("/join").links
    page = stranger.submit(f"/join/at/{cast.riverside.id}", **ASKED, team=str(north.id))

    [made] = all_invitations()
    assert page.h1 == "Look in your mailbox"
    assert (made.came_by, made.team_id, made.code_id, made.inviter_id) == (CameBy.OPEN, north.id, None, None)


def test_who_does_not_know_the_team_comes_to_the_one_that_tess_chose(
    cast: Cast, browser_as: BrowserAs, stranger: Browser
) -> None:
    make_team(cast.riverside, "Team North")
    tess = browser_as(cast.tess)
    tess.submit(f"{HERE}/open", team=str(cast.early_help.id))
    assert stranger.submit(f"/join/at/{cast.riverside.id}", **ASKED).status == 422

    stranger.submit(f"/join/at/{cast.riverside.id}", **ASKED, team="unsure")

    assert all_invitations()[0].team_id == cast.early_help.id


def test_tess_changes_the_team_and_one_team_is_the_one(cast: Cast, browser_as: BrowserAs) -> None:
    north = make_team(cast.riverside, "Team North")
    tess = browser_as(cast.tess)
    for team in (cast.early_help, north):
        tess.submit(f"{HERE}/open", team=str(team.id))

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(Team.id).where(Team.takes_unsure)).all() == [north.id]
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 2


def test_the_door_can_be_shut_again(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    tess = browser_as(cast.tess)
    tess.submit(f"{HERE}/open", team=str(cast.early_help.id))
    tess.submit(f"{HERE}/close")

    page = stranger.submit(f"/join/at/{cast.riverside.id}", **ASKED, team=str(cast.early_help.id))

    assert (page.status, all_invitations()) == (404, [])


def test_a_team_of_another_trust_cannot_be_chosen(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    tess = browser_as(cast.tess)
    assert tess.submit(f"{HERE}/open", team=str(cast.hill_team.id)).status == 422
    tess.submit(f"{HERE}/open", team=str(cast.early_help.id))

    page = stranger.submit(f"/join/at/{cast.riverside.id}", **ASKED, team=str(cast.hill_team.id))

    assert (page.status, all_invitations()) == (422, [])


def test_a_trust_that_is_trying_out_is_not_listed(newside: Trust, lead: Browser, stranger: Browser) -> None:
    team = make_team(newside)
    lead.submit(f"{HERE}/open", team=str(team.id))

    assert "Newside" not in stranger.visit("/join").text
    assert stranger.visit(f"/join/at/{newside.id}").status == 404
