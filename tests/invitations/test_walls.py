"""Who sees which invitation, and what nobody learns of another trust."""

import re
from collections.abc import Callable

import pytest

from app.accounts import people, sessions
from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, enter, unit_of_work
from app.core.errors import NotFound
from app.invitations import queries
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.trusts import queries as trusts
from tests.builders.accounts import make_person, session_for
from tests.builders.invitations import make_invitation, now_of
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast

SignIn = Callable[[Person], Browser]
LOOK = ["", "/withdraw"]
ACT = ["/address", "/again", "/withdraw", "/discard"]
NEVER = ["alice", "max", "tess", "ada", "harry", "hanna", "hugo"]


def _tried(browser: Browser, invitation: Invitation) -> set[int]:
    address = f"/staff/invitations/{invitation.id}"
    looked = [browser.visit(f"{address}{then}") for then in LOOK]
    acted = [browser.submit(f"{address}{then}", email="thief@example.org") for then in ACT]
    return {page.status for page in (*looked, *acted)}


@pytest.mark.parametrize("who", NEVER)
@pytest.mark.parametrize("state", [State.SENT, State.DRAFTED])
def test_only_the_team_finds_its_invitation(cast: Cast, browser_as: SignIn, who: str, state: State) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state)

    assert _tried(browser_as(getattr(cast, who)), invitation) == {404}
    assert (now_of(invitation.id).state, now_of(invitation.id).email) == (state, "jane@example.org")


def test_a_colleague_of_another_team_does_not_find_it(cast: Cast, browser_as: SignIn) -> None:
    olu = make_person("Olu", Role.CLINICIAN, team=make_team(cast.riverside, "Other Team"))
    invitation = make_invitation(cast.cora, cast.early_help)
    browser = browser_as(olu)

    assert _tried(browser, invitation) == {404}
    assert "jane@example.org" not in browser.visit("/staff/invitations").text
    assert "0 invited" in browser.visit("/staff").text


def test_sue_of_the_same_team_finds_it(cast: Cast, browser_as: SignIn) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)

    assert browser_as(cast.sue).visit(f"/staff/invitations/{invitation.id}").h1 == "Invitation of Jane"


def test_colleagues_invitations_are_for_the_lead_only(cast: Cast, browser_as: SignIn) -> None:
    invitation = make_invitation(cast.tess, cast.early_help, role=Role.SUPPORTER)

    assert browser_as(cast.tess).visit(f"/staff/invitations/{invitation.id}").status == 200
    assert _tried(browser_as(cast.cora), invitation) == {404}
    assert _tried(browser_as(cast.hanna), invitation) == {404}


def test_somebody_elses_draft_cannot_be_sent_by_its_id(cast: Cast, browser_as: SignIn) -> None:
    draft = make_invitation(cast.cora, cast.early_help, state=State.DRAFTED)
    fields = {"email": "thief@example.org", "first_name": "T", "relationship": "friend", "draft": str(draft.id)}

    assert browser_as(cast.harry).submit("/staff/invitations/new", **fields).status == 404
    assert browser_as(cast.harry).submit("/staff/invitations/new", **(fields | {"draft": "x"})).status == 404
    assert now_of(draft.id).email == "jane@example.org"


def test_inviting_an_address_that_another_trust_knows_tells_nothing(cast: Cast, browser_as: SignIn) -> None:
    make_invitation(cast.harry, cast.hill_team)
    known, unknown = ["hugo@example.org", "jane@example.org"], "nobody@example.org"
    cora = browser_as(cast.cora)

    pages = {
        address: cora.submit("/staff/invitations/new", email=address, first_name="Jane", relationship="parent")
        for address in (*known, unknown)
    }

    def said(address: str) -> str:
        return re.sub(r"[0-9:]+[ap]m", "", pages[address].text.replace(address, "it"))

    assert pages[unknown].status == 200
    assert {said(address) for address in known} == {said(unknown)}


def test_the_queries_ask_for_the_trust_even_without_the_second_wall(cast: Cast) -> None:
    of_hillside = make_invitation(cast.hanna, None, role=Role.SUPPORTER)
    token = session_for(cast.tess)

    with unit_of_work(None) as session:
        tess = sessions.find(session, token=token)
        assert tess is not None
        enter(session, Platform.COMMAND_LINE)
        assert queries.latest_to(session, trust_id=cast.riverside.id, email="jane@example.org") is None
        assert queries.of_colleagues(session, trust_id=cast.riverside.id) == []
        with pytest.raises(NotFound):
            queries.visible(session, viewer=tess, invitation_id=of_hillside.id)


def test_the_lists_of_people_and_teams_ask_for_the_trust_even_without_the_second_wall(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        staff = people.staff(session, trust_id=cast.riverside.id)
        assert [member.name for member in staff] == ["Cora", "Max", "Sue", "Tess"]
        assert len(people.relatives(session, trust_id=cast.riverside.id)) == 2
        assert list(trusts.team_names(session, trust_id=cast.riverside.id).values()) == ["Early Help"]
        with pytest.raises(NotFound):
            people.staff_member(session, trust_id=cast.riverside.id, person_id=cast.harry.id)
        with pytest.raises(NotFound):
            trusts.team(session, trust_id=cast.riverside.id, team_id=cast.hill_team.id)


@pytest.mark.parametrize("who", ["alice", "max", "tess", "ada"])
def test_only_those_who_invite_get_the_form(cast: Cast, browser_as: SignIn, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert browser.visit("/staff/invitations/new").status == 404
    assert browser.visit("/staff/invitations").status == 404


def test_every_member_of_staff_has_a_first_page(cast: Cast, browser_as: SignIn) -> None:
    for person in (cast.cora, cast.sue, cast.max, cast.tess, cast.ada):
        page = browser_as(person).visit("/staff")
        assert (page.status, page.h1) == (200, f"Hello, {person.name}")
    assert browser_as(cast.alice).visit("/staff").status == 404
